package io.hania.access.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(StoresForTests.class)
class NoticesTest {
    private record Event(String signature, String body) {}

    @Test
    void tellsOwnersAndProgramsOfAnExposedKeyOnce() throws Exception {
        List<Event> events = new CopyOnWriteArrayList<>();
        HttpServer program = program(events, 200);
        Browser owner = Browser.stranger();
        String url = "http://localhost:" + program.getAddress().getPort() + "/hook";
        var added = owner.post("/settings/workspace/webhooks", Map.of("url", url));
        String secret = Browser.find(Pattern.compile("whsec_[0-9a-f]{48}"), added.asString());
        String id = owner.createId("exposed " + UUID.randomUUID());
        see(id);

        Eventually.holds(() ->
                assertThat(events).anySatisfy(event -> assertThat(event.body()).contains("key.exposed", id)));
        Event event = events.getFirst();
        String seconds = Browser.find(Pattern.compile("t=(\\d+)"), event.signature());
        assertThat(event.signature()).isEqualTo("t=" + seconds + ",v1=" + hmac(secret, seconds + "." + event.body()));
        Eventually.holds(() -> assertThat(PostOffice.letters())
                .anySatisfy(letter -> assertThat(letter.replace("=\n", "")).contains("shop.example", id)));
        owner.get(Browser.KEYS).then().body(containsString("Exposed in browsers: 1"));
        owner.get("/settings/workspace").then().body(containsString("Delivered"));
        assertThat(Rows.text("select count(*) from access.notice where key_id = '" + id + "'"))
                .isEqualTo("1");
        program.stop(0);
    }

    @Test
    void disablesAnExposedKeyWhereTheWorkspaceWantsIt() {
        Browser owner = Browser.stranger();
        owner.post("/settings/workspace", Map.of("name", "Careful", "disable_exposed", "on"))
                .then()
                .statusCode(303);
        String id = owner.createId("careful");
        see(id);
        Eventually.holds(() -> assertThat(
                        Rows.text("select status || disabled_by from access.account_key where id = '" + id + "'"))
                .isEqualTo("disabledexposure"));
        owner.get(Browser.KEYS + "/" + id).then().body(containsString("disabled by itself"));
    }

    @Test
    void triesAgainWhatWasNotTaken() throws Exception {
        List<Event> events = new CopyOnWriteArrayList<>();
        HttpServer program = program(events, 500);
        Browser owner = Browser.stranger();
        owner.post(
                "/settings/workspace/webhooks",
                Map.of("url", "http://localhost:" + program.getAddress().getPort() + "/"));
        owner.post("/settings/workspace/webhooks/test", Map.of()).then().statusCode(303);
        Eventually.holds(() -> assertThat(events).hasSize(1));
        Eventually.holds(() -> owner.get("/settings/workspace")
                .then()
                .body(containsString("<li>500</li>"), containsString("Next attempt: ")));
        StoresForTests.database().execute("update access.webhook_delivery set next_at = now() where state = 'waiting'");
        Eventually.holds(() -> assertThat(events).hasSizeGreaterThan(1));
        program.stop(0);
    }

    @Test
    void givesUpAfterTheSeventhAttemptAndSaysSo() throws Exception {
        List<Event> events = new CopyOnWriteArrayList<>();
        HttpServer program = program(events, 500);
        Browser owner = Browser.stranger();
        String url = "http://localhost:" + program.getAddress().getPort() + "/given-up";
        owner.post("/settings/workspace/webhooks", Map.of("url", url));
        owner.post("/settings/workspace/webhooks/test", Map.of());
        Eventually.holds(() -> assertThat(delivery(url)).isEqualTo("waiting 1 500"));
        for (int attempt = 2; attempt <= 7; attempt++) {
            String expected = attempt < 7 ? "waiting " + attempt + " 500" : "failed 7 500";
            StoresForTests.database()
                    .execute("update access.webhook_delivery set next_at = now() where state = 'waiting'");
            Eventually.holds(() -> assertThat(delivery(url)).isEqualTo(expected));
        }
        owner.get("/settings/workspace").then().body(containsString("Given up"));
        program.stop(0);
    }

    @Test
    void announcesEndsOnceForEachDistance() throws Exception {
        List<Event> events = new CopyOnWriteArrayList<>();
        HttpServer program = program(events, 200);
        Browser owner = Browser.stranger();
        String url = "http://localhost:" + program.getAddress().getPort() + "/ends";
        owner.post("/settings/workspace/webhooks", Map.of("url", url));
        String name = "ends " + UUID.randomUUID();
        String id = owner.createId(name);
        Map<String, String> announced = new LinkedHashMap<>();
        announced.put("13 days", "{key.expiring.14}");
        announced.put("60 hours", "{key.expiring.14,key.expiring.3}");
        announced.put("20 hours", "{key.expiring.1,key.expiring.14,key.expiring.3}");
        announced.forEach((left, kinds) -> {
            endsIn(id, left);
            Eventually.holds(() -> assertThat(kinds(id)).isEqualTo(kinds));
        });

        Eventually.holds(() -> assertThat(events).hasSize(3));
        assertThat(events)
                .allSatisfy(event -> assertThat(event.body())
                        .contains("\"event\":\"key.expiring\"", "\"key_id\":\"" + id + "\"", "\"expires_at\":"));
        Eventually.holds(() -> assertThat(PostOffice.letters())
                .filteredOn(letter -> letter.replace("=\n", "").contains(id))
                .hasSize(3));
        owner.get(Browser.KEYS).then().body(containsString("Ending within 14 days: 1"));
        program.stop(0);
    }

    @Test
    void refusesAddressesThatAreNoWebhooks() {
        Browser owner = Browser.stranger();
        for (String url :
                new String[] {"ftp://example.com", "https://", "https://user@example.com/", "file:///etc/passwd", "x"
                }) {
            owner.post("/settings/workspace/webhooks", Map.of("url", url))
                    .then()
                    .statusCode(422);
        }
    }

    private static void endsIn(String id, String left) {
        StoresForTests.database()
                .execute("update access.account_key set expires_at = now() + interval '" + left + "' where id = '" + id
                        + "'");
    }

    private static String delivery(String url) {
        return Rows.text("select d.state || ' ' || d.attempts || ' ' || coalesce(d.answer, 'none')"
                + " from access.webhook_delivery d join access.webhook w on w.id = d.webhook_id where w.url = '" + url
                + "'");
    }

    private static String kinds(String id) {
        return Rows.text("select array_agg(kind order by kind)::text from access.notice where key_id = '" + id + "'");
    }

    private static void see(String id) {
        StoresForTests.database()
                .execute("insert into usage.sighting values ('" + id + "', 'https://shop.example', now(), now(), 3)");
    }

    private static HttpServer program(List<Event> events, int status) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            events.add(new Event(
                    exchange.getRequestHeaders().getFirst("X-Hania-Signature"),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
        return server;
    }

    private static String hmac(String secret, String text) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    }
}
