package io.hania.access.admin.session;

import io.hania.access.admin.account.Account;
import io.hania.access.admin.account.AccountStore;
import io.hania.access.admin.account.Passwords;
import io.hania.access.admin.audit.Actor;
import io.hania.access.admin.audit.AuditLog;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** One attempt to sign in with a password. Unknown accounts cost the same time and get the same answer. */
@ApplicationScoped
@Startup
public class SignIn {
    /** How an attempt ends. */
    sealed interface Outcome {
        /** A new session; its secret goes into the cookie. */
        record Opened(SessionSecret secret) implements Outcome {}

        /** Wrong address, wrong password, or no workspace any more: which, nobody is told. */
        record Refused() implements Outcome {}

        /** Too many attempts wait already. */
        record Busy() implements Outcome {}
    }

    private final AccountStore accounts;
    private final Passwords passwords;
    private final SessionStore sessions;
    private final Guesses guesses;
    private final AuditLog audit;
    private final Pool pool;
    private final Counter accepted;
    private final Counter refused;
    private final Counter slowed;

    SignIn(
            AccountStore accounts,
            Passwords passwords,
            SessionStore sessions,
            Guesses guesses,
            AuditLog audit,
            Pool pool,
            MeterRegistry meters) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.sessions = sessions;
        this.guesses = guesses;
        this.audit = audit;
        this.pool = pool;
        this.accepted = meters.counter("admin.sign.ins", "result", "accepted");
        this.refused = meters.counter("admin.sign.ins", "result", "refused");
        this.slowed = meters.counter("admin.sign.ins", "result", "slowed");
    }

    /**
     * @param email as typed
     * @param visitor where the attempt comes from
     */
    Uni<Outcome> attempt(String email, String password, Actor visitor) {
        String address = String.valueOf(visitor.address());
        if (!guesses.enter(address)) {
            slowed.increment();
            return Uni.createFrom().item(new Outcome.Busy());
        }
        return slow(email, address)
                .chain(() -> check(email, password, visitor, address))
                .eventually(() -> guesses.leave(address));
    }

    /** Whether this is the password of an operator who is signed in; slowed like signing in. */
    public Uni<Boolean> proves(UUID account, String email, String password, Actor actor) {
        String address = String.valueOf(actor.address());
        return slow(email, address)
                .chain(() -> accounts.find(account))
                .chain(found -> passwords.matches(password, found))
                .call(right -> right ? guesses.succeeded(email) : guesses.failed(email, address));
    }

    private Uni<Void> slow(String email, String address) {
        return guesses.delay(email, address).chain(wait -> {
            if (wait.isZero()) {
                return Uni.createFrom().voidItem();
            }
            slowed.increment();
            return pause(wait);
        });
    }

    private static Uni<Void> pause(Duration wait) {
        return Uni.createFrom().voidItem().onItem().delayIt().by(wait);
    }

    private Uni<Outcome> check(String email, String password, Actor visitor, String address) {
        return accounts.findByEmail(email.strip())
                .chain(account -> passwords
                        .matches(password, account)
                        .chain(right ->
                                right ? accept(account.orElseThrow(), visitor) : refuse(email, visitor, address)));
    }

    private Uni<Outcome> refuse(String email, Actor visitor, String address) {
        refused.increment();
        Actor nobody = new Actor(null, "visitor", visitor.address(), visitor.agent());
        JsonObject detail = JsonObject.of("email", email.length() > 254 ? email.substring(0, 254) : email);
        return guesses.failed(email, address)
                .chain(() -> audit.append(pool, nobody, "session.refused", null, detail))
                .replaceWith(new Outcome.Refused());
    }

    private Uni<Outcome> accept(Account account, Actor visitor) {
        return guesses.succeeded(account.email())
                .chain(() -> sessions.home(account.id()))
                .chain(home -> home.isPresent()
                        ? open(account, home.get(), Instant.now(), visitor).map(opened -> opened)
                        : Uni.createFrom().item(new Outcome.Refused()));
    }

    /** Opens a session for somebody who is known by now. */
    Uni<Outcome.Opened> open(Account account, UUID tenant, Instant proved, Actor visitor) {
        SessionSecret secret = SessionSecret.fresh();
        Actor actor = new Actor(tenant, account.email(), visitor.address(), visitor.agent());
        return pool.withTransaction(tx -> sessions.open(tx, secret, account.id(), tenant, proved, actor)
                        .chain(() -> audit.append(
                                tx, actor, "session.opened", account.id().toString(), new JsonObject())))
                .invoke(() -> accepted.increment())
                .replaceWith(new Outcome.Opened(secret));
    }

    /** Opens a session for somebody who proved who they are in another way; the value of its cookie. */
    public Uni<String> openIn(Account account, UUID tenant, Actor visitor) {
        return open(account, tenant, Instant.now(), visitor)
                .map(Outcome.Opened::secret)
                .map(SessionSecret::value);
    }
}
