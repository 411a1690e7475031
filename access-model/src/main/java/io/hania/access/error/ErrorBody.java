package io.hania.access.error;

import java.nio.charset.StandardCharsets;

/** The bodies of errors: the API's envelope, or RFC 9457 for callers that accept {@code application/problem+json}. */
public final class ErrorBody {
    /** Content type of {@link #envelope}. */
    public static final String ENVELOPE_TYPE = "application/json";
    /** Content type of {@link #problem}. */
    public static final String PROBLEM_TYPE = "application/problem+json";

    private ErrorBody() {}

    /** Whether a caller that sent this {@code Accept} header wants RFC 9457. */
    public static boolean wantsProblem(String accept) {
        return accept.contains(PROBLEM_TYPE);
    }

    /** {@code {"success":false,"data":null,"message":…,"error":{"code":…,"request_id":…}}} in UTF-8. */
    public static byte[] envelope(ApiError error, String message, String requestId) {
        StringBuilder json = new StringBuilder(192);
        json.append("{\"success\":false,\"data\":null,\"message\":");
        quote(json, message);
        json.append(",\"error\":{\"code\":\"").append(error.code()).append("\",\"request_id\":");
        quote(json, requestId);
        return json.append("}}").toString().getBytes(StandardCharsets.UTF_8);
    }

    /** The same content as RFC 9457, in UTF-8. */
    public static byte[] problem(ApiError error, String message, String requestId) {
        StringBuilder json = new StringBuilder(192);
        json.append("{\"type\":\"about:blank\",\"title\":");
        quote(json, message);
        json.append(",\"status\":").append(error.status());
        json.append(",\"code\":\"").append(error.code()).append("\",\"request_id\":");
        quote(json, requestId);
        return json.append('}').toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void quote(StringBuilder json, String text) {
        json.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ' || c == 0x7f || Character.isSurrogate(c)) {
                json.append(String.format("\\u%04x", (int) c));
            } else {
                json.append(c);
            }
        }
        json.append('"');
    }
}
