package io.hania.access.gateway.wire;

/** A message that must not be read on: it has no meaning, or more than one, or is too large. Carries no stack trace. */
public final class BadMessage extends Exception {
    private static final long serialVersionUID = 1;

    /** Why. */
    public enum Reason {
        /** Against the grammar, or open to two readings. */
        MALFORMED,
        /** A request target longer than allowed. */
        TARGET_TOO_LONG,
        /** Headers longer or more than allowed. */
        HEADERS_TOO_LARGE
    }

    /** Against the grammar, or open to two readings. */
    static final BadMessage MALFORMED = new BadMessage(Reason.MALFORMED);
    /** A request target longer than allowed. */
    static final BadMessage TARGET_TOO_LONG = new BadMessage(Reason.TARGET_TOO_LONG);
    /** Headers longer or more than allowed. */
    static final BadMessage HEADERS_TOO_LARGE = new BadMessage(Reason.HEADERS_TOO_LARGE);

    private final Reason reason;

    private BadMessage(Reason reason) {
        super(reason.name(), null, false, false);
        this.reason = reason;
    }

    /** Why. */
    public Reason reason() {
        return reason;
    }
}
