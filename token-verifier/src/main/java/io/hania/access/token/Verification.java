package io.hania.access.token;

/** The outcome of looking at a token. That it could not be looked at, is an exception. */
public sealed interface Verification {
    /** Genuine, for us, and current. */
    record Accepted(VerifiedToken token) implements Verification {}

    /**
     * None of our tokens: answer 401.
     *
     * @param reason for the log
     */
    record Rejected(String reason) implements Verification {}
}
