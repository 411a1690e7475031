package io.hania.access.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(StoresForTests.class)
class AuditTest {
    private Browser owner = null;

    @BeforeEach
    void signIn() {
        owner = Browser.owner();
    }

    @Test
    void canOnlyGrow() {
        owner.createId("audited");
        for (String statement : new String[] {
            "update access.audit_entry set actor = 'nobody'",
            "delete from access.audit_entry",
            "truncate access.audit_entry"
        }) {
            assertThatThrownBy(() -> Rows.run(statement))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("can only grow");
        }
    }

    @Test
    void mayBeChangedByNoRole() throws SQLException {
        assertThat(Rows.text("select count(*) from information_schema.role_table_grants where table_schema = 'access'"
                        + " and table_name = 'audit_entry' and privilege_type in ('UPDATE', 'DELETE', 'TRUNCATE')"))
                .isEqualTo("0");
        for (String role : new String[] {"hania_widget", "hania_auth"}) {
            for (String change : new String[] {"delete from access.audit_entry", "delete from access.audit_head"}) {
                assertThatThrownBy(() -> Rows.run("set role " + role + "; " + change))
                        .isInstanceOf(SQLException.class)
                        .hasMessageContaining("permission denied");
            }
        }
    }

    @Test
    void noticesAnEntryChangedBehindItsBack() throws SQLException {
        Browser stranger = Browser.stranger();
        String id = stranger.createId("honest");
        stranger.createId("honest too");
        stranger.post("/audit/verify", Map.of()).then().body(containsString("are unchanged and in place"));
        Rows.run("alter table access.audit_entry disable trigger audit_entry_fixed;"
                + " update access.audit_entry set actor = 'somebody else' where subject = '" + id + "';"
                + " alter table access.audit_entry enable trigger audit_entry_fixed");
        stranger.post("/audit/verify", Map.of()).then().body(containsString("The chain is broken at entry"));
    }

    @Test
    void noticesAnEndThatWasCutOff() throws SQLException {
        Browser stranger = Browser.stranger();
        String id = stranger.createId("cut off");
        Rows.run("alter table access.audit_entry disable trigger audit_entry_fixed;"
                + " delete from access.audit_entry where subject = '" + id + "';"
                + " alter table access.audit_entry enable trigger audit_entry_fixed");
        stranger.post("/audit/verify", Map.of()).then().body(containsString("The chain is broken at entry"));
    }

    @Test
    void exportsWithoutFormulas() {
        String id = owner.createId("=cmd|' /C calc'!A0");
        String csv = owner.get("/audit/export.csv?subject=" + id).asString();
        assertThat(csv.lines().skip(1))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).doesNotContainPattern("(^|,)\"?[=+@-]"));
        owner.get("/audit/export.json?subject=" + id).then().statusCode(200).contentType("application/json");
    }

    @Test
    void knowsWhoDidWhatFromWhere() {
        String id = owner.createId("who");
        assertThat(Rows.text("select actor || ' ' || action || ' ' || address from access.audit_entry where subject = '"
                        + id + "'"))
                .isEqualTo(Browser.OWNER + " key.created 127.0.0.1");
    }
}
