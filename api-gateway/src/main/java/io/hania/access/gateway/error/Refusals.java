package io.hania.access.gateway.error;

import io.hania.access.decision.Decision;
import io.hania.access.decision.Refusal;
import io.hania.access.error.ApiError;
import io.hania.access.gateway.wire.BadMessage;

/** What each refusal of auth-service looks like to the caller. */
public final class Refusals {
    private static final String BEARER = "WWW-Authenticate: Bearer";
    private static final long SECOND_MILLIS = 1000;
    private static final OwnAnswer UNAUTHORIZED = OwnAnswer.of(ApiError.UNAUTHORIZED, BEARER);

    private Refusals() {}

    /** The one 401 there is (contract, 2.3). */
    public static OwnAnswer unauthorized() {
        return UNAUTHORIZED;
    }

    /** The answer to a refusal (contract, 2.5, 2.6 and 5). */
    public static OwnAnswer of(Refusal refusal) {
        return switch (refusal) {
            case Refusal.Unauthorized _ -> UNAUTHORIZED;
            case Refusal.OriginNotAllowed _ -> OwnAnswer.of(ApiError.ORIGIN_NOT_ALLOWED);
            case Refusal.NotFound _ -> OwnAnswer.of(ApiError.NOT_FOUND);
            case Refusal.MethodNotAllowed wrong ->
                OwnAnswer.of(ApiError.METHOD_NOT_ALLOWED, "Allow: " + String.join(", ", wrong.allow()));
            case Refusal.MissingAbility missing ->
                new OwnAnswer(
                        ApiError.MISSING_ABILITY,
                        "Missing ability: " + missing.ability(),
                        BEARER + " error=\"insufficient_scope\", scope=\"" + missing.ability() + '"');
        };
    }

    /** What is said of a message that couldn't be read. */
    public static ApiError fault(BadMessage.Reason reason) {
        return switch (reason) {
            case MALFORMED -> ApiError.INVALID_REQUEST;
            case TARGET_TOO_LONG -> ApiError.TARGET_TOO_LONG;
            case HEADERS_TOO_LARGE -> ApiError.HEADERS_TOO_LARGE;
        };
    }

    /** The answer when the limit is used up (contract, 2.4): the wait is rounded up to whole seconds. */
    public static OwnAnswer of(Decision.Limited limited) {
        long millis = limited.retryAfter().toMillis();
        long seconds = Math.max(1, (millis + SECOND_MILLIS - 1) / SECOND_MILLIS);
        return OwnAnswer.of(ApiError.RATE_LIMITED, "Retry-After: " + seconds);
    }
}
