package io.hania.access.key;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.hania.access.call.BearerToken;
import java.nio.charset.StandardCharsets;

/** Any bytes at all as an {@code Authorization} header. A minute of it: CONTRIBUTING.md. */
class KeyFormatFuzzTest {
    private static final KeyFormat FORMAT = new KeyFormat("hania");

    @FuzzTest(maxDuration = "1m")
    void aHeaderIsAKeyInItsOneFormOrNone(byte[] bytes) {
        RawKey key = BearerToken.of(new String(bytes, StandardCharsets.ISO_8859_1));
        if (key == null) {
            return;
        }
        FORMAT.kindOf(key).ifPresent(kind -> {
            String form = kind == KeyKind.ACCOUNT ? "hania_sk_[0-9a-f]{40}" : "hania_[0-9a-f]{40}";
            assertThat(key.value().matches(form)).isTrue();
            assertThat(FORMAT.displayForm(key)).hasSizeLessThan(20);
        });
    }
}
