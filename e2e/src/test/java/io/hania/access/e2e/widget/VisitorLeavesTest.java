package io.hania.access.e2e.widget;

import static org.assertj.core.api.Assertions.assertThat;

import io.hania.access.e2e.HaniaSystem;
import io.hania.access.e2e.RawSocket;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The whole way of an answer that nobody waits for any more. */
class VisitorLeavesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String BODY = "{\"message\":\"Hello\"}";

    private final HaniaSystem system = HaniaSystem.shared();

    @Test
    void endsTheAnswerAtThePlatformWhenTheVisitorGoesAway() {
        WidgetKey key = WidgetKey.of(system, "shop.example.com");
        try (EndlessPlatform platform = new EndlessPlatform();
                HaniaSystem.Extra service = system.widgetService(Map.of("widget.platform-url", platform.url()));
                HaniaSystem.Extra door = system.gateway(
                        Map.of("gateway.upstreams.widget-service", "http://localhost:" + service.port()))) {
            try (RawSocket visitor = new RawSocket(door.port()).patience((int) PATIENCE.toMillis())) {
                visitor.send("POST /widget/v1/" + key.value() + "/chat/send-stream HTTP/1.1\r\nHost: localhost\r\n"
                        + "Origin: https://shop.example.com\r\nContent-Type: application/json\r\nContent-Length: "
                        + BODY.length() + "\r\n\r\n" + BODY);
                assertThat(readUntil(visitor, "endless")).startsWith("HTTP/1.1 200");
                assertThat(platform.hungUp).isNotDone();
            }
            assertThat(platform.hungUp).succeedsWithin(PATIENCE);
        }
    }

    private static String readUntil(RawSocket visitor, String word) {
        String all = "";
        while (!all.contains(word)) {
            String next = visitor.readSome();
            assertThat(next).as("more after: %s", all).isNotEmpty();
            all += next;
        }
        return all;
    }
}
