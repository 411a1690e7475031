package io.hania.access.e2e.dashboard;

import io.hania.access.e2e.HaniaSystem;
import io.hania.access.stores.PostgresStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A workspace of its own with a member of each role, and keys that have been in use for a month ({@code workspace.sql}). */
final class Acme {
    static final String OWNER = "owner@acme.example";
    static final String ADMIN = "admin@acme.example";
    static final String VIEWER = "viewer@acme.example";

    /** Busy, limited, with unused abilities and refused calls. */
    static final String BUSY = key(11);
    /** May do everything, and was seen in a browser. */
    static final String EXPOSED = key(13);
    /** Being replaced by {@link #SUCCESSOR}. */
    static final String RETIRING = key(14);

    static final String SUCCESSOR = key(15);
    static final String DISABLED = key(17);

    private static @Nullable Acme shared;

    private final PostgresStore database;
    private final String password;

    private Acme(HaniaSystem system) {
        database = system.local().postgres().createEmptyDatabase("hania");
        password = system.fact("ADMIN_PASSWORD");
        database.execute(script());
    }

    /** The one that all tests of a JVM share, filled when it is first asked for. */
    static synchronized Acme shared() {
        Acme filled = shared == null ? new Acme(HaniaSystem.shared()) : shared;
        shared = filled;
        return filled;
    }

    /** Every member's password. */
    String password() {
        return password;
    }

    /** One more member, with the password that all have. */
    String join(String name, String role) {
        String email = name + "@acme.example";
        execute("""
                with joined as (
                  insert into access.account (id, email, password_hash)
                  select gen_random_uuid(), '%s', password_hash from access.account where email = '%s' returning id)
                insert into access.membership (account_id, tenant_id, role)
                select id, '0a000000-0000-4000-8000-000000000000', '%s' from joined
                """.formatted(email, OWNER, role));
        return email;
    }

    /** Makes it look as if somebody had last given their password a while ago. */
    void letProofsLapse(String email) {
        touchSessions("proved_at = now() - interval '16 minutes'", email);
    }

    /** Makes somebody's sessions run out. */
    void letSessionsEnd(String email) {
        touchSessions("expires_at = now()", email);
    }

    private void touchSessions(String change, String email) {
        execute("update access.session set " + change
                + " where account_id = (select id from access.account where email = '" + email + "')");
    }

    /** Makes a key look used just now. */
    void use(String key) {
        execute("insert into usage.last_use values ('" + key + "', now(), '203.0.113.77')"
                + " on conflict (key_id) do update set at = excluded.at");
    }

    void execute(String sql) {
        database.execute(sql);
    }

    /** The first column of the first row. */
    String value(String sql) {
        try (Connection connection =
                        DriverManager.getConnection(database.jdbcUrl(), PostgresStore.OWNER, PostgresStore.OWNER);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? String.valueOf(rows.getString(1)) : "";
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private static String key(int number) {
        return "0b000000-0000-4000-8000-0000000000" + number;
    }

    private static String script() {
        try (InputStream file = Objects.requireNonNull(Acme.class.getResourceAsStream("workspace.sql"))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
