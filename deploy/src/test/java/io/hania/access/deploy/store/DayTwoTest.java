package io.hania.access.deploy.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DayTwoTest {
    private static final String WORKSPACE = "00000000-0000-0000-0000-000000000001";

    @TempDir
    Path folder;

    @Test
    void nothingCommittedIsLostWhenTheServerIsKilled() throws Exception {
        try (Database database = migrated("latest")) {
            AtomicInteger committed = new AtomicInteger();
            AtomicBoolean going = new AtomicBoolean(true);
            CompletableFuture<Void> revoking =
                    CompletableFuture.runAsync(() -> revokeUntilKilled(database, committed, going));
            while (committed.get() < 50) {
                Thread.onSpinWait();
            }
            database.killAndRestart();
            going.set(false);
            revoking.join();

            int revoked =
                    Integer.parseInt(database.ask("select count(*) from access.key_record where status = 'revoked'"));
            // The last one may have been committed without our hearing of it.
            assertThat(revoked).isBetween(committed.get(), committed.get() + 1);
            assertThat(database.ask("select count(*) from access.key_change")).isEqualTo(String.valueOf(revoked));
        }
    }

    @Test
    void aCopyRestoredElsewhereHasEveryKeyAndEveryRevocationUpToIt() throws Exception {
        Path copy = folder.resolve("copy");
        try (Database database = migrated("latest")) {
            create(database, "kept");
            create(database, "revoked before");
            revoke(database, "revoked before");
            database.copyTo(copy);
            create(database, "made after");
            revoke(database, "kept");
        }
        try (Database restored = Database.at(copy)) {
            assertThat(status(restored, "revoked before")).isEqualTo("revoked");
            // Why the manual says to recover to the last instant, or to revoke again what was revoked since.
            assertThat(status(restored, "kept")).isEqualTo("active");
            assertThat(status(restored, "made after")).isEmpty();
            assertThat(restored.ask("select count(*) from access.audit_entry")).isEqualTo("3");
            create(restored, "life goes on");
        }
    }

    @Test
    void versionOneGoesOnWhileTheSchemaIsMigrated() throws Exception {
        try (Database database = Database.at(folder.resolve("data"))) {
            database.migrate("1");
            database.run("insert into access.workspace (id, name) values ('" + WORKSPACE + "', 'Old')");
            AtomicBoolean going = new AtomicBoolean(true);
            AtomicInteger rounds = new AtomicInteger();
            CompletableFuture<Void> old = CompletableFuture.runAsync(() -> {
                while (going.get() || rounds.get() < 20) {
                    versionOne(database, "round " + rounds.get());
                    rounds.incrementAndGet();
                }
            });
            while (rounds.get() < 5) {
                Thread.onSpinWait();
            }
            database.migrate("latest");
            going.set(false);
            old.join();

            versionOne(database, "after");
            assertThat(database.ask("select count(*) from access.account_key where status = 'revoked'"))
                    .isEqualTo(String.valueOf(rounds.get() + 1));
        }
    }

    @Test
    void aSecondRoleTakesOverWithoutTheFirstLosingAConnection() throws Exception {
        try (Database database = migrated("latest")) {
            create(database, "a");
            database.run("alter role hania_auth password 'first'");
            try (Connection before = database.connect("hania_auth", "first")) {
                database.run("create role hania_auth_b login password 'second' in role hania_auth");
                try (Connection after = database.connect("hania_auth_b", "second")) {
                    assertReadsKeysAndNothingElse(after);
                    database.run("alter role hania_auth password null");
                    assertReadsKeysAndNothingElse(before);
                }
            }
            assertThat(database.ask("select rolpassword is null from pg_authid where rolname = 'hania_auth'"))
                    .isEqualTo("t");
        }
    }

    @Test
    void aKeyIsImportedByTheStatementsOfTheManual() throws Exception {
        String manual = Files.readString(Path.of("../docs/operating.md"));
        Matcher block = Pattern.compile("(?s)## Importing.*?```\n(.*?)```").matcher(manual);
        assertThat(block.find()).isTrue();
        String hash = "ab".repeat(32);
        try (Database database = migrated("latest")) {
            database.run(block.group(1)
                    .replace(":'workspace'", "'" + WORKSPACE + "'")
                    .replace(":'sha256_hex'", "'" + hash + "'"));
            assertThat(database.ask("select status from access.key_record where hash = decode('" + hash + "', 'hex')"))
                    .isEqualTo("active");
            assertThat(database.ask("select action from access.audit_entry order by id desc limit 1"))
                    .isEqualTo("key.imported");
            assertThat(database.ask("select count(*) from access.key_activity")).isEqualTo("1");
        }
    }

    @Test
    void everyStatementOfTheManualsTableOfRotationsIsUnderstood() throws Exception {
        List<String> statements = Pattern.compile("`((?:delete|alter) [^`]*)`")
                .matcher(Files.readString(Path.of("../docs/operating.md")))
                .results()
                .map(found -> found.group(1))
                .toList();
        assertThat(statements).hasSizeGreaterThanOrEqualTo(3);
        try (Database database = migrated("latest")) {
            database.run("create role hania login");
            statements.forEach(database::run);
        }
    }

    private Database migrated(String version) {
        Database database = Database.at(folder.resolve("data"));
        database.migrate(version);
        database.run("insert into access.workspace (id, name) values ('" + WORKSPACE + "', 'Test')");
        return database;
    }

    private static void revokeUntilKilled(Database database, AtomicInteger committed, AtomicBoolean going) {
        try (Connection connection = database.connect()) {
            connection.setAutoCommit(false);
            while (going.get()) {
                String name = "key " + committed.get();
                insert(connection, name);
                change(connection, name);
                connection.commit();
                committed.incrementAndGet();
            }
        } catch (SQLException killed) {
            assertThat(killed.getSQLState()).matches("08...|57P0.");
        }
    }

    /** What the first version does: make a key, find it, revoke it with its outbox row and its audit entry. */
    private static void versionOne(Database database, String name) {
        create(database, name);
        assertThat(status(database, name)).isEqualTo("active");
        revoke(database, name);
        assertThat(status(database, name)).isEqualTo("revoked");
    }

    private static void create(Database database, String name) {
        try (Connection connection = database.connect()) {
            insert(connection, name);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void revoke(Database database, String name) {
        try (Connection connection = database.connect()) {
            connection.setAutoCommit(false);
            change(connection, name);
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void insert(Connection connection, String name) throws SQLException {
        execute(
                connection,
                "insert into access.account_key (id, tenant_id, hash, display, name, abilities, created_by)"
                        + " values (gen_random_uuid(), '" + WORKSPACE
                        + "', sha256(?::bytea), 'd', 'n', '{*}', 'system')",
                name);
        execute(
                connection,
                "insert into access.audit_entry (tenant_id, actor, action, subject) values ('" + WORKSPACE
                        + "', 'system', 'key.created', ?)",
                name);
    }

    private static void change(Connection connection, String name) throws SQLException {
        execute(
                connection,
                "update access.account_key set status = 'revoked', version = version + 1, revoked_at = now()"
                        + " where hash = sha256(?::bytea)",
                name);
        execute(
                connection,
                "insert into access.key_change (hash, version, dead) values (sha256(?::bytea), 2, true)",
                name);
        execute(
                connection,
                "insert into access.audit_entry (tenant_id, actor, action, subject) values ('" + WORKSPACE
                        + "', 'system', 'key.revoked', ?)",
                name);
    }

    private static void execute(Connection connection, String sql, String argument) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, argument);
            statement.executeUpdate();
        }
    }

    private static String status(Database database, String name) {
        return database.ask("select status from access.key_record where hash = sha256('" + name + "'::bytea)");
    }

    private static void assertReadsKeysAndNothingElse(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            assertThat(statement
                            .executeQuery("select id from access.key_record")
                            .next())
                    .isTrue();
            assertThatThrownBy(() -> statement.executeQuery("select id from access.account_key"))
                    .hasMessageContaining("permission denied");
        }
    }
}
