package io.hania.access.admin.session;

import io.hania.access.admin.account.AccountStore;
import io.hania.access.admin.account.Operator;
import io.hania.access.admin.account.Passwords;
import io.hania.access.admin.audit.Actor;
import io.hania.access.admin.audit.AuditLog;
import io.hania.access.admin.page.Frame;
import io.hania.access.admin.page.Frames;
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
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** One's own account: password, language, sessions, workspaces. */
@Path("/settings/account")
@Produces(MediaType.TEXT_HTML)
@Authenticated
public class AccountResource {
    /** The pages. */
    @CheckedTemplate(basePath = "session")
    static class Templates {
        static native TemplateInstance account(
                Frame frame, List<OpenSession> sessions, List<AccountStore.Home> homes, String fault, boolean changed);
    }

    private final Frames frames;
    private final Visit visit;
    private final AccountStore accounts;
    private final SessionStore sessions;
    private final Passwords passwords;
    private final SignIn signIn;
    private final AuditLog audit;
    private final Pool pool;

    AccountResource(
            Frames frames,
            Visit visit,
            AccountStore accounts,
            SessionStore sessions,
            Passwords passwords,
            SignIn signIn,
            AuditLog audit,
            Pool pool) {
        this.frames = frames;
        this.visit = visit;
        this.accounts = accounts;
        this.sessions = sessions;
        this.passwords = passwords;
        this.signIn = signIn;
        this.audit = audit;
        this.pool = pool;
    }

    @GET
    public Uni<TemplateInstance> account(@RestQuery @Nullable String done) {
        return page(done, "", false);
    }

    /** Changing the password ends every other session. */
    @POST
    @Path("password")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<Response> password(
            @RestForm @Nullable String current, @RestForm @Nullable String fresh, @RestForm @Nullable String repeated) {
        Operator operator = visit.operator();
        String wanted = fresh == null ? "" : fresh;
        String fault = wanted.equals(repeated) ? Passwords.fault(wanted, operator.email()) : "different";
        if (fault != null) {
            return refused(fault);
        }
        Actor actor = visit.actor();
        return signIn.proves(operator.account(), operator.email(), current == null ? "" : current, actor)
                .chain(right -> right ? change(operator, actor, wanted) : refused("wrong"));
    }

    private Uni<Response> change(Operator operator, Actor actor, String password) {
        return passwords
                .hash(password)
                .chain(hash -> pool.withTransaction(tx -> accounts.changePassword(tx, operator.account(), hash)
                        .chain(() -> sessions.endOthers(tx, operator.account(), operator.session()))
                        .chain(ended -> audit.append(
                                tx,
                                actor,
                                "account.password_changed",
                                operator.account().toString(),
                                JsonObject.of("sessions_ended", ended)))))
                .chain(() -> page(null, "", true))
                .map(page -> Response.ok(page).build());
    }

    private Uni<Response> refused(String fault) {
        return page(null, fault, false)
                .map(page -> Response.status(422).entity(page).build());
    }

    @POST
    @Path("sessions/{id:[0-9a-fA-F-]{36}}/end")
    public Uni<Response> end(UUID id) {
        Operator operator = visit.operator();
        return pool.withTransaction(tx -> sessions.end(tx, operator.account(), id)
                        .invoke(ended -> {
                            if (!ended) {
                                throw new NotFoundException();
                            }
                        })
                        .chain(() -> audit.append(tx, visit.actor(), "session.ended", id.toString(), new JsonObject())))
                .replaceWith(() -> Redirect.to("/settings/account?done=ended"));
    }

    @POST
    @Path("sessions/end")
    public Uni<Response> endOthers() {
        Operator operator = visit.operator();
        return pool.withTransaction(tx -> sessions.endOthers(tx, operator.account(), operator.session())
                        .chain(ended -> audit.append(
                                tx,
                                visit.actor(),
                                "session.ended_others",
                                operator.account().toString(),
                                JsonObject.of("sessions_ended", ended))))
                .replaceWith(() -> Redirect.to("/settings/account?done=ended"));
    }

    /** @param language {@code en}, {@code de}, or anything else for the browser's */
    @POST
    @Path("language")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<Response> language(@RestForm @Nullable String language) {
        String known = "en".equals(language) || "de".equals(language) ? language : null;
        return accounts.speak(visit.operator().account(), known)
                .replaceWith(() -> Redirect.to("/settings/account?done=saved"));
    }

    /** Goes on in another workspace of one's own, in this session. */
    @POST
    @Path("workspace")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<Response> workspace(@RestForm @Nullable UUID tenant) {
        Operator operator = visit.operator();
        return sessions.move(operator.account(), operator.session(), tenant).map(moved -> {
            if (!moved) {
                throw new NotFoundException();
            }
            return Redirect.to("/settings/api-keys?done=switched");
        });
    }

    private Uni<TemplateInstance> page(@Nullable String done, String fault, boolean changed) {
        UUID account = visit.operator().account();
        return Uni.combine()
                .all()
                .unis(frames.of("account", done), sessions.of(account), accounts.homes(account))
                .with((frame, open, homes) -> Templates.account(frame, open, homes, fault, changed));
    }
}
