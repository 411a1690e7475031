package io.hania.access.origin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedDomainsTest {
    @ParameterizedTest
    @CsvSource({
        "example.com, https://example.com",
        "example.com, https://EXAMPLE.COM",
        "example.com, https://example.com.",
        "example.com, https://example.com:443",
        "EXAMPLE.com., https://example.com",
        "example.com:8443, https://example.com:8443",
        "*.example.com, https://a.example.com",
        "*.example.com, https://a.b.example.com",
        "bücher.example, https://xn--bcher-kva.example",
        "xn--bcher-kva.example, https://bücher.example",
        "localhost, http://localhost:3000",
        "localhost:3000, http://localhost:3000",
        "127.0.0.1:8000, http://127.0.0.1:8000",
        "[::1], https://[::1]",
        "192.0.2.7, https://192.0.2.7",
        "https://Shop.Example.com/cart?x=1, https://shop.example.com"
    })
    void allows(String rule, String origin) {
        assertThat(AllowedDomains.of(List.of(rule)).allows(origin)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "example.com, https://evilexample.com",
        "example.com, https://example.com.evil.com",
        "example.com, http://example.com",
        "example.com, https://example.com:8443",
        "example.com, https://www.example.com",
        "example.com, null",
        "example.com, 'https://example.com https://evil.com'",
        "example.com, 'https://example.com, https://evil.com'",
        "example.com, https://example.com/",
        "example.com, https://user@example.com",
        "example.com, ftp://example.com",
        "example.com, file://",
        "example.com, ''",
        "example.com, example.com",
        "example.com, https://example.com..",
        "example.com, https://example.com:443x",
        "example.com:8443, https://example.com",
        "*.example.com, https://example.com",
        "*.example.com, https://aexample.com",
        "*.example.com, https://a.example.com.evil.com",
        "localhost:3000, http://localhost:3001",
        "example.com, http://localhost",
        "192.0.2.7, http://192.0.2.7"
    })
    void refuses(String rule, String origin) {
        assertThat(AllowedDomains.of(List.of(rule)).allows(origin)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "*.com",
                "*.co.uk",
                "com",
                "co.uk",
                "",
                "*.*.example.com",
                "ex*.com",
                "a b.com",
                "*.192.0.2.7",
                "example.com/x",
                "a..b.com",
                "example.com:0",
                "example.com:99999",
                "intranet",
                "*.localhost.*",
                "straße.example",
                "0x7f.1",
                "127.1",
                "*.github.io",
                "[::1%25lo]",
                "[::ffff:127.0.0.1]"
            })
    void cannotBeMade(String rule) {
        assertThatThrownBy(() -> DomainRule.parse(rule))
                .isInstanceOf(InvalidDomainException.class)
                .hasMessageContaining("can't be an allowed domain");
    }

    @Test
    void aStoredLineThatIsNoRuleHurtsNoOther() {
        AllowedDomains stored = AllowedDomains.stored(List.of("*.com", "", "example.com"));
        assertThat(stored.allows("https://example.com")).isTrue();
        assertThat(stored.allows("https://a.com")).isFalse();
    }

    @Test
    void lettersThatTheJdkAndBrowsersSpellDifferentlyOpenNoOtherDomain() {
        assertThat(AllowedDomains.of(List.of("strasse.example")).allows("https://straße.example"))
                .isFalse();
        assertThat(AllowedDomains.of(List.of("xn--strae-oqa.example")).allows("https://xn--strae-oqa.example"))
                .isTrue();
    }

    @Test
    void anEmptyListAndNoOriginAllowNothing() {
        assertThat(AllowedDomains.of(List.of()).allows("https://example.com")).isFalse();
        assertThat(AllowedDomains.of(List.of("example.com")).allows(null)).isFalse();
    }

    @Test
    void takesTheOriginOfAReferer() {
        assertThat(WebOrigin.ofReferer("https://example.com/a?b#c")).isEqualTo("https://example.com");
        assertThat(WebOrigin.ofReferer("https://example.com?x")).isEqualTo("https://example.com");
        assertThat(WebOrigin.ofReferer("nonsense")).isNull();
        assertThat(WebOrigin.ofReferer(null)).isNull();
    }

    @Property(tries = 500)
    void onlyTheVeryHostFitsAPlainRule(
            @ForAll @AlphaChars @StringLength(max = 12) String before,
            @ForAll @AlphaChars @StringLength(max = 12) String after) {
        AllowedDomains allowed = AllowedDomains.of(List.of("example.com"));
        boolean same = before.isEmpty() && after.isEmpty();
        assertThat(allowed.allows("https://" + before + "example.com" + after)).isEqualTo(same);
    }

    @Property(tries = 1000)
    void noTextBreaksTheRule(@ForAll @StringLength(max = 40) String text) {
        assertThat(AllowedDomains.of(List.of("example.com", "*.example.org")).allows(text))
                .isFalse();
    }

    @Property(tries = 500)
    void aRuleReadsItselfBack(@ForAll @AlphaChars @StringLength(min = 1, max = 12) String label) {
        DomainRule rule = DomainRule.parse("*." + label + ".example.com:8443");
        assertThat(DomainRule.parse(rule.toString())).isEqualTo(rule);
    }
}
