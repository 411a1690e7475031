package io.hania.access.admin.page;

import io.hania.access.admin.account.Operator;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Makes the {@link Frame} of a page; every resource of a page inside the dashboard begins here. */
@ApplicationScoped
public class Frames {
    private static final String ALERTS = """
            select (select count(*) from access.account_key k
                     where k.tenant_id = $1 and k.status = 'active' and coalesce(k.expires_at, 'infinity') > now()
                       and k.id in (select n.key_id from access.notice n
                                     where n.tenant_id = $1 and n.kind = 'key.exposed')) as exposed,
                   (select count(*) from access.account_key
                     where tenant_id = $1 and status = 'active'
                       and coalesce(expires_at, 'infinity') between now() and now() + interval '14 days') as expiring
            """;

    private final Visit visit;
    private final Pool pool;

    Frames(Visit visit, Pool pool) {
        this.visit = visit;
        this.pool = pool;
    }

    /** The frame of a page in this part of the navigation. */
    public Uni<Frame> of(String section) {
        return of(section, null);
    }

    /** The same, saying what was just done. */
    public Uni<Frame> of(String section, @Nullable String done) {
        Operator operator = visit.operator();
        String language = visit.language();
        return pool.preparedQuery(ALERTS).execute(Tuple.of(operator.tenant())).map(rows -> {
            Row row = rows.iterator().next();
            return new Frame(operator, section, language, row.getLong("exposed"), row.getLong("expiring"), said(done));
        });
    }

    /** Only names of messages are passed on, never text from an address. */
    private static @Nullable String said(@Nullable String done) {
        return done != null && done.matches("[a-z-]{1,30}") ? done : null;
    }
}
