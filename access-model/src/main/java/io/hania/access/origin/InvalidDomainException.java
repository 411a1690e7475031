package io.hania.access.origin;

/** An entry that can't be an allowed domain; the message says what is wrong and what to write instead. */
public final class InvalidDomainException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    InvalidDomainException(String written, String reason) {
        super('"' + written + "\" can't be an allowed domain: " + reason);
    }
}
