package io.hania.access.admin.session;

import io.hania.access.admin.account.Operator;
import io.hania.access.admin.audit.Actor;
import io.hania.access.admin.audit.AuditLog;
import io.hania.access.admin.page.Plain;
import io.hania.access.admin.page.Redirect;
import io.hania.access.admin.page.Visit;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The sign-in page, and signing out. */
@Path("/")
@Produces(MediaType.TEXT_HTML)
public class SignInResource {
    /** The pages. */
    @CheckedTemplate(basePath = "session")
    static class Templates {
        static native TemplateInstance signIn(Plain page, String next, String email, String state, String company);
    }

    private final SignIn signIn;
    private final SessionStore sessions;
    private final AuditLog audit;
    private final Pool pool;
    private final Visit visit;
    private final OidcSignIn oidc;

    SignInResource(SignIn signIn, SessionStore sessions, AuditLog audit, Pool pool, Visit visit, OidcSignIn oidc) {
        this.signIn = signIn;
        this.sessions = sessions;
        this.audit = audit;
        this.pool = pool;
        this.visit = visit;
        this.oidc = oidc;
    }

    /**
     * @param next where to go afterwards
     * @param ended whether a session has run out
     * @param company why signing in with a company account came to nothing, as the name of a message
     * @param error what the provider said of it
     */
    @GET
    @Path("sign-in")
    public TemplateInstance page(
            @RestQuery @Nullable String next,
            @RestQuery boolean ended,
            @RestQuery @Nullable String company,
            @RestQuery @Nullable String error) {
        String state = company != null ? company : error != null ? "oidc-broken" : ended ? "ended" : "new";
        return page(SafeNext.of(next), "", state);
    }

    @POST
    @Path("sign-in")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<Response> signIn(
            @RestForm @Nullable String email, @RestForm @Nullable String password, @RestForm @Nullable String next) {
        String typed = email == null ? "" : email;
        Actor visitor = visit.visitor();
        return signIn.attempt(typed, password == null ? "" : password, visitor)
                .map(outcome -> answer(outcome, typed, SafeNext.of(next)));
    }

    private Response answer(SignIn.Outcome outcome, String email, String next) {
        return switch (outcome) {
            case SignIn.Outcome.Opened opened ->
                Redirect.toward(next)
                        .cookie(SessionCookies.carrying(opened.secret().value()))
                        .build();
            case SignIn.Outcome.Refused refused ->
                Response.status(401).entity(page(next, email, "refused")).build();
            case SignIn.Outcome.Busy busy ->
                Response.status(429)
                        .header("Retry-After", "10")
                        .entity(page(next, email, "busy"))
                        .build();
        };
    }

    @POST
    @Path("sign-out")
    @Authenticated
    public Uni<Response> signOut() {
        Operator operator = visit.operator();
        return pool.withTransaction(tx -> sessions.end(tx, operator.account(), operator.session())
                        .chain(() -> audit.append(
                                tx,
                                visit.actor(),
                                "session.closed",
                                operator.account().toString(),
                                new JsonObject())))
                .replaceWith(() -> Redirect.toward("/sign-in")
                        .cookie(SessionCookies.gone())
                        .header("Clear-Site-Data", "\"cache\"")
                        .build());
    }

    private TemplateInstance page(String next, String email, String state) {
        String company =
                oidc.offered() ? CompanyResource.PATH + "?next=" + URLEncoder.encode(next, StandardCharsets.UTF_8) : "";
        return Templates.signIn(visit.plain(), next, email, state, company);
    }
}
