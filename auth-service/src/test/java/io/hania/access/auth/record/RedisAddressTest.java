package io.hania.access.auth.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** {@code quarkus.redis.hosts} as the pipe reads it. */
class RedisAddressTest {
    @Test
    void readsEveryPart() {
        assertThat(RedisAddress.parse("rediss://me:s%20cret@cache.example:6380/3", null))
                .isEqualTo(new RedisAddress("cache.example", 6380, true, "me", "s cret", 3));
    }

    @Test
    void takesTheUsualPortAndTheConfiguredPassword() {
        assertThat(RedisAddress.parse("redis://cache.example", "secret"))
                .isEqualTo(new RedisAddress("cache.example", 6379, false, null, "secret", 0));
        assertThat(RedisAddress.parse("redis://:mine@cache.example", "other").password())
                .isEqualTo("mine");
    }

    @Test
    void keepsThePasswordToItself() {
        assertThat(RedisAddress.parse("redis://:mine@cache.example", null)).hasToString("cache.example:6379");
    }

    @Test
    void refusesWhatIsNoRedis() {
        assertThatThrownBy(() -> RedisAddress.parse("http://cache.example", null))
                .hasMessageContaining("redis://");
    }
}
