package io.hania.access.bench;

import io.hania.access.bench.load.Child;
import java.io.IOException;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Hania Access: gateway and auth-service from their packages.
 *
 * @param gateway the gateway
 * @param auth the auth-service
 * @param port the gateway's public port
 * @param authHttp the auth-service's HTTP port, for forward-auth
 * @param startMillis of the gateway
 * @param authStartMillis of the auth-service
 */
record Ours(
        Child gateway,
        Child auth,
        int port,
        int authHttp,
        int management,
        long startMillis,
        long authStartMillis,
        List<Child> stores)
        implements AutoCloseable {
    static Ours start(Field field, List<String> gatewayOptions, List<String> authOptions) throws IOException {
        int link = Places.freePort();
        int http = Places.freePort();
        int port = Places.freePort();
        int management = Places.freePort();
        Places places = field.places();
        long begin = System.nanoTime();
        Child auth = Child.start(
                places.log("auth-service"),
                Java.service(places.jar("auth-service"), authOptions, authSettings(field, http, link)));
        awaitPort(http);
        long authStarted = System.nanoTime();
        Child gateway = Child.start(
                places.log("api-gateway"),
                Java.service(
                        places.jar("api-gateway"),
                        gatewayOptions,
                        gatewaySettings(field.upstreamPort(), port, link, management)));
        field.awaitAnswer(port);
        long millis = (System.nanoTime() - authStarted) / 1_000_000;
        List<Child> stores = List.of(field.redisProcess(), field.postgresProcess());
        return new Ours(gateway, auth, port, http, management, millis, (authStarted - begin) / 1_000_000, stores);
    }

    private static List<String> authSettings(Field field, int http, int link) throws IOException {
        return List.of(
                "quarkus.http.port=" + http,
                "quarkus.management.port=" + Places.freePort(),
                "auth.link.port=" + link,
                "auth.signing.secret=bench-bench-bench-bench-bench-bench-bench",
                "quarkus.redis.hosts=redis://127.0.0.1:" + field.redis().port(),
                "quarkus.datasource.password=hania_auth",
                "quarkus.datasource.reactive.url=" + field.postgres().reactiveUrl());
    }

    private static List<String> gatewaySettings(int upstream, int port, int link, int management) {
        return List.of(
                "gateway.port=" + port,
                "quarkus.management.port=" + management,
                "gateway.auth-services=127.0.0.1:" + link,
                "gateway.upstreams.platform=http://127.0.0.1:" + upstream,
                "gateway.upstreams.widget-service=http://127.0.0.1:" + upstream);
    }

    Contender contender() {
        return new Contender("Hania Access", port, List.of(gateway, auth), stores, startMillis);
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
