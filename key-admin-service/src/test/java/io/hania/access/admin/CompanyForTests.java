package io.hania.access.admin;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;

/** What docs/operating.md tells operators to set for company accounts, and a provider that starts beside the service. */
public final class CompanyForTests implements QuarkusTestResourceLifecycleManager {
    private static Keycloak keycloak = null;

    /** The provider, as soon as it answers. */
    static Keycloak keycloak() {
        keycloak.await();
        return keycloak;
    }

    /** After those that leave the service's port open. */
    @Override
    public int order() {
        return 1;
    }

    @Override
    public Map<String, String> start() {
        int admin = freePort();
        keycloak = Keycloak.start(freePort(), admin);
        return Map.of(
                "quarkus.http.test-port",
                Integer.toString(admin),
                "admin.oidc.enabled",
                "true",
                "quarkus.oidc.auth-server-url",
                keycloak.issuer().toString(),
                "quarkus.oidc.client-id",
                Keycloak.CLIENT,
                "quarkus.oidc.credentials.secret",
                Keycloak.SECRET);
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        keycloak.close();
    }
}
