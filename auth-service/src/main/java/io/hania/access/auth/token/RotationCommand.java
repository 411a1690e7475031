package io.hania.access.auth.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quarkus.vertx.http.ManagementInterface;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.security.MessageDigest;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /signing-keys/rotation} on the management port: makes the next signing key now. It takes the bearer token
 * {@code auth.signing.rotation-token}, and is closed without one.
 */
@Singleton
public class RotationCommand {
    private static final Logger LOG = Logger.getLogger(RotationCommand.class);
    private static final String BEARER = "Bearer ";

    private final KeyRotation rotation;
    private final Optional<String> token;

    public RotationCommand(KeyRotation rotation, SigningConfig config) {
        this.rotation = rotation;
        this.token = config.rotationToken();
    }

    void route(@Observes ManagementInterface management) {
        management.router().post("/signing-keys/rotation").handler(this::rotate);
    }

    private void rotate(RoutingContext call) {
        if (!authorized(call.request().getHeader(HttpHeaders.AUTHORIZATION))) {
            call.response()
                    .putHeader("WWW-Authenticate", "Bearer")
                    .setStatusCode(401)
                    .end();
        } else if (!rotation.rotatesItself()) {
            answer(call, 409, "{\"message\":\"Signing keys are mounted: rotate them where they are made\"}");
        } else {
            rotation.rotate().subscribe().with(next -> rotated(call, next), failure -> {
                LOG.warnf("rotation failed: %s", failure.getMessage());
                answer(call, 503, "{\"message\":\"PostgreSQL can't be reached\"}");
            });
        }
    }

    private static void rotated(RoutingContext call, SigningKey next) {
        LOG.infof("signing key %s signs from %s", next.kid(), next.signsFrom());
        String body = new JsonText()
                .text("kid", next.kid())
                .text("signs_from", next.signsFrom().toString())
                .end();
        answer(call, 200, body);
    }

    private static void answer(RoutingContext call, int status, String body) {
        call.response()
                .setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .end(body);
    }

    private boolean authorized(@Nullable String header) {
        return token.isPresent()
                && header != null
                && header.startsWith(BEARER)
                && MessageDigest.isEqual(
                        header.substring(BEARER.length()).getBytes(UTF_8),
                        token.get().getBytes(UTF_8));
    }
}
