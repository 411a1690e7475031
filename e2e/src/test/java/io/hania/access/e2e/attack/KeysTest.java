package io.hania.access.e2e.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.hania.access.e2e.Database;
import io.hania.access.e2e.HaniaSystem;
import io.hania.access.key.KeyFormat;
import io.hania.access.key.KeyKind;
import io.hania.access.local.Dashboard;
import io.hania.access.local.Dashboard.CreatedKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Keys that are no good, whatever the reason. */
class KeysTest {
    private final HaniaSystem system = HaniaSystem.shared();

    @Test
    void thatAreNoGoodAreAnsweredWithTheSameBytes() {
        String unknown = new KeyFormat("hania").generate(KeyKind.ACCOUNT).value();
        Map<String, String> keys = new LinkedHashMap<>();
        keys.put("malformed", "hania_sk_");
        keys.put("bad checksum", unknown.substring(0, 48) + (unknown.endsWith("0") ? "1" : "0"));
        keys.put("unknown", unknown);
        keys.put("revoked", revoked());
        keys.put("disabled", changed("status = 'disabled'"));
        keys.put("expired", changed("expires_at = now() - interval '1 second'"));
        keys.put("widget key", system.fact("WIDGET_KEY"));
        String missing = answer("");
        assertThat(missing)
                .startsWith("HTTP/1.1 401 ")
                .containsIgnoringCase("\nwww-authenticate: bearer\r")
                .contains("\"message\":\"Unauthorized\"");
        keys.forEach((reason, key) -> assertThat(answer("Authorization: Bearer " + key + "\r\n"))
                .as(reason)
                .isEqualTo(missing));
    }

    @Test
    void ofAnotherKindThanThePlaceIsForAreAnsweredAsUnknownOnes() {
        String unknown = new KeyFormat("hania").generate(KeyKind.WIDGET).value();
        assertThat(widgetConfig(system.fact("API_KEY")))
                .isEqualTo(widgetConfig(unknown))
                .startsWith("HTTP/1.1 401 ");
    }

    private String revoked() {
        Dashboard operator = system.operator();
        CreatedKey key = operator.createKey("Attack: revoked", List.of(), 0);
        assertThat(system.api().status(key.secret())).isEqualTo(200);
        operator.revoke(key);
        return key.secret();
    }

    /** A key that was never used, so that no cache knows it, and is what it is by its row. */
    private String changed(String column) {
        CreatedKey key = system.operator().createKey("Attack: changed", List.of(), 0);
        try (Database database = new Database(system)) {
            database.execute("update access.account_key set " + column + " where id = '" + key.id() + "'");
        }
        return key.secret();
    }

    private static String answer(String header) {
        return Answers.to(
                        Door.GATEWAY, "GET /api/v1/bots HTTP/1.1\r\nHost: h\r\nConnection: close\r\n" + header + "\r\n")
                .withoutId();
    }

    private static String widgetConfig(String key) {
        return Answers.to(
                        Door.GATEWAY,
                        "GET /widget/v1/" + key + "/config HTTP/1.1\r\nHost: h\r\nConnection: close\r\n"
                                + "Origin: https://example.com\r\n\r\n")
                .withoutId();
    }
}
