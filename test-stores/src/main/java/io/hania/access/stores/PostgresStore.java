package io.hania.access.stores;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;

/** One database of a PostgreSQL server. The server trusts everybody who connects from this machine. */
public final class PostgresStore implements AutoCloseable {
    /** The role that owns everything. */
    public static final String OWNER = "postgres";

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String TEMPLATE = "migrated";
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final Server server;
    private final String database;

    private PostgresStore(Server server, String database) {
        this.server = server;
        this.database = database;
    }

    /** A server on a free port that keeps nothing, and ends with this JVM. */
    public static PostgresStore start() {
        try {
            PostgresStore store = start(0, Files.createTempDirectory("postgres"));
            Runtime.getRuntime().addShutdownHook(new Thread(store::close));
            return store;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A server whose data stay in a directory.
     *
     * @param port 0 for any free one
     */
    public static PostgresStore start(int port, Path data) {
        return new PostgresStore(new Server(port, data), OWNER);
    }

    /** A new database with the project's schema in it, if its migrations are on the class path. */
    public PostgresStore createDatabase() {
        server.makeTemplate();
        String name = "test_" + COUNT.incrementAndGet();
        server.execute("create database " + name + " template " + TEMPLATE);
        return new PostgresStore(server, name);
    }

    /** A new database with nothing in it. */
    public PostgresStore createEmptyDatabase() {
        return createEmptyDatabase("empty_" + COUNT.incrementAndGet());
    }

    /** A database of this name, made if it isn't there. */
    public PostgresStore createEmptyDatabase(String name) {
        if (!server.has(name)) {
            server.execute("create database " + name);
        }
        return new PostgresStore(server, name);
    }

    /** For {@code quarkus.datasource.reactive.url}. */
    public String reactiveUrl() {
        return "postgresql://localhost:" + port() + '/' + database;
    }

    /** For JDBC. */
    public String jdbcUrl() {
        return "jdbc:" + reactiveUrl();
    }

    /** The port it listens on. */
    public int port() {
        return server.port();
    }

    /** The id of the server's first process. */
    public long pid() {
        return server.pid();
    }

    /** Runs a statement as the owner, in this database. */
    public void execute(String sql) {
        server.execute(database, sql);
    }

    /** SIGSTOP to the server and all its children: connections stay, answers don't come. */
    public void pause() {
        server.signal("STOP");
    }

    /** SIGCONT. */
    public void resume() {
        server.signal("CONT");
    }

    /** SIGKILL to the server and all its children; what was committed stays. */
    public void kill() {
        server.kill();
    }

    /** Starts the server again after {@link #kill()}, on the same port. */
    public void restart() {
        server.restart();
    }

    /** Ends the server in good order. */
    @Override
    public void close() {
        server.close();
    }

    /** The server behind the databases. */
    private static final class Server {
        private final Path data;
        private EmbeddedPostgres postgres;
        private boolean template;

        Server(int port, Path data) {
            this.data = data;
            this.postgres = start(port, data);
            guard();
        }

        int port() {
            return postgres.getPort();
        }

        synchronized void makeTemplate() {
            if (template) {
                return;
            }
            execute("create database " + TEMPLATE);
            Flyway.configure()
                    .dataSource(url(TEMPLATE), OWNER, OWNER)
                    .locations("classpath:db/migration")
                    .placeholders(Map.of("authRole", "hania_auth", "widgetRole", "hania_widget"))
                    .load()
                    .migrate();
            template = true;
        }

        boolean has(String name) {
            try (Connection connection = DriverManager.getConnection(url(OWNER), OWNER, OWNER);
                    Statement statement = connection.createStatement();
                    var rows = statement.executeQuery("select 1 from pg_database where datname = '" + name + "'")) {
                return rows.next();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        void execute(String sql) {
            execute(OWNER, sql);
        }

        void execute(String database, String sql) {
            try (Connection connection = DriverManager.getConnection(url(database), OWNER, OWNER);
                    Statement statement = connection.createStatement()) {
                statement.execute(sql);
            } catch (SQLException e) {
                throw new IllegalStateException(sql.substring(0, Math.min(sql.length(), 200)), e);
            }
        }

        void signal(String signal) {
            long parent = pid();
            ProcessHandle.of(parent)
                    .ifPresent(handle -> handle.children().forEach(child -> Signals.send(signal, child.pid())));
            Signals.send(signal, parent);
        }

        void kill() {
            @Nullable ProcessHandle parent = ProcessHandle.of(pid()).orElse(null);
            signal("KILL");
            if (parent != null) {
                parent.onExit().join();
            }
        }

        void restart() {
            int port = port();
            close(); // releases the lock that the library keeps on the data of the server that was killed
            postgres = start(port, data);
            guard();
        }

        void close() {
            try {
                postgres.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private void guard() {
            ProcessHandle.of(pid()).ifPresent(Watchdog::guard);
        }

        private String url(String database) {
            return "jdbc:postgresql://localhost:" + port() + '/' + database;
        }

        private long pid() {
            try {
                return Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid"))
                        .getFirst()
                        .strip());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static EmbeddedPostgres start(int port, Path data) {
            try {
                EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                        .setPGStartupWait(PATIENCE)
                        .setDataDirectory(data)
                        .setCleanDataDirectory(false)
                        .setServerConfig("max_connections", "300")
                        .setServerConfig("synchronous_commit", "on");
                return (port == 0 ? builder : builder.setPort(port)).start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
