package io.hania.access.e2e;

import io.hania.access.local.Dashboard;
import io.hania.access.local.LaunchException;
import io.hania.access.local.LocalSystem;
import io.hania.access.local.Options;
import io.hania.access.local.ServiceProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The running system that all tests of a JVM share, on free ports and with empty data. A test that breaks something mends
 * it before it ends.
 */
public final class HaniaSystem {
    private static final int FIRST_EXTRA_PORT = 28_000;
    private static final int EXTRA_PORTS = 4_700;
    private static final AtomicInteger NEXT_PORT =
            new AtomicInteger(ThreadLocalRandom.current().nextInt(EXTRA_PORTS));

    private static @Nullable HaniaSystem shared;

    private final LocalSystem local;

    private HaniaSystem(LocalSystem local) {
        this.local = local;
    }

    /** The shared one, started when it is first asked for. */
    public static synchronized HaniaSystem shared() {
        HaniaSystem started = shared;
        if (started == null) {
            started = new HaniaSystem(start());
            Runtime.getRuntime().addShutdownHook(new Thread(started.local::close));
            shared = started;
        }
        return started;
    }

    /** The project's folder. */
    public static Path root() {
        Path here = Path.of("").toAbsolutePath();
        return Files.exists(here.resolve("mvnw"))
                ? here
                : here.resolveSibling("e2e").resolve("..").normalize();
    }

    /** An offset at which a system probably finds all its ports free. */
    public static int portOffset() {
        return ThreadLocalRandom.current().nextInt(1000, 11_000);
    }

    /**
     * A port that nobody listens on, each time another, and none that the kernel may give to an outgoing connection before a
     * slow start has come to listening.
     */
    public static int freePort() {
        for (int tries = 0; tries < EXTRA_PORTS; tries++) {
            int port = FIRST_EXTRA_PORT + Math.floorMod(NEXT_PORT.getAndIncrement(), EXTRA_PORTS);
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (IOException e) {
                continue; // somebody listens there
            }
        }
        throw new IllegalStateException("no port is free");
    }

    private static LocalSystem start() {
        for (int attempt = 1; ; attempt++) {
            try {
                Path data = Files.createTempDirectory("hania-e2e-");
                return LocalSystem.start(new Options(root(), data, false, portOffset()), progress -> {});
            } catch (LaunchException e) {
                if (attempt == 5 || !String.valueOf(e.getMessage()).contains("in use")) {
                    throw e;
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Its processes and stores. */
    public LocalSystem local() {
        return local;
    }

    /** The API at the gateway. */
    public Api api() {
        return new Api(fact("GATEWAY_URL"));
    }

    /** A value of {@code local.env}. */
    public String fact(String name) {
        String value = local.environment().get(name);
        if (value == null) {
            throw new IllegalArgumentException("local.env lacks " + name);
        }
        return value;
    }

    /** An operator who has just signed in. */
    public Dashboard operator() {
        return operator(fact("ADMIN_URL"));
    }

    /** An operator who has just signed in at one of several dashboards. */
    public Dashboard operator(String url) {
        Dashboard dashboard = new Dashboard(url);
        dashboard.signIn(fact("ADMIN_EMAIL"), fact("ADMIN_PASSWORD"));
        return dashboard;
    }

    /** One more gateway with some settings of its own. */
    public Extra gateway(Map<String, String> changes) {
        int port = freePort();
        Map<String, String> all = new HashMap<>(changes);
        all.put("gateway.port", Integer.toString(port));
        return another("api-gateway", port, all);
    }

    /** One more auth-service with some settings of its own; the port is its decision link's. */
    public Extra authService(Map<String, String> changes) {
        int port = freePort();
        Map<String, String> all = new HashMap<>(changes);
        all.put("auth.link.port", Integer.toString(port));
        all.putIfAbsent("quarkus.http.port", Integer.toString(freePort()));
        return another("auth-service", port, all);
    }

    /** One more dashboard with some settings of its own. */
    public Extra keyAdmin(Map<String, String> changes) {
        return http("key-admin-service", changes);
    }

    /** One more widget-service with some settings of its own. */
    public Extra widgetService(Map<String, String> changes) {
        return http("widget-service", changes);
    }

    private Extra http(String service, Map<String, String> changes) {
        int port = freePort();
        Map<String, String> all = new HashMap<>(changes);
        all.put("quarkus.http.port", Integer.toString(port));
        return another(service, port, all);
    }

    private Extra another(String service, int port, Map<String, String> changes) {
        changes.putIfAbsent("quarkus.management.port", Integer.toString(freePort()));
        return new Extra(local.startAnother(service, service + "-" + port, changes), port);
    }

    /**
     * One more process beside the system's own. Close it at the test's end.
     *
     * @param process the process
     * @param port where it is asked
     */
    public record Extra(ServiceProcess process, int port) implements AutoCloseable {
        /** The API, if it is a gateway. */
        public Api api() {
            return new Api(url());
        }

        /** Where it is asked over HTTP. */
        public String url() {
            return "http://localhost:" + port;
        }

        /** For {@code gateway.auth-services}. */
        public String address() {
            return "localhost:" + port;
        }

        @Override
        public void close() {
            process.close();
        }
    }
}
