package io.hania.access.admin.audit;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowIterator;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** Reads the audit log, and checks its chain. */
@ApplicationScoped
public class AuditStore {
    private static final String CHAINS = """
            select tenant_id from access.audit_head
            union select coalesce(tenant_id, '00000000-0000-0000-0000-000000000000') from access.audit_entry
            """;

    private final Pool pool;

    AuditStore(Pool pool) {
        this.pool = pool;
    }

    /** The newest entries that fit, at most so many. */
    public Uni<List<AuditEntry>> find(UUID tenant, AuditFilter filter, int most) {
        List<Object> parameters = new ArrayList<>(List.of(tenant, filter.before()));
        String sql = "select id, seq, at, actor, action, subject, detail, address, agent from access.audit_entry"
                + " where tenant_id = $1 and id < $2" + filter.condition(parameters)
                + " order by id desc limit " + most;
        return pool.preparedQuery(sql)
                .execute(Tuple.tuple(parameters))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(AuditEntry::of)
                        .toList());
    }

    /** Follows a workspace's chain from its first entry to its head. */
    public Uni<ChainState> verify(Optional<UUID> tenant) {
        return pool.preparedQuery(ChainState.QUERY)
                .execute(Tuple.of(tenant.orElse(null)))
                .map(rows -> {
                    RowIterator<Row> iterator = rows.iterator();
                    return ChainState.of(iterator.next());
                });
    }

    /** Every workspace that has a chain; empty stands for what belongs to none. */
    Uni<List<Optional<UUID>>> chains() {
        return pool.query(CHAINS)
                .execute()
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> row.getUUID("tenant_id"))
                        .map(id -> id.equals(new UUID(0, 0)) ? Optional.<UUID>empty() : Optional.of(id))
                        .toList());
    }
}
