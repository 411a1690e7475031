package io.hania.access.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KeyFormatTest {
    private final KeyFormat format = new KeyFormat("hania");

    @ParameterizedTest
    @EnumSource
    void knowsItsOwnKeys(KeyKind kind) {
        RawKey key = format.generate(kind);
        assertThat(format.kindOf(key)).contains(kind);
        assertThat(key.value()).matches(kind == KeyKind.ACCOUNT ? "hania_sk_[0-9a-f]{40}" : "hania_[0-9a-f]{40}");
    }

    @Property(tries = 300)
    void refusesAKeyWithOneCharacterChanged(@ForAll @IntRange(max = 48) int at) {
        String key = format.generate(KeyKind.ACCOUNT).value();
        char other = key.charAt(at) == '0' ? '1' : '0';
        assertThat(format.kindOf(new RawKey(key.substring(0, at) + other + key.substring(at + 1))))
                .isEmpty();
    }

    @Property(tries = 1000)
    void refusesAnyOtherText(@ForAll String text) {
        assertThat(format.kindOf(new RawKey(text))).isEmpty();
        assertThat(format.kindOf(new RawKey("hania_sk_" + text))).isEmpty();
    }

    @Test
    void refusesCapitalsOtherPrefixesAndOtherLengths() {
        String key = format.generate(KeyKind.ACCOUNT).value();
        assertThat(format.kindOf(new RawKey(key.toUpperCase(Locale.ROOT)))).isEmpty();
        assertThat(format.kindOf(new RawKey(key + "0"))).isEmpty();
        assertThat(format.kindOf(new KeyFormat("other").generate(KeyKind.ACCOUNT)))
                .isEmpty();
    }

    @Test
    void showsFourDigitsAtEachEnd() {
        RawKey key = format.generate(KeyKind.ACCOUNT);
        assertThat(format.displayForm(key))
                .isEqualTo(key.value().substring(0, 13) + "…" + key.value().substring(45))
                .doesNotContain(key.value().substring(13, 20));
        assertThat(key.toString()).isEqualTo("RawKey[hidden]");
    }

    @Test
    void hashesTheWholeKeyWithSha256() throws Exception {
        byte[] expected = MessageDigest.getInstance("SHA-256").digest("hania_x".getBytes(StandardCharsets.UTF_8));
        KeyHash hash = KeyHash.of(new RawKey("hania_x"));
        assertThat(hash.bytes()).isEqualTo(expected);
        assertThat(KeyHash.ofHex(HexFormat.of().formatHex(expected))).isEqualTo(hash);
    }

    @Test
    void refusesAnOddPrefix() {
        assertThatThrownBy(() -> new KeyFormat("Hania_")).hasMessageContaining("keys.prefix");
    }
}
