package io.hania.access.gateway.error;

import java.nio.charset.StandardCharsets;

/** The body of an error. */
final class ErrorBytes {
    private ErrorBytes() {}

    static byte[] of(OwnAnswer answer, String requestId, boolean problem) {
        Fault fault = answer.fault();
        String text = problem
                ? "{\"type\":\"about:blank\",\"title\":\"" + escape(answer.message()) + "\",\"status\":"
                        + fault.status() + ",\"code\":\"" + fault.code() + "\",\"request_id\":\"" + escape(requestId)
                        + "\"}"
                : "{\"success\":false,\"data\":null,\"message\":\"" + escape(answer.message())
                        + "\",\"error\":{\"code\":\"" + fault.code() + "\",\"request_id\":\"" + escape(requestId)
                        + "\"}}";
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String escape(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"");
    }
}
