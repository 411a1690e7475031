package io.hania.access.e2e;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** A connection to the system's PostgreSQL, as the owner of everything. */
public final class Database implements AutoCloseable {
    private final Connection connection;

    /** Connects. */
    public Database(HaniaSystem system) {
        String url = "jdbc:postgresql://localhost:" + system.local().ports().postgres() + "/hania";
        try {
            connection =
                    DriverManager.getConnection(url, "postgres", system.local().ownerPassword());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The first number of the first row; 0 if there is none. */
    public long number(String sql, Object... values) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? rows.getLong(1) : 0;
            }
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** Runs a statement. */
    public void execute(String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** Lets nobody else read or write a table, until closed. */
    public void lock(String table) {
        execute("begin; lock table " + table + " in access exclusive mode");
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
