package io.hania.access.origin;

/** An entry that can't be an allowed domain; the message says what is wrong and what to write instead. */
public final class InvalidDomainException extends IllegalArgumentException {
    private static final long serialVersionUID = 2L;

    private final String written;
    private final Fault fault;

    InvalidDomainException(String written, Fault fault) {
        super('"' + written + "\" can't be an allowed domain: " + fault.advice);
        this.written = written;
        this.fault = fault;
    }

    /** What is wrong with an entry. */
    public enum Fault {
        STAR("a star stands only in front, as in *.example.com; list each domain by name"),
        AMBIGUOUS("it has a letter that can be read as two names; copy it from the address bar in its xn-- form"),
        HOST("write a host such as example.com, without a path"),
        ADDRESS("an IP address has no subdomains; list the address itself"),
        NAME("this is no domain name"),
        SUFFIX("anybody can register a name under it; list your own domain, such as example.com");

        private final String advice;

        Fault(String advice) {
            this.advice = advice;
        }
    }

    /** The entry. */
    public String written() {
        return written;
    }

    /** What is wrong with it, for those who say it in another language. */
    public Fault fault() {
        return fault;
    }
}
