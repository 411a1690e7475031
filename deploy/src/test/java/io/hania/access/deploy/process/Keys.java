package io.hania.access.deploy.process;

import io.hania.access.key.KeyFormat;
import io.hania.access.key.KeyHash;
import io.hania.access.key.KeyKind;
import io.hania.access.key.RawKey;
import io.hania.access.stores.PostgresStore;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Account keys written into a database as the dashboard writes them. */
final class Keys {
    static final String WORKSPACE = "00000000-0000-0000-0000-000000000001";
    private static final KeyFormat FORMAT = new KeyFormat("hania");

    private Keys() {}

    static void workspace(PostgresStore database) {
        database.execute("insert into access.workspace (id, name) values ('" + WORKSPACE + "', 'Test')");
    }

    /** New keys that may do everything; {@code limit} is calls an hour, or "null". */
    static List<RawKey> make(PostgresStore database, int count, String limit) {
        List<RawKey> keys = new ArrayList<>();
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < count; i++) {
            RawKey key = FORMAT.generate(KeyKind.ACCOUNT);
            keys.add(key);
            rows.append(i == 0 ? "" : ", ")
                    .append("(gen_random_uuid(), '" + WORKSPACE + "', decode('"
                            + KeyHash.of(key).hex())
                    .append("', 'hex'), 'd', 'n', '{*}', " + limit + ", 'system')");
        }
        database.execute(
                "insert into access.account_key (id, tenant_id, hash, display, name, abilities, rate_limit, created_by)"
                        + " values " + rows);
        return keys;
    }

    static void revoke(PostgresStore database, RawKey key) {
        database.execute("update access.account_key set status = 'revoked', version = version + 1, revoked_at = now()"
                + " where hash = decode('" + KeyHash.of(key).hex() + "', 'hex')");
    }

    /** The id of a key, as logs have it. */
    static String id(PostgresStore database, RawKey key) {
        String query = "select id from access.account_key where hash = decode('"
                + KeyHash.of(key).hex() + "', 'hex')";
        try (Connection connection =
                        DriverManager.getConnection(database.jdbcUrl(), PostgresStore.OWNER, PostgresStore.OWNER);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
