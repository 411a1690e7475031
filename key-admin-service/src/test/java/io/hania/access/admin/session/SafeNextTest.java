package io.hania.access.admin.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class SafeNextTest {
    private static final URI HERE = URI.create("https://dashboard.example/sign-in");

    @Property
    void staysOnThisHostWhateverIsAskedFor(@ForAll("addresses") String address) {
        String next = SafeNext.of(address);
        assertThat(next).startsWith("/").doesNotStartWith("//").doesNotContain("\\", "\t", "\r", "\n");
        if (next.chars().allMatch(c -> Character.isLetterOrDigit(c) || "/:@.?=&-".indexOf(c) >= 0)) {
            assertThat(HERE.resolve(next).getAuthority()).isEqualTo("dashboard.example");
        }
    }

    @Provide
    Arbitrary<String> addresses() {
        Arbitrary<String> near = Arbitraries.strings()
                .withChars("/\\\t\r\n :@.?=&-evilhttps%2f#\u0000ſ")
                .ofMaxLength(30);
        return Arbitraries.oneOf(near, near.map(text -> "/" + text), Arbitraries.strings());
    }

    @Example
    void keepsPagesOfOurs() {
        assertThat(SafeNext.of("/audit?actor=me&from=2026-01-01")).isEqualTo("/audit?actor=me&from=2026-01-01");
    }
}
