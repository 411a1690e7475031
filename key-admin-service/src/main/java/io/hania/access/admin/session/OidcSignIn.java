package io.hania.access.admin.session;

import io.hania.access.admin.account.Account;
import io.hania.access.admin.account.AccountStore;
import io.hania.access.admin.account.Invitation;
import io.hania.access.admin.account.InvitationStore;
import io.hania.access.admin.audit.Actor;
import io.hania.access.admin.audit.AuditLog;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Signing in with what an OpenID Connect provider says of somebody. It opens the same kind of session as a password
 * does, for whoever is known here: by an earlier sign-in, or else by a verified e-mail address that an account or an open
 * invitation has. Nobody else gets an account.
 */
@ApplicationScoped
class OidcSignIn {
    private final AccountStore accounts;
    private final InvitationStore invitations;
    private final SessionStore sessions;
    private final SignIn signIn;
    private final AuditLog audit;
    private final Pool pool;
    private final boolean offered;

    OidcSignIn(
            AccountStore accounts,
            InvitationStore invitations,
            SessionStore sessions,
            SignIn signIn,
            AuditLog audit,
            Pool pool,
            @ConfigProperty(name = "admin.oidc.enabled", defaultValue = "false") boolean offered) {
        this.accounts = accounts;
        this.invitations = invitations;
        this.sessions = sessions;
        this.signIn = signIn;
        this.audit = audit;
        this.pool = pool;
        this.offered = offered;
    }

    /**
     * What a provider vouches for.
     *
     * @param subject issuer and subject, which never change hands as an e-mail address can
     * @param email the verified e-mail address; empty if there is none
     * @param proved when they last signed in at the provider itself
     */
    record Person(String subject, Optional<String> email, Instant proved) {
        @Override
        public String toString() {
            return "Person[hidden]";
        }
    }

    /** Whether it is configured. */
    boolean offered() {
        return offered;
    }

    /** The secret of a new session; empty for somebody who has no place here. */
    Uni<Optional<SessionSecret>> enter(Person person, Actor visitor) {
        return accounts.findBySubject(person.subject())
                .chain(known -> known.isPresent() ? Uni.createFrom().item(known) : meet(person, visitor))
                .chain(account ->
                        account.isPresent() ? open(account.get(), person, visitor) : OidcSignIn.<SessionSecret>nobody())
                .call(secret -> secret.isPresent() ? Uni.createFrom().voidItem() : refuse(person, visitor));
    }

    private static <T> Uni<Optional<T>> nobody() {
        return Uni.createFrom().item(Optional.empty());
    }

    private Uni<Optional<SessionSecret>> open(Account account, Person person, Actor visitor) {
        return sessions.home(account.id())
                .chain(home -> home.isEmpty()
                        ? nobody()
                        : signIn.open(account, home.get(), person.proved(), visitor)
                                .map(SignIn.Outcome.Opened::secret)
                                .map(Optional::of));
    }

    /** Somebody who signs in this way for the first time. */
    private Uni<Optional<Account>> meet(Person person, Actor visitor) {
        if (person.email().isEmpty()) {
            return nobody();
        }
        String email = person.email().get();
        return Uni.combine()
                .all()
                .unis(accounts.findByEmail(email), invitations.openFor(email))
                .asTuple()
                .chain(found -> found.getItem1().isEmpty() && found.getItem2().isEmpty()
                        ? nobody()
                        : admit(person.subject(), email, found.getItem1(), found.getItem2(), visitor));
    }

    private Uni<Optional<Account>> admit(
            String subject, String email, Optional<Account> known, List<Invitation> open, Actor visitor) {
        Account account = known.orElseGet(() -> new Account(UUID.randomUUID(), email, null, null));
        return pool.withTransaction(tx -> (known.isPresent()
                        ? Uni.createFrom().voidItem()
                        : accounts.insert(tx, account))
                .chain(() -> accounts.tie(tx, account.id(), subject))
                .chain(tied -> tied
                        ? settle(tx, account, subject, open, visitor).replaceWith(Optional.of(account))
                        : nobody()));
    }

    private Uni<Void> settle(SqlClient tx, Account account, String subject, List<Invitation> open, Actor visitor) {
        Actor actor = new Actor(null, account.email(), visitor.address(), visitor.agent());
        return audit.append(tx, actor, "account.tied", account.id().toString(), JsonObject.of("provider", subject))
                .chain(() -> Multi.createFrom()
                        .iterable(open)
                        .onItem()
                        .transformToUniAndConcatenate(invitation -> join(tx, account, invitation, visitor))
                        .collect()
                        .asList())
                .replaceWithVoid();
    }

    private Uni<Void> join(SqlClient tx, Account account, Invitation invitation, Actor visitor) {
        Actor actor = new Actor(invitation.tenant(), account.email(), visitor.address(), visitor.agent());
        JsonObject detail = JsonObject.of("role", invitation.role().id(), "invited_by", invitation.invitedBy());
        return invitations
                .accept(tx, invitation.id())
                .chain(accepted -> accepted
                        ? accounts.join(tx, account.id(), invitation.tenant(), invitation.role())
                                .chain(() -> audit.append(
                                        tx, actor, "member.joined", account.id().toString(), detail))
                        : Uni.createFrom().voidItem());
    }

    private Uni<Void> refuse(Person person, Actor visitor) {
        JsonObject detail = JsonObject.of("email", person.email().orElse("not verified"), "provider", person.subject());
        return audit.append(pool, visitor, "session.refused", null, detail);
    }
}
