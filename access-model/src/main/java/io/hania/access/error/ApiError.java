package io.hania.access.error;

/** Every error that the product itself answers a call with: a closed list, each with its status, code and message. */
public enum ApiError {
    /** The request can be read in more than one way, or in none. */
    INVALID_REQUEST(400, "invalid_request", "The request is malformed or ambiguous"),
    /** No key, or none that is valid; which, the caller isn't told. */
    UNAUTHORIZED(401, "unauthorized", "Unauthorized"),
    /** A web page called an endpoint for servers. */
    BROWSER_CALL_REJECTED(403, "browser_call_rejected", "This API is for servers: calls from web pages are rejected"),
    /** The key lacks the ability; the message names it. */
    MISSING_ABILITY(403, "missing_ability", "Missing ability"),
    /** The page isn't within the widget key's allowed domains. */
    ORIGIN_NOT_ALLOWED(403, "origin_not_allowed", "This site is not among the allowed domains of the widget key"),
    /** No such endpoint or thing. */
    NOT_FOUND(404, "not_found", "Not found"),
    /** The endpoint has other methods. */
    METHOD_NOT_ALLOWED(405, "method_not_allowed", "Method not allowed: see the Allow header"),
    /** The request took too long to arrive. */
    REQUEST_TIMEOUT(408, "request_timeout", "The request took too long to arrive"),
    /** The body is longer than the endpoint takes. */
    BODY_TOO_LARGE(413, "body_too_large", "The request body is too large"),
    /** The request target is longer than 8 KB. */
    TARGET_TOO_LONG(414, "target_too_long", "The request target is too long: at most 8 KB"),
    /** The key's limit is used up. */
    RATE_LIMITED(429, "rate_limited", "Rate limit exceeded: see the Retry-After header"),
    /** The headers are longer than 16 KB. */
    HEADERS_TOO_LARGE(431, "headers_too_large", "The request headers are too large: at most 16 KB"),
    /** Something went wrong here. */
    INTERNAL(500, "internal", "Something went wrong: quote the request id when you report it"),
    /** The upstream can't be reached, or answered nonsense. */
    UPSTREAM_UNAVAILABLE(502, "upstream_unavailable", "The service behind this endpoint is not available"),
    /** No decision about the key could be had. */
    AUTH_UNAVAILABLE(503, "auth_unavailable", "The key can't be checked at the moment: try again shortly"),
    /** The upstream took too long. */
    UPSTREAM_TIMEOUT(504, "upstream_timeout", "The service behind this endpoint took too long to answer");

    private final int status;
    private final String code;
    private final String message;

    ApiError(int status, String code, String message) {
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

    /** What people read, unless there is something more exact to say. */
    public String message() {
        return message;
    }
}
