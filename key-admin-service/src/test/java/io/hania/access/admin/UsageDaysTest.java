package io.hania.access.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(StoresForTests.class)
class UsageDaysTest {
    @Test
    void countsEveryDayOnceWhereverItIsKept() throws Exception {
        Browser owner = Browser.stranger();
        String id = owner.createId("counted");
        count(id, 5, 10);
        count(id, 1, 200);
        count(id, 0, 3000);
        addUpAgain();

        assertThat(Rows.text("select sum(calls) from usage.daily where key_id = '" + id + "'"))
                .isEqualTo("10");
        Rows.run("delete from usage.hourly where key_id = '" + id + "' and hour < now() - interval '3 days'");
        for (String span : new String[] {"day", "month"}) {
            owner.get(Browser.KEYS + "/" + id + "?span=" + span).then().body(containsString("<b>3,210</b>"));
        }
        owner.get(Browser.KEYS).then().body(containsString("3,210 calls"));
    }

    /** Else a caller that goes on at its limit of 2 had made "5 of 2" calls. */
    @Test
    void callsOverTheLimitAreNoneOfIt() throws Exception {
        Browser owner = Browser.stranger();
        String id = owner.createId("at its limit");
        Rows.run("update access.account_key set rate_limit = 2 where id = '" + id + "'");
        for (String part : new String[] {"'allowed', 2", "'limited', 3"}) {
            Rows.run("insert into usage.hourly values ('" + id + "', date_trunc('hour', now(), 'UTC'), " + part + ")");
        }

        owner.get(Browser.KEYS).then().body(containsString("2 of 2 this hour"));
        owner.get(Browser.KEYS + "/" + id).then().body(containsString("2 this hour"));
    }

    private static void count(String id, int daysAgo, int calls) throws Exception {
        Rows.run("insert into usage.hourly values ('" + id + "', date_trunc('day', now(), 'UTC') - interval '" + daysAgo
                + " days', 'allowed', " + calls + ")");
    }

    private static void addUpAgain() throws Exception {
        Rows.run("truncate usage.daily; update usage.daily_until set day = '-infinity'");
        Eventually.holds(
                () -> assertThat(Rows.text("select day = (now() at time zone 'UTC')::date - 1 from usage.daily_until"))
                        .isEqualTo("t"));
    }
}
