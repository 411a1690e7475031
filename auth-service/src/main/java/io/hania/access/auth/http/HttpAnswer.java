package io.hania.access.auth.http;

import io.hania.access.call.LimitHeaders;
import io.hania.access.decision.Caller;
import io.hania.access.decision.Decision;
import io.hania.access.decision.Quota;
import io.hania.access.decision.Refusal;
import io.hania.access.error.ApiError;
import io.hania.access.error.ErrorBody;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Turns a decision into the status, headers and body that the gateway would answer with. */
final class HttpAnswer {
    private final HttpServerResponse response;
    private final String requestId;
    private final boolean problem;

    HttpAnswer(HttpServerRequest request, Caller caller) {
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        this.response = request.response();
        this.problem = accept != null && ErrorBody.wantsProblem(accept);
        this.requestId = caller.requestId();
        response.putHeader("X-Request-Id", requestId).putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    }

    /** Answers anything but an allowed call. @param decision null if none could be made */
    void refuse(@Nullable Decision decision) {
        switch (decision) {
            case null -> undecided();
            case Decision.Limited limited -> limited(limited);
            case Decision.Refused refused -> refused(refused);
            case Decision.Allowed allowed -> throw new IllegalArgumentException("not a refusal");
        }
    }

    void invalid(String why) {
        error(ApiError.INVALID_REQUEST, why);
    }

    void fromAPage() {
        error(ApiError.BROWSER_CALL_REJECTED);
    }

    /** Headers of a key with a limit. */
    void quota(@Nullable Quota quota) {
        if (quota != null) {
            LimitHeaders.write(quota, response::putHeader);
        }
    }

    private void undecided() {
        retryAfter(Duration.ofSeconds(1));
        error(ApiError.AUTH_UNAVAILABLE);
    }

    private void limited(Decision.Limited limited) {
        quota(limited.quota());
        retryAfter(limited.retryAfter());
        error(ApiError.RATE_LIMITED);
    }

    private void retryAfter(Duration after) {
        response.putHeader(HttpHeaders.RETRY_AFTER, Long.toString(after.toSeconds()));
    }

    private void refused(Decision.Refused refused) {
        quota(refused.quota());
        switch (refused.refusal()) {
            case Refusal.Unauthorized none -> unauthorized();
            case Refusal.OriginNotAllowed origin -> error(ApiError.ORIGIN_NOT_ALLOWED);
            case Refusal.NotFound nothing -> error(ApiError.NOT_FOUND);
            case Refusal.MethodNotAllowed other -> {
                response.putHeader(HttpHeaders.ALLOW, String.join(", ", other.allow()));
                error(ApiError.METHOD_NOT_ALLOWED);
            }
            case Refusal.MissingAbility lacks -> {
                String challenge = "Bearer error=\"insufficient_scope\", scope=\"" + lacks.ability() + '"';
                response.putHeader("WWW-Authenticate", challenge);
                error(ApiError.MISSING_ABILITY, "Missing ability: " + lacks.ability());
            }
        }
    }

    void unauthorized() {
        response.putHeader("WWW-Authenticate", "Bearer");
        error(ApiError.UNAUTHORIZED);
    }

    private void error(ApiError error) {
        error(error, error.message());
    }

    private void error(ApiError error, String message) {
        byte[] body =
                problem ? ErrorBody.problem(error, message, requestId) : ErrorBody.envelope(error, message, requestId);
        response.setStatusCode(error.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, problem ? ErrorBody.PROBLEM_TYPE : ErrorBody.ENVELOPE_TYPE)
                .end(Buffer.buffer(body));
    }
}
