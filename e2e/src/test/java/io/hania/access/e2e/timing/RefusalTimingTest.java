package io.hania.access.e2e.timing;

import static org.assertj.core.api.Assertions.assertThat;

import io.hania.access.e2e.Api;
import io.hania.access.e2e.HaniaSystem;
import io.hania.access.e2e.RawSocket;
import io.hania.access.key.KeyFormat;
import io.hania.access.key.KeyKind;
import io.hania.access.local.Dashboard;
import io.hania.access.local.Dashboard.CreatedKey;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A 401 takes the same time whatever its reason, measured at the gateway's port. */
class RefusalTimingTest {
    private static final int PAIRS = 200;
    private static final KeyFormat KEYS = new KeyFormat("hania");
    private static final String MALFORMED = "hania_sk_malformed";

    private final HaniaSystem system = HaniaSystem.shared();
    private final RawSocket socket = new RawSocket(system.local().ports().gateway());

    @AfterEach
    void close() {
        socket.close();
    }

    @Test
    void unknownAndMalformed() {
        expectSameTime(() -> KEYS.generate(KeyKind.ACCOUNT).value());
    }

    @Test
    void revokedAndMalformed() {
        Dashboard operator = system.operator();
        CreatedKey revoked = operator.createKey("Revoked", List.of(), 0);
        operator.revoke(revoked);
        expectSameTime(revoked::secret);
    }

    @Test
    void ofTheOtherKindAndMalformed() {
        expectSameTime(() -> system.fact("WIDGET_KEY"));
    }

    private void expectSameTime(Supplier<String> key) {
        PairedTimes.expectNoDifference(PAIRS, () -> refused(key.get()), () -> refused(MALFORMED));
    }

    private void refused(String key) {
        String answer = socket.send(
                        "GET " + Api.BOTS + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + key + "\r\n\r\n")
                .readSome();
        assertThat(answer).startsWith("HTTP/1.1 401").endsWith("}");
    }
}
