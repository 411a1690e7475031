package io.hania.access.admin;

import io.hania.access.stores.PostgresStore;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Looks into the database of the running service. */
final class Rows {
    private Rows() {}

    /** The first column of the first row as text. */
    static String text(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? String.valueOf(rows.getString(1)) : "";
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Connection connect() throws SQLException {
        return DriverManager.getConnection(
                StoresForTests.database().jdbcUrl(), PostgresStore.OWNER, PostgresStore.OWNER);
    }

    /** Runs a statement and reports what the database says of it. */
    static void run(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
