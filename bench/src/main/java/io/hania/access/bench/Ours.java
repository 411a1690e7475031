package io.hania.access.bench;

import io.hania.access.bench.load.Child;
import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/**
 * Hania Access: gateway and auth-service from their packages.
 *
 * @param name as in tables
 * @param gateway the gateway, at its public port
 * @param auth the auth-service
 * @param stores that work for them
 */
record Ours(String name, Contender gateway, Auth auth, List<Child> stores) implements AutoCloseable {
    /**
     * An auth-service.
     *
     * @param http its HTTP port, for forward-auth
     * @param link its port for gateways
     * @param startMillis until it listens
     */
    record Auth(Child process, int http, int link, long startMillis) implements AutoCloseable {
        @Override
        public void close() {
            process.close();
        }
    }

    /** Settings for one machine on which gateway and auth-service share the processors: half as many event loops each. */
    static List<String> sharing(int processors) {
        int loops = Math.max(1, processors / 2);
        return List.of("gateway.event-loops=" + loops, "auth.link.loops=" + loops);
    }

    static Ours start(String name, Field field, Places places, List<String> gatewayOptions, List<String> authOptions)
            throws IOException {
        Auth auth = startAuth(field, places, authOptions);
        Contender gateway = startGateway(field, places, gatewayOptions, List.of(auth), field.upstreamPort());
        return new Ours(name, gateway, auth, List.of(field.redisProcess(), field.postgresProcess()));
    }

    static Auth startAuth(Field field, Places places, List<String> options) throws IOException {
        int link = Places.freePort();
        int http = Places.freePort();
        long begin = System.nanoTime();
        Child process = Child.start(
                "auth-service",
                places.log("auth-service " + http),
                Java.service(places.jar("auth-service"), options, authSettings(field, http, link, places.settings())));
        awaitPort(http);
        awaitPort(link);
        return new Auth(process, http, link, (System.nanoTime() - begin) / 1_000_000);
    }

    static Contender startGateway(
            Field field, Places places, List<String> options, List<Auth> authServices, int upstream)
            throws IOException {
        int port = Places.freePort();
        long begin = System.nanoTime();
        Child process = Child.start(
                "gateway",
                places.log("api-gateway " + port),
                Java.service(
                        places.jar("api-gateway"),
                        options,
                        gatewaySettings(upstream, port, authServices, places.settings())));
        field.awaitAnswer(port);
        long millis = (System.nanoTime() - begin) / 1_000_000;
        return new Contender("gateway", port, List.of(process), List.of(), millis);
    }

    private static List<String> authSettings(Field field, int http, int link, List<String> more) throws IOException {
        List<String> settings = new ArrayList<>(List.of(
                "quarkus.http.port=" + http,
                "quarkus.management.port=" + Places.freePort(),
                "auth.link.port=" + link,
                "auth.signing.secret=bench-bench-bench-bench-bench-bench-bench",
                "quarkus.redis.hosts=redis://127.0.0.1:" + field.redis().port(),
                "quarkus.datasource.password=hania_auth",
                "quarkus.datasource.reactive.url=" + field.postgres().reactiveUrl()));
        settings.addAll(more);
        return settings;
    }

    private static List<String> gatewaySettings(int upstream, int port, List<Auth> authServices, List<String> more)
            throws IOException {
        List<String> settings = new ArrayList<>(List.of(
                "gateway.port=" + port,
                "quarkus.management.port=" + Places.freePort(),
                "gateway.auth-services="
                        + authServices.stream()
                                .map(each -> "127.0.0.1:" + each.link())
                                .collect(Collectors.joining(",")),
                "gateway.upstreams.platform=http://127.0.0.1:" + upstream,
                "gateway.upstreams.widget-service=http://127.0.0.1:" + upstream));
        settings.addAll(more);
        return settings;
    }

    int port() {
        return gateway.port();
    }

    Child gatewayProcess() {
        return gateway.own().getFirst();
    }

    Contender contender() {
        return new Contender(name, port(), List.of(gatewayProcess(), auth.process()), stores, gateway.startMillis());
    }

    @Override
    public void close() {
        gateway.close();
        auth.close();
    }

    private static void awaitPort(int port) throws IOException {
        for (int i = 0; i < 6000; i++) {
            try (Socket socket = new Socket("127.0.0.1", port)) {
                socket.setTcpNoDelay(true);
                return;
            } catch (IOException _) {
                LockSupport.parkNanos(10_000_000);
            }
        }
        throw new IOException("auth-service does not listen on port " + port);
    }
}
