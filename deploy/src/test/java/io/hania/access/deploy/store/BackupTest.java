package io.hania.access.deploy.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.output.MigrateResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The two lines of the manual that back up and restore, run as they stand there, by the owner that the manual asks for. */
class BackupTest {
    private static final String WORKSPACE = "00000000-0000-0000-0000-000000000001";
    private static final Pattern DUMP = Pattern.compile("(?m)^pg_dump .*\"\\$OWNER_URL\"");
    private static final Pattern RESTORE = Pattern.compile("`(pg_restore [^`]*)`");

    @TempDir
    Path folder;

    @Test
    void aRestoreBringsBackEveryKeyAndRevocationAndNoRightIsLost() throws Exception {
        String manual = Files.readString(Path.of("../docs/operating.md"));
        try (DebianPostgres server = DebianPostgres.start(folder)) {
            assertThat(migrate(server).migrationsExecuted).isPositive();
            server.run("insert into access.workspace (id, name) values ('" + WORKSPACE + "', 'Test')");
            create(server, "kept");
            create(server, "revoked before");
            revoke(server, "revoked before");
            server.shell(
                    DUMP.matcher(manual).results().findFirst().orElseThrow().group());

            revoke(server, "kept");
            create(server, "made after");
            server.shell(
                    RESTORE.matcher(manual).results().findFirst().orElseThrow().group(1));

            assertThat(status(server, "revoked before")).isEqualTo("revoked");
            assertThat(status(server, "kept"))
                    .as("why what was revoked since has to be revoked again")
                    .isEqualTo("active");
            assertThat(status(server, "made after")).isEmpty();
            assertThat(migrate(server).migrationsExecuted).isZero();
            revoke(server, "kept");
            assertThat(status(server, "kept")).isEqualTo("revoked");
        }
    }

    private static MigrateResult migrate(DebianPostgres server) {
        return Flyway.configure()
                .dataSource(server.url(), DebianPostgres.OWNER, "")
                .placeholders(Map.of("authRole", "hania_auth", "widgetRole", "hania_widget"))
                .locations("classpath:db/migration")
                .outOfOrder(true)
                .load()
                .migrate();
    }

    private static void create(DebianPostgres server, String name) throws Exception {
        server.run("insert into access.account_key (id, tenant_id, hash, display, name, abilities, created_by)"
                + " values (gen_random_uuid(), '" + WORKSPACE + "', sha256('" + name + "'), 'd', 'n', '{*}', 'system');"
                + note("key.created", name));
    }

    private static void revoke(DebianPostgres server, String name) throws Exception {
        server.run("update access.account_key set status = 'revoked', version = version + 1, revoked_at = now()"
                + " where hash = sha256('" + name + "');"
                + note("key.revoked", name));
    }

    private static String note(String action, String name) {
        return "insert into access.audit_entry (tenant_id, actor, action, subject) values ('" + WORKSPACE
                + "', 'system', '" + action + "', '" + name + "')";
    }

    /** As auth-service sees it: with its own rights. */
    private static String status(DebianPostgres server, String name) throws Exception {
        return server.ask("hania_auth", "select status from access.key_record where hash = sha256('" + name + "')");
    }
}
