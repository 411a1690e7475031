package io.hania.access.deploy.process;

import io.hania.access.stores.PostgresStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** The real PgBouncer, sharing few connections among many clients transaction by transaction. */
final class Pooler implements AutoCloseable {
    private static final long PATIENCE = 20_000_000_000L;

    private final Process process;
    private final int port;

    private Pooler(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * Starts it in front of a database.
     *
     * @param setting one more line of its configuration
     */
    static Pooler start(PostgresStore database, Path folder, String setting) throws IOException {
        int port = Ports.free();
        String name = database.reactiveUrl().replaceFirst(".*/", "");
        Files.writeString(folder.resolve("users"), "\"hania_auth\" \"\"\n");
        Files.writeString(folder.resolve("pgbouncer.ini"), """
                [databases]
                %s = host=127.0.0.1 port=%d
                [pgbouncer]
                listen_addr = 127.0.0.1
                listen_port = %d
                unix_socket_dir =
                auth_type = trust
                auth_file = %s
                pool_mode = transaction
                default_pool_size = 3
                server_round_robin = 1
                %s
                """.formatted(
                        name, database.port(), port, folder.resolve("users"), setting));
        Process process = new ProcessBuilder(command(folder))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        Pooler pooler = new Pooler(process, port);
        pooler.awaitListening(folder.resolve("log"));
        return pooler;
    }

    /** It refuses to run as root, so it is told to become somebody else, who must be able to read its files. */
    private static List<String> command(Path folder) throws IOException {
        String program =
                List.of("/usr/sbin/pgbouncer", "/usr/local/bin/pgbouncer", "/opt/homebrew/bin/pgbouncer").stream()
                        .filter(path -> Files.isExecutable(Path.of(path)))
                        .findFirst()
                        .orElseThrow(() -> new AssertionError("PgBouncer is needed: apt-get install pgbouncer"));
        String file = folder.resolve("pgbouncer.ini").toString();
        if (!System.getProperty("user.name").equals("root")) {
            return List.of(program, file);
        }
        for (Path part = folder; part.getNameCount() > 1; part = part.getParent()) {
            part.toFile().setExecutable(true, false);
            part.toFile().setReadable(true, false);
        }
        return List.of(program, "-u", "nobody", file);
    }

    private void awaitListening(Path log) throws IOException {
        long until = System.nanoTime() + PATIENCE;
        while (!Files.readString(log).contains("process up")) {
            if (System.nanoTime() > until || !process.isAlive()) {
                throw new AssertionError(Files.readString(log));
            }
            LockSupport.parkNanos(20_000_000);
        }
    }

    /** The address of the database as seen through it. */
    String url(PostgresStore database) {
        return database.reactiveUrl().replaceFirst("//[^/]*/", "//127.0.0.1:" + port + "/");
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
