package io.hania.access.origin;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** Any bytes at all as an origin or as a rule. A minute of it: CONTRIBUTING.md. */
class OriginFuzzTest {
    private static final AllowedDomains ONE = AllowedDomains.of(List.of("example.com"));
    private static final AllowedDomains BELOW = AllowedDomains.of(List.of("*.example.com"));

    @FuzzTest(maxDuration = "1m")
    void anOriginIsAllowedOnlyInTheFormOfItsRule(byte[] bytes) {
        String origin = new String(bytes, StandardCharsets.UTF_8);
        if (ONE.allows(origin)) {
            assertThat(ascii(origin)).matches("https://example\\.com\\.?(:0{0,2}443)?");
        }
        if (BELOW.allows(origin)) {
            assertThat(ascii(origin)).matches("https://([a-z0-9-]+\\.)+example\\.com\\.?(:0{0,2}443)?");
        }
    }

    @FuzzTest(maxDuration = "1m")
    void aRuleIsRefusedOrMeansItsNormalForm(byte[] bytes) {
        String written = new String(bytes, StandardCharsets.UTF_8);
        DomainRule rule;
        try {
            rule = DomainRule.parse(written);
        } catch (InvalidDomainException refused) {
            return;
        }
        assertThat(DomainRule.parse(rule.toString())).isEqualTo(rule);
        assertThat(rule.toString()).isEqualTo(rule.toString().toLowerCase(Locale.ROOT));
        assertThat(rule.toString()).matches("(\\*\\.)?([a-z0-9._-]+|\\[[0-9a-f:.]+])(:[0-9]{1,5})?");
        assertThat(List.of("*.com", "*.co.uk", "com", "co.uk")).doesNotContain(rule.toString());
    }

    /** As the rule reads it: compatible letters and the dots of other scripts are folded by IDNA. */
    private static String ascii(String origin) {
        int host = origin.indexOf("://") + 3;
        int port = origin.indexOf(':', host);
        String name = origin.substring(host, port < 0 ? origin.length() : port);
        String rest = port < 0 ? "" : origin.substring(port);
        String folded = java.net.IDN.toASCII(name.endsWith(".") ? name.substring(0, name.length() - 1) : name);
        return (origin.substring(0, host) + folded + rest).toLowerCase(Locale.ROOT);
    }
}
