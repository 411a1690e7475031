package io.hania.access.local;

/** Why the system can't be started, in one sentence that says what to do. */
public final class LaunchException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LaunchException(String sentence) {
        super(sentence);
    }
}
