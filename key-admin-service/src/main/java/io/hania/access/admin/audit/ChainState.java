package io.hania.access.admin.audit;

import io.vertx.mutiny.sqlclient.Row;
import org.jspecify.annotations.Nullable;

/**
 * Whether a chain of the audit log is whole.
 *
 * @param entries how many entries it has
 * @param brokenAt the first entry that doesn't fit the one before, or that is missing; null if all fit
 */
public record ChainState(long entries, @Nullable Long brokenAt) {
    /**
     * An entry fits if its place follows the one before and its hash is the link of that one's hash and its own words;
     * the head must be the last entry.
     */
    static final String QUERY = """
            with chain as (
              select e.seq, e.hash,
                     row_number() over (order by e.seq) as place,
                     access.audit_link(coalesce(lag(e.hash) over (order by e.seq), sha256(''::bytea)), e) as link
                from access.audit_entry e where e.tenant_id is not distinct from $1),
            head as (
              select h.seq, h.hash from access.audit_head h
               where h.tenant_id = coalesce($1, '00000000-0000-0000-0000-000000000000'))
            select (select count(*) from chain) as entries,
                   coalesce(
                     (select min(c.place) from chain c where c.seq <> c.place or c.hash is distinct from c.link),
                     (select h.seq from head h
                       where not exists (select from chain c where c.seq = h.seq and c.hash = h.hash) and h.seq > 0),
                     (select max(c.seq) from chain c where c.seq > coalesce((select h.seq from head h), 0))) as broken
            """;

    /** Whether nothing was changed, removed or slipped in. */
    public boolean whole() {
        return brokenAt == null;
    }

    static ChainState of(Row row) {
        return new ChainState(row.getLong("entries"), row.getLong("broken"));
    }
}
