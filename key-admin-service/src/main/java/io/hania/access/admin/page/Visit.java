package io.hania.access.admin.page;

import io.hania.access.admin.account.Operator;
import io.hania.access.admin.audit.Actor;
import io.netty.util.NetUtil;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Who asks for the page at hand, and from where. */
@ApplicationScoped
public class Visit {
    private final SecurityIdentity identity;
    private final CurrentVertxRequest request;

    Visit(SecurityIdentity identity, CurrentVertxRequest request) {
        this.identity = identity;
        this.request = request;
    }

    /** Who is signed in; only where signing in is required. */
    public Operator operator() {
        return signedIn().orElseThrow(() -> new IllegalStateException("this page is open to anybody"));
    }

    /** Who is signed in, if anybody. */
    public Optional<Operator> signedIn() {
        return identity.getPrincipal() instanceof Operator operator ? Optional.of(operator) : Optional.empty();
    }

    /** The operator as the audit log names them. */
    public Actor actor() {
        Operator operator = operator();
        return new Actor(operator.tenant(), operator.email(), address(), agent());
    }

    /** Somebody who isn't signed in. */
    public Actor visitor() {
        return new Actor(null, "visitor", address(), agent());
    }

    /** What a page outside the frame needs. */
    public Plain plain() {
        return new Plain(language());
    }

    /** {@code de} or {@code en}: the operator's choice, else the browser's first language that we speak. */
    public String language() {
        return signedIn().map(Operator::language).orElseGet(this::browsersLanguage);
    }

    /** Whether there is a request at all; a scheduled task has none. */
    boolean onPage() {
        return request.getCurrent() != null;
    }

    private String browsersLanguage() {
        String header = http().getHeader("Accept-Language");
        if (header == null || header.length() > 200) {
            return "en";
        }
        try {
            Locale best = Locale.lookup(Locale.LanguageRange.parse(header), List.of(Locale.ENGLISH, Locale.GERMAN));
            return best == null ? "en" : best.getLanguage();
        } catch (IllegalArgumentException malformed) {
            return "en";
        }
    }

    private String address() {
        String host =
                http().remoteAddress() == null ? "" : http().remoteAddress().hostAddress();
        InetAddress address = NetUtil.createInetAddressFromIpAddressString(host);
        return address == null ? host : NetUtil.toAddressString(address);
    }

    private String agent() {
        return Optional.ofNullable(http().getHeader("User-Agent")).orElse("");
    }

    private HttpServerRequest http() {
        return request.getCurrent().request();
    }
}
