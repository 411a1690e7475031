package io.hania.access.target;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Any bytes at all as a request target. A minute of it: CONTRIBUTING.md. */
class RequestTargetFuzzTest {
    @FuzzTest(maxDuration = "1m")
    void anAcceptedTargetReadsTheSameToAnotherReader(byte[] bytes) {
        String raw = new String(bytes, StandardCharsets.ISO_8859_1);
        if (RequestTarget.check(raw) instanceof RequestTarget.Accepted accepted) {
            assertThat(accepted.path() + (accepted.query() == null ? "" : "?" + accepted.query()))
                    .isEqualTo(raw);
            URI read = URI.create("http://h" + accepted.path());
            assertThat(read.normalize().getRawPath()).isEqualTo(accepted.path());
            assertThat(read.getPath().split("/", -1))
                    .hasSameSizeAs(accepted.path().split("/", -1))
                    .doesNotContain(".", "..");
            assertThat(read.getPath()).doesNotContain("\0", "\r", "\n", "\\", ";", "//");
        }
    }
}
