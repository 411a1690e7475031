package io.hania.access.e2e.canary;

import static org.assertj.core.api.Assertions.assertThat;

import io.hania.access.e2e.Api;
import io.hania.access.e2e.HaniaSystem;
import io.hania.access.e2e.RawSocket;
import io.hania.access.key.KeyHash;
import io.hania.access.key.RawKey;
import io.hania.access.local.Dashboard;
import io.hania.access.local.Dashboard.CreatedKey;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The life of one key: made, sent everywhere a key is sent, by right and by mistake, looked up and revoked. Its connections stay
 * open, as those of proxies do, and each has seen the key last.
 */
final class Passage implements AutoCloseable {
    private final Fleet fleet;
    private final CreatedKey key;
    private final List<RawSocket> connections = new ArrayList<>();

    Passage(HaniaSystem system, Fleet fleet) {
        this.fleet = fleet;
        Dashboard operator = system.operator(fleet.dashboard().address());
        key = operator.createKey("Canary", List.of("bots:read", "widgets:read"), 50);
        passTheGateway();
        askAuthService();
        knockAtTheOthers();
        assertThat(operator.check(key.secret())).contains("Canary").doesNotContain(key.secret());
        operator.get("/settings/api-keys?q=" + key.secret());
        operator.revoke(key);
        assertThat(operator.get("/settings/api-keys")).doesNotContain(key.secret());
        expect(401, fleet.gateway(), "GET " + Api.BOTS, bearer());
    }

    /** The key as it was shown once. */
    String key() {
        return key.secret();
    }

    /** All that others may keep of it. */
    KeyHash hash() {
        return KeyHash.of(new RawKey(key.secret()));
    }

    private void passTheGateway() {
        Fleet.Member gateway = fleet.gateway();
        expect(200, gateway, "GET " + Api.BOTS, bearer());
        expect(200, gateway, "GET /api/v1/widgets/keys?bot_id=bot_support", bearer());
        expect(403, gateway, "POST " + Api.BOTS, "Content-Length: 0", bearer());
        expect(404, gateway, "GET /api/v1/none", bearer());
        expect(403, gateway, "GET " + Api.BOTS, "Origin: https://other.example", bearer());
        expect(401, gateway, "GET " + inQuery(Api.BOTS));
        expect(401, gateway, "GET " + Api.BOTS, bearer(), bearer());
        expect(401, gateway, "GET " + Api.BOTS, "Authorization: Basic " + key.secret());
        expect(400, gateway, "GET " + Api.BOTS, bearer(), " folded");
    }

    private void askAuthService() {
        Fleet.Member auth = fleet.auth();
        String method = "X-Forwarded-Method: GET";
        expect(200, auth, "GET /forward-auth", method, "X-Forwarded-Uri: " + Api.BOTS, bearer());
        expect(401, auth, "GET /forward-auth", method, "X-Forwarded-Uri: " + inQuery(Api.BOTS));
        expect(400, auth, "GET /forward-auth", method, bearer());
        expect(401, auth, "GET " + inQuery("/forward-auth"), method, "X-Forwarded-Uri: " + Api.BOTS);
        String question = "{\"method\":\"GET\",\"path\":\"/api/v1/bots\"}";
        String length = "Content-Length: " + question.length();
        exchange(200, auth, head("POST /decisions", length, bearer()) + question);
    }

    /** None of these takes a key. */
    private void knockAtTheOthers() {
        knock(401, fleet.widget(), "/api/v1/widgets/keys");
        knock(200, fleet.dashboard(), "/sign-in");
        knock(401, fleet.auth(), "/");
    }

    private void knock(int status, Fleet.Member member, String path) {
        expect(status, member, "GET " + path, bearer());
        expect(status, member, "GET " + inQuery(path));
        expect(400, member, "GET " + path, bearer(), " folded");
    }

    private void expect(int status, Fleet.Member member, String start, String... headers) {
        exchange(status, member, head(start, headers));
    }

    private void exchange(int status, Fleet.Member member, String request) {
        RawSocket connection = new RawSocket(member.port());
        connections.add(connection);
        assertThat(connection.send(request).readSome()).as(request).startsWith("HTTP/1.1 " + status + " ");
    }

    private static String head(String start, String... headers) {
        return start + " HTTP/1.1\r\nHost: localhost\r\n"
                + Stream.of(headers).map(line -> line + "\r\n").collect(Collectors.joining()) + "\r\n";
    }

    private String bearer() {
        return "Authorization: Bearer " + key.secret();
    }

    private String inQuery(String path) {
        return path + "?access_token=" + key.secret();
    }

    @Override
    public void close() {
        connections.forEach(RawSocket::close);
    }
}
