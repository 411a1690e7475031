package io.hania.access.admin.audit;

import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/**
 * Writes the audit log. The database links the entries and refuses to change them (migration V4). Each change of something is
 * also a line of the service's log, without its detail, so that what a restored backup lacks can be found there.
 */
@ApplicationScoped
public class AuditLog {
    private static final String INSERT = """
            insert into access.audit_entry (tenant_id, actor, action, subject, detail, address, agent)
            values ($1, $2, $3, $4, $5, $6, $7)
            """;
    private static final Logger LOG = Logger.getLogger(AuditLog.class);
    private static final int LONGEST_AGENT = 300;

    /**
     * Adds an entry, in the transaction of what it tells of.
     *
     * @param action such as {@code key.created}
     * @param subject the id of what was changed
     * @param detail before and after; never a secret
     */
    public Uni<Void> append(SqlClient tx, Actor actor, String action, @Nullable String subject, JsonObject detail) {
        return tx.preparedQuery(INSERT)
                .execute(Tuple.tuple(Arrays.asList(
                        actor.tenant(), actor.name(), action, subject, detail, actor.address(), agent(actor))))
                .invoke(() -> log(actor, action, subject))
                .replaceWithVoid();
    }

    private static void log(Actor actor, String action, @Nullable String subject) {
        if (subject == null) {
            return;
        }
        MDC.put("tenantId", String.valueOf(actor.tenant()));
        LOG.infof("%s of %s by %s", action, subject, actor.name());
        MDC.remove("tenantId");
    }

    private static @Nullable String agent(Actor actor) {
        String agent = actor.agent();
        return agent == null || agent.length() <= LONGEST_AGENT ? agent : agent.substring(0, LONGEST_AGENT);
    }
}
