package io.hania.access.deploy.store;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A server of Debian's PostgreSQL, an older version than the embedded one, with the programs that operators use. */
final class DebianPostgres implements AutoCloseable {
    static final String OWNER = "hania";

    private static final Path INSTALLED = Path.of("/usr/lib/postgresql");

    private final Path programs;
    private final Path folder;
    private final int port;

    private DebianPostgres(Path programs, Path folder, int port) {
        this.programs = programs;
        this.folder = folder;
        this.port = port;
    }

    /** Starts an empty one with a database of our owner's. */
    static DebianPostgres start(Path folder) throws IOException, SQLException {
        DebianPostgres server = new DebianPostgres(programs(), folder, freePort());
        server.giveAway();
        server.shell("initdb -D data -U postgres --auth=trust >init.log");
        server.shell("pg_ctl -D data -w -l log -o '-p " + server.port
                + " -k . -c listen_addresses=127.0.0.1 -c fsync=off' start >start.log");
        server.run("postgres", "postgres", "create role " + OWNER + " login createrole");
        server.run("postgres", "postgres", "create database hania owner " + OWNER);
        return server;
    }

    /** Runs a line of the manual, in which {@code $OWNER_URL} stands for the database. */
    String shell(String line) throws IOException {
        List<String> command =
                isRoot() ? List.of("runuser", "-u", "postgres", "--", "bash", "-c", line) : List.of("bash", "-c", line);
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().put("PATH", programs + ":" + System.getenv("PATH"));
        builder.environment().put("OWNER_URL", "postgresql://" + OWNER + "@127.0.0.1:" + port + "/hania");
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.onExit().join().exitValue() != 0) {
            throw new AssertionError(line + ": " + output);
        }
        return output;
    }

    String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/hania";
    }

    void run(String sql) throws SQLException {
        run("hania", OWNER, sql);
    }

    /** The first column of the first row, as the given role sees it. */
    String ask(String role, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url(), role, "");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? String.valueOf(rows.getString(1)) : "";
        }
    }

    private void run(String database, String role, String sql) throws SQLException {
        String url = "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
        try (Connection connection = DriverManager.getConnection(url, role, "");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** PostgreSQL refuses to run as root; Debian's package makes it a user of its own, who must reach the folder. */
    private void giveAway() throws IOException {
        if (!isRoot()) {
            return;
        }
        var user = folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("postgres");
        Files.setOwner(folder, user);
        for (Path part = folder.getParent(); part.getNameCount() > 1; part = part.getParent()) {
            part.toFile().setExecutable(true, false);
        }
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    private static Path programs() throws IOException {
        if (!Files.isDirectory(INSTALLED)) {
            throw missing();
        }
        try (Stream<Path> versions = Files.list(INSTALLED)) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(found -> Files.isExecutable(found.resolve("postgres")))
                    .max(Comparator.naturalOrder())
                    .orElseThrow(DebianPostgres::missing);
        }
    }

    private static AssertionError missing() {
        return new AssertionError("PostgreSQL is needed in " + INSTALLED + ": apt-get install postgresql");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() throws IOException {
        shell("pg_ctl -D data -m immediate stop >stop.log");
    }
}
