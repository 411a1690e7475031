package io.hania.access.origin;

import com.google.common.net.InternetDomainName;
import io.hania.access.origin.InvalidDomainException.Fault;

/**
 * One entry of a widget key's allowed domains: {@code example.com} allows that host only, {@code *.example.com} its
 * subdomains at any depth but not the apex; with a port that port only, else the default ports, save that {@code localhost}
 * without one means any.
 */
public final class DomainRule {
    private final Host host;
    private final boolean subdomains;
    private final int port;
    private final String suffix;

    private DomainRule(Host host, boolean subdomains, int port) {
        this.host = host;
        this.subdomains = subdomains;
        this.port = port;
        this.suffix = '.' + host.name();
    }

    /**
     * Reads a rule as a person writes it. A pasted address such as {@code https://Shop.Example.com/cart} becomes the rule
     * for its host.
     *
     * @throws InvalidDomainException saying what is wrong and what to write instead
     */
    public static DomainRule parse(String written) {
        String text = written.strip();
        int scheme = text.indexOf("://");
        if (scheme >= 0) {
            text = hostOfAddress(text, scheme);
        }
        boolean subdomains = text.startsWith("*.");
        String name = subdomains ? text.substring(2) : text;
        if (name.isEmpty() || name.indexOf('*') >= 0) {
            throw new InvalidDomainException(written, Fault.STAR);
        }
        HostAndPort found = HostAndPort.parse(name);
        if (found == null) {
            throw new InvalidDomainException(written, Host.ambiguous(name) ? Fault.AMBIGUOUS : Fault.HOST);
        }
        refuseTooWide(written, found.host(), subdomains);
        return new DomainRule(found.host(), subdomains, found.port());
    }

    /** Whether a page at this origin is meant. */
    public boolean allows(WebOrigin origin) {
        if (!origin.secure()) {
            return false;
        }
        boolean hostFits = subdomains
                ? origin.host().name().endsWith(suffix) && !origin.host().address()
                : origin.host().equals(host);
        return hostFits && portFits(origin);
    }

    /** The rule in its normal form, as it is stored and shown. */
    @Override
    public String toString() {
        return (subdomains ? "*." : "") + host.name() + (port < 0 ? "" : ":" + port);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DomainRule that && toString().equals(that.toString());
    }

    @Override
    public int hashCode() {
        return toString().hashCode();
    }

    private boolean portFits(WebOrigin origin) {
        if (port >= 0) {
            return origin.port() == port;
        }
        return origin.standardPort() || host.localhost() && !subdomains;
    }

    private static String hostOfAddress(String text, int scheme) {
        int end = text.length();
        for (int i = scheme + 3; i < text.length(); i++) {
            if ("/?#".indexOf(text.charAt(i)) >= 0) {
                end = i;
                break;
            }
        }
        return text.substring(scheme + 3, end);
    }

    private static void refuseTooWide(String written, Host host, boolean subdomains) {
        if (host.address() && subdomains) {
            throw new InvalidDomainException(written, Fault.ADDRESS);
        }
        if (host.address() || host.localhost()) {
            return;
        }
        if (!InternetDomainName.isValid(host.name())) {
            throw new InvalidDomainException(written, Fault.NAME);
        }
        InternetDomainName name = InternetDomainName.from(host.name());
        if (name.isPublicSuffix() || !name.hasParent()) {
            throw new InvalidDomainException(written, Fault.SUFFIX);
        }
    }
}
