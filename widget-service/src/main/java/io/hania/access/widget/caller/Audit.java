package io.hania.access.widget.caller;

import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/**
 * Writes down what callers change. The database links the entries, and keeps anybody from changing them. Each is also a
 * line of the service's log, without its detail, so that what a restored backup lacks can be found there.
 */
@ApplicationScoped
public class Audit {
    private static final Logger LOG = Logger.getLogger(Audit.class);
    private static final String INSERT = """
            insert into access.audit_entry (tenant_id, actor, action, subject, detail, address, agent)
            values ($1, $2, $3, $4, $5, $6, left($7, 300))
            """;

    /**
     * Adds an entry, in the transaction of what it tells of.
     *
     * @param detail before and after
     */
    public Uni<Void> append(SqlClient tx, Caller caller, String action, String subject, JsonObject detail) {
        return tx.preparedQuery(INSERT)
                .execute(Tuple.tuple(Arrays.asList(
                        caller.tenant(),
                        "key:" + caller.keyId(),
                        action,
                        subject,
                        detail,
                        caller.address(),
                        caller.agent())))
                .invoke(() -> log(caller, action, subject))
                .replaceWithVoid();
    }

    private static void log(Caller caller, String action, String subject) {
        MDC.put("tenantId", String.valueOf(caller.tenant()));
        LOG.infof("%s of %s by key:%s", action, subject, caller.keyId());
        MDC.remove("tenantId");
    }
}
