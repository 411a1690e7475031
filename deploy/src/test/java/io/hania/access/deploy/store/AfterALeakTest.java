package io.hania.access.deploy.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hania.access.stores.RedisStore;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command that makes every secret anew. */
class AfterALeakTest {
    private static final String WORKSPACE = "00000000-0000-0000-0000-000000000001";
    private static final List<String> ROLES = List.of("hania_auth", "hania_widget", "postgres");
    private static final String OLD = "leaked";

    @TempDir
    Path folder;

    @Test
    void endsAllThatTheOldSecretsOpened() throws Exception {
        try (Database database = Database.at(folder.resolve("data"));
                RedisStore redis = RedisStore.start()) {
            before(database, redis);
            Path secrets = folder.resolve("new");
            assertThat(run(database, redis, secrets)).contains("New secrets are in " + secrets);
            List<String> files = List.of("auth-password", "widget-password", "owner-password");
            for (int i = 0; i < ROLES.size(); i++) {
                String role = ROLES.get(i);
                assertThatThrownBy(() -> database.connect(role, OLD)).isInstanceOf(SQLException.class);
                try (Connection renewed = database.connect(role, Files.readString(secrets.resolve(files.get(i))))) {
                    assertThat(renewed.isValid(1)).isTrue();
                }
            }
            assertThat(Files.readString(secrets.resolve("signing-secret"))).hasSizeGreaterThan(32);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secrets.resolve("signing-secret"))))
                    .isEqualTo("rw-------");
            assertThat(count(database, secrets, "signing.signing_key")).isEqualTo("0");
            assertThat(count(database, secrets, "access.session")).isEqualTo("0");
            assertThat(count(database, secrets, "access.invitation")).isEqualTo("0");
            assertThat(count(database, secrets, "access.audit_entry where action = 'secrets.rotated'"))
                    .isEqualTo("1");
            assertThat(redis(redis, "DBSIZE")).startsWith(":0");
        }
    }

    @Test
    void changesNothingIfTheFolderIsThereAlready() throws Exception {
        try (Database database = Database.at(folder.resolve("data"));
                RedisStore redis = RedisStore.start()) {
            before(database, redis);
            assertThat(run(database, redis, Files.createDirectory(folder.resolve("new"))))
                    .contains("File exists");
            try (Connection still = database.connect("postgres", OLD)) {
                assertThat(still.isValid(1)).isTrue();
            }
            assertThat(redis(redis, "DBSIZE")).startsWith(":1");
        }
    }

    /** A system in use, whose database asks for passwords. */
    private void before(Database database, RedisStore redis) throws IOException {
        Stream.of("hania_auth", "hania_widget").forEach(role -> database.run("create role " + role + " login"));
        database.migrate("latest");
        database.run("""
                insert into access.workspace (id, name) values ('%1$s', 'Acme');
                insert into access.account (id, email) values ('%1$s', 'owner@example.com');
                insert into access.membership (account_id, tenant_id, role) values ('%1$s', '%1$s', 'owner');
                insert into access.session (hash, id, account_id, tenant_id, expires_at)
                  values (sha256('s'), '%1$s', '%1$s', '%1$s', now() + interval '1 day');
                insert into access.invitation (id, hash, tenant_id, email, role, invited_by, expires_at)
                  values ('%1$s', sha256('i'), '%1$s', 'a@example.com', 'viewer', 'system', now() + interval '1 day');
                insert into signing.signing_key values ('k', 'ES256', 'p', 's', now(), now(), now(), now());
                """.formatted(WORKSPACE));
        ROLES.forEach(role -> database.run("alter role " + role + " password '" + OLD + "'"));
        Files.writeString(folder.resolve("data/pg_hba.conf"), "host all all all scram-sha-256\n");
        database.run("select pg_reload_conf()");
        redis(redis, "SET cached record");
    }

    private static String run(Database database, RedisStore redis, Path into) throws IOException {
        ProcessBuilder command = new ProcessBuilder(
                        "../deploy/after-a-leak",
                        "--database",
                        database.url().replace("jdbc:postgresql://", "postgresql://postgres@"),
                        "--redis",
                        redis.url(),
                        "--into",
                        into.toString())
                .redirectErrorStream(true);
        command.environment().put("PGPASSWORD", OLD);
        return new String(command.start().getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static String count(Database database, Path secrets, String from) throws Exception {
        String password = Files.readString(secrets.resolve("owner-password"));
        try (Connection owner = database.connect("postgres", password);
                var rows = owner.createStatement().executeQuery("select count(*) from " + from)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static String redis(RedisStore redis, String command) throws IOException {
        try (Socket socket = new Socket("localhost", redis.port())) {
            socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
            byte[] answer = new byte[64];
            int length = socket.getInputStream().read(answer);
            return new String(answer, 0, length, StandardCharsets.US_ASCII);
        }
    }
}
