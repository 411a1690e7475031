package io.hania.access.local;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The ports of one system.
 *
 * @param offset added to each, so that several systems can run side by side
 */
public record Ports(int offset) {
    /** The gateway's public port. */
    public int gateway() {
        return 8080 + offset;
    }

    /** auth-service over HTTP. */
    public int auth() {
        return 8081 + offset;
    }

    /** The streams of questions to auth-service. */
    public int link() {
        return 8181 + offset;
    }

    /** The dashboard. */
    public int admin() {
        return 8082 + offset;
    }

    /** widget-service. */
    public int widget() {
        return 8083 + offset;
    }

    /** The sandbox platform. */
    public int sandbox() {
        return 8090 + offset;
    }

    /** The demo site that may use the sample widget key. */
    public int demo() {
        return 8095 + offset;
    }

    /** The demo site that may not. */
    public int otherDemo() {
        return 8096 + offset;
    }

    /** Redis. */
    public int redis() {
        return 16_379 + offset;
    }

    /** PostgreSQL. */
    public int postgres() {
        return 15_432 + offset;
    }

    /** Health and metrics: 0 is the gateway, 1 auth-service, 2 the dashboard, 3 widget-service. */
    public int management(int service) {
        return 9000 + service + offset;
    }

    /** Fails in one sentence if a port is taken. */
    void requireFree() {
        all().forEach((name, port) -> {
            try (ServerSocket socket = new ServerSocket()) {
                socket.setReuseAddress(true);
                socket.bind(new InetSocketAddress(port));
            } catch (IOException e) {
                throw new LaunchException("Port " + port + " (" + name
                        + ") is in use: stop what uses it, or start with ./run --port-offset 1000.");
            }
        });
    }

    private Map<String, Integer> all() {
        Map<String, Integer> all = new LinkedHashMap<>();
        all.put("api-gateway", gateway());
        all.put("auth-service", auth());
        all.put("auth-service's decision link", link());
        all.put("dashboard", admin());
        all.put("widget-service", widget());
        all.put("sandbox platform", sandbox());
        all.put("demo site", demo());
        all.put("other demo site", otherDemo());
        all.put("Redis", redis());
        all.put("PostgreSQL", postgres());
        for (int i = 0; i < 4; i++) {
            all.put("management " + i, management(i));
        }
        return all;
    }
}
