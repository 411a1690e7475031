package io.hania.access.admin.audit;

import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Writes the audit log. The database links the entries and refuses to change them (migration V4). */
@ApplicationScoped
public class AuditLog {
    private static final String INSERT = """
            insert into access.audit_entry (tenant_id, actor, action, subject, detail, address, agent)
            values ($1, $2, $3, $4, $5, $6, $7)
            """;
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
                .replaceWithVoid();
    }

    private static @Nullable String agent(Actor actor) {
        String agent = actor.agent();
        return agent == null || agent.length() <= LONGEST_AGENT ? agent : agent.substring(0, LONGEST_AGENT);
    }
}
