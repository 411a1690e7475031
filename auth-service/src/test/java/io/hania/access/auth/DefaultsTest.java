package io.hania.access.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hania.access.auth.decision.LinkConfig;
import io.hania.access.auth.limit.LimitConfig;
import io.hania.access.auth.record.CacheConfig;
import io.hania.access.auth.token.SigningConfig;
import io.hania.access.auth.token.TokenConfig;
import io.hania.access.auth.usage.UsageConfig;
import io.hania.access.auth.visitor.VisitorConfig;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What holds if nothing is configured. */
class DefaultsTest {
    private static SmallRyeConfig config(Map<String, String> values) {
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withDefaultValues(values)
                .withMapping(SigningConfig.class)
                .withMapping(TokenConfig.class)
                .withMapping(LimitConfig.class)
                .withMapping(CacheConfig.class)
                .withMapping(LinkConfig.class)
                .withMapping(UsageConfig.class)
                .withMapping(VisitorConfig.class)
                .build();
    }

    @Test
    void areThoseOfTheContract() {
        SmallRyeConfig config = config(Map.of("auth.signing.secret", "secret"));

        assertThat(config.getConfigMapping(TokenConfig.class).lifetime()).isEqualTo(Duration.ofSeconds(60));
        assertThat(config.getConfigMapping(TokenConfig.class).issuer()).isEqualTo("hania-access");
        assertThat(config.getConfigMapping(LimitConfig.class).window()).isEqualTo(Duration.ofHours(1));
        assertThat(config.getConfigMapping(LimitConfig.class).instances()).isEqualTo(1);
        assertThat(config.getConfigMapping(CacheConfig.class).redisPatience()).isEqualTo(Duration.ofMillis(100));
        assertThat(config.getConfigMapping(CacheConfig.class).reads()).isEqualTo(64);
        assertThat(config.getConfigMapping(LinkConfig.class).port()).isEqualTo(8181);
        assertThat(config.getConfigMapping(UsageConfig.class).flush()).isLessThanOrEqualTo(Duration.ofSeconds(5));
        assertThat(config.getConfigMapping(UsageConfig.class).refusals()).isEqualTo(Duration.ofHours(24));
        assertThat(config.getConfigMapping(VisitorConfig.class).lifetime()).isEqualTo(Duration.ofMinutes(10));
        assertThat(config.getConfigMapping(SigningConfig.class).rotationToken()).isEmpty();
        assertThat(config.getConfigMapping(SigningConfig.class).publishAhead()).isGreaterThan(Duration.ofMinutes(2));
    }

    @Test
    void haveNoSecret() {
        assertThatThrownBy(() -> config(Map.of())).hasStackTraceContaining("auth.signing.secret");
    }
}
