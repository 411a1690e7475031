package io.hania.access.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class GuardTest {
    @Test
    void aCallCostsNoMoreBesideTheYardstickThanWasRecorded() throws Exception {
        Guard guard = new Guard(Path.of(".."));

        assertThat(guard.ratio())
                .as("CPU a call beside the yardstick; bench/guard.properties tells how it is recorded")
                .isLessThanOrEqualTo(guard.recorded() * Guard.ROOM);
    }
}
