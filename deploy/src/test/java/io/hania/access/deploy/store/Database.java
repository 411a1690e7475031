package io.hania.access.deploy.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationVersion;

/** A real PostgreSQL with a directory of its own, which can be killed, copied and started again. */
final class Database implements AutoCloseable {
    private static final java.util.logging.Logger FLYWAY = java.util.logging.Logger.getLogger("org.flywaydb");

    private final Path directory;
    private EmbeddedPostgres server;

    private Database(Path directory) {
        this.directory = directory;
        server = start(directory);
    }

    /** Starts on the directory, which may hold a database already. */
    static Database at(Path directory) {
        return new Database(directory);
    }

    private static EmbeddedPostgres start(Path directory) {
        try {
            return EmbeddedPostgres.builder()
                    .setDataDirectory(directory)
                    .setCleanDataDirectory(false)
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("fsync", "on")
                    .setPGStartupWait(Duration.ofSeconds(60))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void migrate(String upTo) {
        FLYWAY.setLevel(java.util.logging.Level.WARNING);
        Flyway.configure()
                .dataSource(url(), "postgres", "postgres")
                .placeholders(Map.of("authRole", "hania_auth", "widgetRole", "hania_widget"))
                .locations("classpath:db/migration")
                .outOfOrder(true)
                .target(upTo.equals("latest") ? MigrationVersion.LATEST : MigrationVersion.fromVersion(upTo))
                .load()
                .migrate();
    }

    String url() {
        return "jdbc:postgresql://localhost:" + server.getPort() + "/postgres";
    }

    Connection connect(String user, String password) throws SQLException {
        return DriverManager.getConnection(url(), user, password);
    }

    Connection connect() throws SQLException {
        return connect("postgres", "postgres");
    }

    void run(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    String ask(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? String.valueOf(rows.getString(1)) : "";
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** Kills the server as a power cut would, and starts it again. */
    void killAndRestart() throws IOException, InterruptedException {
        String pid = Files.readAllLines(directory.resolve("postmaster.pid")).getFirst();
        ProcessHandle postmaster = ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
        var children = postmaster.descendants().toList();
        postmaster.destroyForcibly();
        for (ProcessHandle child : children) {
            child.destroyForcibly();
            child.onExit().join();
        }
        postmaster.onExit().join();
        server.close(); // gives the directory's lock back
        Files.deleteIfExists(directory.resolve("postmaster.pid"));
        server = start(directory);
    }

    /** A base copy, taken while the server runs, in the way of a file-system backup. */
    void copyTo(Path target) throws SQLException, IOException {
        try (Connection session = connect();
                Statement statement = session.createStatement()) {
            statement.execute("select pg_backup_start('test', true)");
            copy(directory, target);
            try (ResultSet stopped = statement.executeQuery("select labelfile from pg_backup_stop()")) {
                stopped.next();
                Files.writeString(target.resolve("backup_label"), stopped.getString(1));
            }
            copy(directory.resolve("pg_wal"), target.resolve("pg_wal"));
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file :
                    files.filter(path -> !path.endsWith("postmaster.pid")).toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else if (Files.exists(file)) {
                    Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
        to.toFile().setReadable(false, false);
        to.toFile().setReadable(true, true);
        to.toFile().setExecutable(false, false);
        to.toFile().setExecutable(true, true);
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
