package io.hania.access.local.sandbox;

import io.hania.access.token.TokenVerifier;
import io.hania.access.token.Verification;
import io.hania.access.token.VerifiedToken;
import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What every upstream behind the gateway has to do first. Being reachable from inside is no proof of anything: a call counts
 * as the gateway's only with a current token that the auth-service signed for this upstream. Exactly one {@code Authorization}
 * header, scheme {@code Bearer}; nothing of the body is read before. No token, or none that is genuine: 401. The published
 * keys can't be had: 503, never a guess.
 */
final class TokenGate implements Handler<HttpServerRequest> {
    private static final String SCHEME = "bearer ";

    private final TokenVerifier verifier;
    private final Platform platform;
    private final Context context;
    private long seen;

    /** @param context of the event loop that the server runs on */
    TokenGate(Context context, TokenVerifier verifier, Platform platform) {
        this.context = context;
        this.verifier = verifier;
        this.platform = platform;
    }

    @Override
    public void handle(HttpServerRequest request) {
        request.response().putHeader("X-Sandbox-Calls", Long.toString(++seen));
        String token = token(request.headers().getAll("Authorization"));
        if (token == null) {
            Answer.error(request, 401, "An internal token is required");
            return;
        }
        request.pause();
        verifier.verify(token)
                .whenComplete((verification, failure) ->
                        context.runOnContext(ignored -> answer(request, token, verification, failure)));
    }

    private void answer(
            HttpServerRequest request, String token, @Nullable Verification verification, @Nullable Throwable failure) {
        if (verification == null || failure != null) {
            request.resume();
            Answer.error(request, 503, "The signing keys can't be had: no token can be verified");
            return;
        }
        switch (verification) {
            case Verification.Accepted(VerifiedToken verified) -> {
                platform.handle(new Call(request, verified, token));
                request.resume();
            }
            case Verification.Rejected(String reason) -> {
                request.resume();
                Answer.error(request, 401, "The internal token is not accepted: " + reason);
            }
        }
    }

    private static @Nullable String token(List<String> headers) {
        if (headers.size() != 1) {
            return null;
        }
        String header = headers.getFirst();
        return header.regionMatches(true, 0, SCHEME, 0, SCHEME.length()) ? header.substring(SCHEME.length()) : null;
    }
}
