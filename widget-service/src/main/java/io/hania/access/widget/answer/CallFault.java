package io.hania.access.widget.answer;

import io.hania.access.error.ApiError;

/** Ends a call with one of the errors that callers may see. Its message goes to the caller. */
public final class CallFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ApiError error;

    public CallFault(ApiError error, String message) {
        super(message, null, false, false);
        this.error = error;
    }

    public CallFault(ApiError error) {
        this(error, error.message());
    }

    /** A request that has to be put right; the message says how. */
    public static CallFault invalid(String message) {
        return new CallFault(ApiError.INVALID_REQUEST, message);
    }

    /** What kind of error it is. */
    public ApiError error() {
        return error;
    }

    /** What the caller reads. */
    public String said() {
        return String.valueOf(getMessage());
    }
}
