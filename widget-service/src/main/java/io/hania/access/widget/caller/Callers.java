package io.hania.access.widget.caller;

import io.hania.access.error.ApiError;
import io.hania.access.token.HttpJwksSource;
import io.hania.access.token.TokenVerifier;
import io.hania.access.token.Verification;
import io.hania.access.token.VerifiedToken;
import io.hania.access.widget.answer.CallFault;
import io.hania.access.widget.answer.Envelope;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Tells who calls from the internal token; a call without a good one is nobody's. */
@ApplicationScoped
public class Callers {
    private static final String AUDIENCE = "widget-service";
    private static final String SCHEME = "Bearer ";

    private final TokenVerifier verifier;

    Callers(CallerConfig config) {
        this.verifier = new TokenVerifier(
                config.tokenIssuer(), AUDIENCE, new HttpJwksSource(config.jwksUrl()), Clock.systemUTC());
    }

    /** Who calls; fails with {@link CallFault}: 401 without a good token, 503 if the published keys can't be had. */
    public Uni<Caller> of(HttpServerRequest request) {
        List<String> sent = request.headers().getAll("Authorization");
        if (sent.size() != 1 || !sent.getFirst().startsWith(SCHEME)) {
            return Uni.createFrom().failure(unauthorized());
        }
        String token = sent.getFirst().substring(SCHEME.length());
        Context context = Objects.requireNonNull(Vertx.currentContext());
        return Uni.createFrom()
                .completionStage(verifier.verify(token))
                .emitOn(task -> context.runOnContext(v -> task.run()))
                .onFailure()
                .transform(failure -> new CallFault(ApiError.AUTH_UNAVAILABLE))
                .map(verification -> switch (verification) {
                    case Verification.Accepted(VerifiedToken claims) -> caller(request, token, claims);
                    case Verification.Rejected rejected -> throw unauthorized();
                });
    }

    private static Caller caller(HttpServerRequest request, String token, VerifiedToken claims) {
        String botId = claims.botId();
        return new Caller(
                tenant(claims),
                claims.keyId(),
                claims.keyKind().equals("widget"),
                botId == null ? "" : botId,
                token,
                Envelope.requestId(request),
                address(request.getHeader("X-Forwarded-For")),
                request.getHeader("User-Agent"));
    }

    private static UUID tenant(VerifiedToken claims) {
        try {
            return UUID.fromString(claims.tenantId());
        } catch (IllegalArgumentException e) {
            throw unauthorized();
        }
    }

    /** The last one is the gateway's; what stands before it, the client may have made up. */
    private static @Nullable String address(@Nullable String forwardedFor) {
        if (forwardedFor == null) {
            return null;
        }
        return forwardedFor.substring(forwardedFor.lastIndexOf(',') + 1).strip();
    }

    private static CallFault unauthorized() {
        return new CallFault(ApiError.UNAUTHORIZED);
    }
}
