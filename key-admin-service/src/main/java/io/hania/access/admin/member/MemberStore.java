package io.hania.access.admin.member;

import io.hania.access.admin.account.Role;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** The members of workspaces in PostgreSQL. A workspace never loses its last owner. */
@ApplicationScoped
class MemberStore {
    private static final String ANOTHER_OWNER = """
             and (m.role <> 'owner' or exists (select from access.membership o
                   where o.tenant_id = m.tenant_id and o.role = 'owner' and o.account_id <> m.account_id))
            """;

    private final Pool pool;

    MemberStore(Pool pool) {
        this.pool = pool;
    }

    Uni<List<Member>> of(UUID tenant) {
        return pool.preparedQuery("""
                        select a.id, a.email, m.role, m.created_at,
                               (select max(s.seen_at) from access.session s
                                 where s.account_id = a.id and s.tenant_id = m.tenant_id) as seen_at
                          from access.membership m join access.account a on a.id = m.account_id
                         where m.tenant_id = $1 order by lower(a.email) limit 500
                        """)
                .execute(Tuple.of(tenant))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(Member::of)
                        .toList());
    }

    /** Keeps changes of a workspace's members apart: two owners can't remove each other at the same moment. */
    Uni<Void> lock(SqlClient tx, UUID tenant) {
        return tx.preparedQuery("select from access.workspace where id = $1 for update")
                .execute(Tuple.of(tenant))
                .replaceWithVoid();
    }

    /** Whether the member is there and the role could be changed. */
    Uni<Boolean> change(SqlClient tx, UUID tenant, UUID account, Role role) {
        String keeps = role == Role.OWNER ? "" : ANOTHER_OWNER;
        return tx.preparedQuery(
                        "update access.membership m set role = $3 where m.tenant_id = $1 and m.account_id = $2" + keeps)
                .execute(Tuple.of(tenant, account, role.id()))
                .map(rows -> rows.rowCount() == 1);
    }

    /** Whether the member was there and could be removed; their sessions end with it. */
    Uni<Boolean> remove(SqlClient tx, UUID tenant, UUID account) {
        return tx.preparedQuery(
                        "delete from access.membership m where m.tenant_id = $1 and m.account_id = $2" + ANOTHER_OWNER)
                .execute(Tuple.of(tenant, account))
                .map(rows -> rows.rowCount() == 1);
    }

    Uni<Boolean> isMember(UUID tenant, UUID account) {
        return pool.preparedQuery("select from access.membership where tenant_id = $1 and account_id = $2")
                .execute(Tuple.of(tenant, account))
                .map(rows -> rows.rowCount() == 1);
    }
}
