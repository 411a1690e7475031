package io.hania.access.auth.visitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.hania.access.auth.token.SigningConfig;
import io.hania.access.decision.Caller;
import io.hania.access.key.KeyId;
import io.hania.access.key.KeyKind;
import io.hania.access.records.KeyRecord;
import io.hania.access.records.KeyStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Who a widget's visitors are. */
class VisitorsTest {
    private static final long NOW = 1_800_000_000;
    private static final KeyRecord KEY = key("bot-1", 1000);

    private final Visitors visitors =
            new Visitors(new Signing("a secret for tests, long enough to be one"), new Settings());

    @Example
    void givesATokenToABrowserWithoutOneAndCountsItsAddress() {
        Visitor visitor = visitors.of(KEY, caller("192.0.2.7", "https://a.example", null), NOW);

        assertThat(visitor.token()).hasSize(39);
        assertThat(visitor.name()).startsWith("a");
        assertThat(visitor.limit()).isEqualTo(250);
    }

    @Example
    void countsABrowserWithATokenUnderItsOwnName() {
        String token = visitors.of(KEY, caller("192.0.2.7", "https://a.example", null), NOW)
                .token();

        Visitor here = visitors.of(KEY, caller("192.0.2.7", "https://a.example", token), NOW + 1);
        Visitor elsewhere = visitors.of(KEY, caller("198.51.100.1", "https://a.example", token), NOW + 1);

        assertThat(here.token()).isNull();
        assertThat(here.name()).startsWith("v").isEqualTo(elsewhere.name());
    }

    @Example
    void renewsATokenAtHalfItsLifeUnderTheSameName() {
        String token = visitors.of(KEY, caller("192.0.2.7", "https://a.example", null), NOW)
                .token();
        Visitor later = visitors.of(KEY, caller("192.0.2.7", "https://a.example", token), NOW + 301);

        assertThat(later.token()).isNotNull().isNotEqualTo(token);
        assertThat(visitors.of(KEY, caller("192.0.2.7", "https://a.example", later.token()), NOW + 700)
                        .name())
                .isEqualTo(later.name());
    }

    @Example
    void takesATokenForNothingAfterItsEndOrAtAnotherKeyBotOrOrigin() {
        Caller first = caller("192.0.2.7", "https://a.example", null);
        String token = visitors.of(KEY, first, NOW).token();
        Caller with = caller("192.0.2.7", "https://a.example", token);

        assertThat(visitors.of(KEY, with, NOW + 600).name()).startsWith("a");
        assertThat(visitors.of(key("bot-2", 1000), with, NOW).name()).startsWith("a");
        assertThat(visitors.of(KEY, caller("192.0.2.7", "https://b.example", token), NOW)
                        .name())
                .startsWith("a");
        assertThat(new Visitors(new Signing("another secret, which is long enough as well"), new Settings())
                        .of(KEY, with, NOW)
                        .name())
                .startsWith("a");
    }

    @Property
    void takesAChangedTokenForNothing(@ForAll @IntRange(max = 38) int at, @ForAll @IntRange(max = 63) int letter) {
        String token = visitors.of(KEY, caller("192.0.2.7", "https://a.example", null), NOW)
                .token();
        char changed = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".charAt(letter);
        String forged = token.substring(0, at) + changed + token.substring(at + 1);
        boolean same = java.util.Arrays.equals(
                java.util.Base64.getUrlDecoder().decode(forged),
                java.util.Base64.getUrlDecoder().decode(token));

        Visitor visitor = visitors.of(KEY, caller("192.0.2.7", "https://a.example", forged), NOW);

        assertThat(visitor.name().startsWith("v")).isEqualTo(same);
    }

    @Example
    void countsAWholeIpv6NetworkAsOneAddress() {
        assertThat(visitors.of(KEY, caller("2001:db8::1", null, null), NOW).name())
                .isEqualTo(visitors.of(KEY, caller("2001:db8::ffff:1", null, null), NOW)
                        .name());
    }

    @Example
    void leavesSmallLimitsToTheKeyAlone() {
        assertThat(visitors.of(key("bot-1", 10), caller("192.0.2.7", null, null), NOW)
                        .limit())
                .isZero();
    }

    private static KeyRecord key(String bot, int limit) {
        return new KeyRecord(
                new KeyId(new UUID(1, 1)),
                KeyKind.WIDGET,
                new UUID(2, 2),
                List.of("chat:send"),
                KeyStatus.ACTIVE,
                null,
                limit,
                1,
                bot,
                List.of("a.example"));
    }

    private static Caller caller(String address, String origin, String token) {
        return new Caller("request", address, origin, token, false);
    }

    /** The defaults. */
    private record Settings() implements VisitorConfig {
        @Override
        public int share() {
            return 25;
        }

        @Override
        public int atLeast() {
            return 20;
        }

        @Override
        public Duration lifetime() {
            return Duration.ofMinutes(10);
        }
    }

    /** Only the secret matters here. */
    private record Signing(String secret) implements SigningConfig {
        @Override
        public String provider() {
            return "none";
        }

        @Override
        public Optional<Path> directory() {
            return Optional.empty();
        }

        @Override
        public Duration rotation() {
            return Duration.ofDays(30);
        }

        @Override
        public Duration publishAhead() {
            return Duration.ofMinutes(10);
        }

        @Override
        public Duration refresh() {
            return Duration.ofSeconds(5);
        }

        @Override
        public Optional<String> rotationToken() {
            return Optional.empty();
        }
    }
}
