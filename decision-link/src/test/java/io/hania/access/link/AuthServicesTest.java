package io.hania.access.link;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;

/** Names and the addresses behind them. */
class AuthServicesTest {
    @Test
    void everyAddressOfEveryNameIsFound() throws Exception {
        assertThat(found("127.0.0.1:1", "127.0.0.2:1", "[::1]:2"))
                .containsExactlyInAnyOrder(
                        new InetSocketAddress("127.0.0.1", 1),
                        new InetSocketAddress("127.0.0.2", 1),
                        new InetSocketAddress("::1", 2));
    }

    @Test
    void thisMachineIsOneAddress() throws Exception {
        assertThat(found("localhost:1")).hasSize(1);
    }

    @Test
    void aNameThatIsNotFoundLeavesTheOthers() throws Exception {
        assertThat(found("no.such.name.invalid:1", "127.0.0.1:1")).hasSize(1);
    }

    @Test
    void aNameWithoutAPortIsRefused() {
        assertThatThrownBy(() -> AuthServices.named(List.of("auth-service"), Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("host:port");
    }

    private static Set<InetSocketAddress> found(String... names) throws Exception {
        LinkedBlockingQueue<Set<InetSocketAddress>> told = new LinkedBlockingQueue<>();
        try (AuthServices services = AuthServices.named(List.of(names), Duration.ofMinutes(1))) {
            services.listen(told::add);
            Set<InetSocketAddress> found = told.poll(10, SECONDS);
            return found == null || found.isEmpty() ? told.poll(10, SECONDS) : found;
        }
    }
}
