package io.hania.access.admin.account;

import io.hania.access.admin.audit.Actor;
import io.hania.access.admin.audit.AuditLog;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Gives an empty system its first workspace and owner, from configuration or through a one-time link in the log. */
@ApplicationScoped
public class FirstOwner {
    private static final Logger LOG = Logger.getLogger(FirstOwner.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long ONE_AT_A_TIME = 0x6861_6e69_6101L;

    private final FirstOwnerConfig config;
    private final AccountStore accounts;
    private final InvitationStore invitations;
    private final Passwords passwords;
    private final AuditLog audit;
    private final Pool pool;

    FirstOwner(
            FirstOwnerConfig config,
            AccountStore accounts,
            InvitationStore invitations,
            Passwords passwords,
            AuditLog audit,
            Pool pool) {
        this.config = config;
        this.accounts = accounts;
        this.invitations = invitations;
        this.passwords = passwords;
        this.audit = audit;
        this.pool = pool;
    }

    /** Start-up waits for it: nobody could sign in before. */
    void begin(@Observes StartupEvent event) {
        ensure().await().atMost(PATIENCE);
    }

    Uni<Void> ensure() {
        return pool.withTransaction(tx -> tx.preparedQuery("select pg_advisory_xact_lock($1)")
                .execute(Tuple.of(ONE_AT_A_TIME))
                .chain(() -> accounts.anybody(tx))
                .chain(somebody -> somebody ? Uni.createFrom().voidItem() : create(tx)));
    }

    private Uni<Void> create(SqlClient tx) {
        UUID tenant = UUID.randomUUID();
        Uni<Void> workspace = accounts.insertWorkspace(tx, tenant, config.workspace());
        if (config.email().isEmpty() || config.password().isEmpty()) {
            return workspace.chain(() -> invite(tx, tenant));
        }
        return workspace
                .chain(() -> passwords.hash(config.password().get()))
                .chain(hash -> owner(tx, tenant, config.email().get(), hash));
    }

    private Uni<Void> owner(SqlClient tx, UUID tenant, String email, @Nullable String hash) {
        Account owner = new Account(UUID.randomUUID(), email.strip(), hash, null);
        return accounts.insert(tx, owner)
                .chain(() -> accounts.join(tx, owner.id(), tenant, Role.OWNER))
                .chain(() -> audit.append(
                        tx,
                        Actor.system(tenant),
                        "workspace.created",
                        tenant.toString(),
                        JsonObject.of("owner", email)))
                .invoke(() -> LOG.infof("created the first workspace and its owner %s", email));
    }

    private Uni<Void> invite(SqlClient tx, UUID tenant) {
        String email = config.email().orElse("owner@localhost.localdomain");
        Invitation.Fresh fresh = Invitation.Fresh.of(tenant, email, Role.OWNER, "system");
        return invitations
                .insert(tx, fresh)
                .invoke(() -> LOG.warnf(
                        "nobody can sign in yet: open /invitation/%s once to become the owner", fresh.secret()));
    }
}
