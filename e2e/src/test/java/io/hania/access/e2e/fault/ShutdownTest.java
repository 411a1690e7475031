package io.hania.access.e2e.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.hania.access.e2e.Api;
import io.hania.access.e2e.Database;
import io.hania.access.e2e.HaniaSystem;
import io.hania.access.e2e.HaniaSystem.Extra;
import io.hania.access.e2e.RawSocket;
import io.hania.access.local.Dashboard.CreatedKey;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is under way when a process is told to stop comes to its end, and what it has noted is written. */
class ShutdownTest {
    private static final Duration DRAIN = Duration.ofSeconds(3);
    private static final int CALLS = 37;
    private static final Map<String, String> BRIEF = Map.of("gateway.drain", DRAIN.toSeconds() + "s");

    private final HaniaSystem system = HaniaSystem.shared();
    private final String key = system.fact("API_KEY");

    @Test
    void streamsComeToTheirEndBeforeTheirGatewayDoesUnlessTheyTakeTooLong() {
        try (Extra gateway = system.gateway(BRIEF);
                RawSocket stream = openStream(gateway, 20);
                RawSocket endless = openStream(gateway, 5000)) {
            long start = System.nanoTime();
            gateway.process().close();
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            assertThat(took).isBetween(DRAIN, DRAIN.plusSeconds(5));
            assertThat(stream.readAll()).contains("event: done").endsWith("\r\n0\r\n\r\n");
            assertThat(endless.readAll()).contains("event: delta").doesNotContain("event: done");
        }
    }

    @Test
    void countsOfCallsAreWrittenBeforeTheirAuthServiceEnds() {
        CreatedKey counted = system.operator().createKey("Counted", List.of(), 0);
        int http = HaniaSystem.freePort();
        try (Extra auth =
                system.authService(Map.of("quarkus.http.port", Integer.toString(http), "auth.usage.flush", "5s"))) {
            URI decisions = URI.create("http://localhost:" + http + "/decisions");
            for (int i = 0; i < CALLS; i++) {
                assertThat(ask(decisions, counted)).isEqualTo(200);
            }
            auth.process().close();
        }
        try (Database database = new Database(system)) {
            assertThat(database.number(
                            "select sum(calls) from usage.hourly where key_id = ? and outcome = 'allowed'",
                            UUID.fromString(counted.id())))
                    .isEqualTo(CALLS);
        }
    }

    private static int ask(URI decisions, CreatedKey about) {
        HttpRequest request = HttpRequest.newBuilder(decisions)
                .header("Authorization", "Bearer " + about.secret())
                .POST(HttpRequest.BodyPublishers.ofString("{\"method\":\"GET\",\"path\":\"" + Api.BOTS + "\"}"))
                .build();
        return Api.send(request, BodyHandlers.discarding()).statusCode();
    }

    /** A stream of so many events, ten a second, of which the first has come. */
    private RawSocket openStream(Extra gateway, int events) {
        String body = "{\"message\":\"Hello\",\"events\":" + events + ",\"every_ms\":100}";
        RawSocket socket = new RawSocket(gateway.port())
                .send("POST " + Api.BOTS.replace("bots", "chat/send-stream") + " HTTP/1.1\r\nHost: localhost\r\n"
                        + "Authorization: Bearer " + key + "\r\nContent-Type: application/json\r\nContent-Length: "
                        + body.length() + "\r\n\r\n" + body);
        assertThat(socket.readSome()).startsWith("HTTP/1.1 200");
        return socket;
    }
}
