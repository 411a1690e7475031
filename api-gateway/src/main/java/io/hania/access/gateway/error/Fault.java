package io.hania.access.gateway.error;

/** What can be wrong with a call, each with its status, code and message: a closed list. */
public enum Fault {
    INVALID_REQUEST(400, "invalid_request", "The request can't be read in one way only"),
    BROWSER_CALL_REJECTED(403, "browser_call_rejected", "This API is for servers; browsers may not call it"),
    UNAUTHORIZED(401, "unauthorized", "Unauthorized"),
    ORIGIN_NOT_ALLOWED(403, "origin_not_allowed", "This widget key is not for this site"),
    RATE_LIMITED(429, "rate_limited", "Too many calls"),
    NOT_FOUND(404, "not_found", "No such endpoint"),
    METHOD_NOT_ALLOWED(405, "method_not_allowed", "This endpoint has other methods"),
    MISSING_ABILITY(403, "missing_ability", "Missing ability"),
    REQUEST_TIMEOUT(408, "request_timeout", "The request took too long to arrive"),
    BODY_TOO_LARGE(413, "body_too_large", "The body is larger than allowed"),
    TARGET_TOO_LONG(414, "target_too_long", "The request target is longer than allowed"),
    HEADERS_TOO_LARGE(431, "headers_too_large", "The headers are larger than allowed"),
    UPSTREAM_UNAVAILABLE(502, "upstream_unavailable", "The service behind this endpoint can't be reached"),
    AUTH_UNAVAILABLE(503, "auth_unavailable", "The key can't be checked at the moment"),
    UPSTREAM_TIMEOUT(504, "upstream_timeout", "The service behind this endpoint took too long");

    private final int status;
    private final String code;
    private final String message;

    Fault(int status, String code, String message) {
        this.status = status;
        this.code = code;
        this.message = message;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** What programs read. */
    public String code() {
        return code;
    }

    /** What people read. */
    public String message() {
        return message;
    }
}
