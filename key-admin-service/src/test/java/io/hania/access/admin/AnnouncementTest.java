package io.hania.access.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import io.hania.access.stores.Stores;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What operators are told while Redis doesn't answer: the change is stored, and by when it holds at the latest. */
@QuarkusTest
@QuarkusTestResource(StoresForTests.class)
class AnnouncementTest {
    private Browser owner = null;

    @BeforeEach
    void signIn() {
        owner = Browser.owner();
    }

    @AfterEach
    void letRedisGoOn() {
        Stores.redis().resume();
    }

    @Test
    void aRevocationIsPendingUntilTheCacheHasHeardOfIt() {
        String id = owner.createId("cut off");
        Stores.redis().pause();
        owner.post(Browser.KEYS + "/" + id + "/revoke", Map.of())
                .then()
                .statusCode(200)
                .body(containsString("the cache can&#39;t be reached"), containsString("for up to 60 s"));
        assertThat(Rows.text("select status from access.account_key where id = '" + id + "'"))
                .isEqualTo("revoked");
        assertThat(waiting(id)).isEqualTo("1");
        Stores.redis().resume();
        Eventually.holds(() -> assertThat(waiting(id)).isEqualTo("0"));
    }

    @Test
    void soAreManyAtOnceAndOtherChanges() {
        String id = owner.createId("cut off too");
        Stores.redis().pause();
        String key = Browser.KEYS + "/" + id;
        assertThat(owner.post(key + "/disable", Map.of()).getHeader("Location")).endsWith("?done=pending");
        owner.get(key + "?done=pending").then().body(containsString("within 60 seconds at the latest"));
        owner.post(Browser.KEYS + "/revoke", Map.of("key", List.of(id), "count", "1"))
                .then()
                .body(containsString("for up to 60 s"));
    }

    private static String waiting(String id) {
        return Rows.text(
                "select count(*) from access.key_change c join access.account_key k using (hash) where k.id = '" + id
                        + "'");
    }
}
