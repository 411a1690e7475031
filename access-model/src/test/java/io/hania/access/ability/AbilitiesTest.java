package io.hania.access.ability;

import static org.assertj.core.api.Assertions.assertThat;

import io.hania.access.catalog.Catalog;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AbilitiesTest {
    private static final Catalog CATALOG = Catalog.builtin();

    @ParameterizedTest
    @ValueSource(strings = {"bots:read", "bots:*", "*"})
    void grantsByNameByResourceAndByStar(String grant) {
        assertThat(Abilities.of(List.of(grant), CATALOG).grants("bots:read")).isTrue();
        assertThat(Abilities.unknown(List.of(grant), CATALOG)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Bots:Read", "bots:reads", "bots:read:*", "bot*", "*:read", "bots:", ":*", "**", "bots", ""})
    void grantsNothingForAnyOtherSpelling(String grant) {
        assertThat(Abilities.of(List.of(grant), CATALOG).grants("bots:read")).isFalse();
        assertThat(Abilities.unknown(List.of("bots:read", grant), CATALOG)).containsExactly(grant);
    }

    @Test
    void readDoesNotIncludeWrite() {
        Abilities reading = Abilities.of(List.of("bots:read", "tools:*"), CATALOG);
        assertThat(reading.grants("bots:write")).isFalse();
        assertThat(reading.grants("tools:write")).isTrue();
        assertThat(reading.grants("chat:send")).isFalse();
    }
}
