package io.hania.access.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Any bytes at all on a connection. A minute of it: CONTRIBUTING.md. */
class FramingGateFuzzTest {
    @FuzzTest(maxDuration = "1m")
    void theVerdictIsTheSameHoweverTheBytesAreCut(byte[] bytes) {
        String stream = new String(bytes, StandardCharsets.ISO_8859_1);
        Wire whole = Wire.of(stream);
        Wire cut = Wire.of(stream, List.of(stream.length() / 3, stream.length() / 2, stream.length() - 1));
        String verdict = whole.verdict();
        assertThat(verdict).isIn("pass", "400", "405", "414", "431");
        assertThat(cut.verdict()).isEqualTo(verdict);
        assertThat(stream).startsWith(whole.passed());
    }
}
