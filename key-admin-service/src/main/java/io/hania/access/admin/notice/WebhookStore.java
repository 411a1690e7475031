package io.hania.access.admin.notice;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** Webhooks and their deliveries in PostgreSQL. */
@ApplicationScoped
class WebhookStore {
    /**
     * What is due; taking it counts the attempt, so that a crash in the middle only delays the next one. They are 1, 4, 16
     * … minutes apart.
     */
    private static final String TAKE = """
            update access.webhook_delivery d
               set attempts = attempts + 1, next_at = now() + interval '1 minute' * power(4, least(attempts, 6))
              from access.webhook w
             where w.id = d.webhook_id and d.id in (
                   select id from access.webhook_delivery where state = 'waiting' and next_at <= now()
                    order by next_at limit 20 for update skip locked)
            returning d.id, w.url, w.secret, d.body, d.event, d.attempts
            """;

    private final Pool pool;

    WebhookStore(Pool pool) {
        this.pool = pool;
    }

    /** A delivery that is due. */
    record Due(UUID id, String url, String secret, String event, String body, int attempts) {
        @Override
        public String toString() {
            return "Due[" + id + "]";
        }
    }

    Uni<List<Due>> take() {
        return pool.query(TAKE)
                .execute()
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new Due(
                                row.getUUID("id"),
                                row.getString("url"),
                                row.getString("secret"),
                                row.getString("event"),
                                row.getString("body"),
                                row.getInteger("attempts")))
                        .toList());
    }

    Uni<Void> note(UUID delivery, String state, String answer) {
        return pool.preparedQuery("""
                        update access.webhook_delivery
                           set state = $2, answer = $3, answers = array_append(answers, $3),
                               done_at = case when $2 <> 'waiting' then now() end
                         where id = $1
                        """)
                .execute(Tuple.of(delivery, state, answer))
                .replaceWithVoid();
    }

    Uni<Void> insert(SqlClient tx, UUID id, UUID tenant, String url, String secret, String by) {
        return tx.preparedQuery("""
                        insert into access.webhook (id, tenant_id, url, secret, created_by) values ($1, $2, $3, $4, $5)
                        """)
                .execute(Tuple.of(id, tenant, url, secret, by))
                .replaceWithVoid();
    }

    Uni<Boolean> remove(SqlClient tx, UUID tenant, UUID id) {
        return tx.preparedQuery("delete from access.webhook where tenant_id = $1 and id = $2")
                .execute(Tuple.of(tenant, id))
                .map(rows -> rows.rowCount() == 1);
    }

    Uni<List<Webhook>> of(UUID tenant) {
        return pool.preparedQuery("""
                        select id, url, created_by, created_at from access.webhook where tenant_id = $1
                         order by created_at limit 50
                        """)
                .execute(Tuple.of(tenant))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new Webhook(
                                row.getUUID("id"),
                                row.getString("url"),
                                row.getString("created_by"),
                                row.getOffsetDateTime("created_at").toInstant()))
                        .toList());
    }

    /** Lets one more attempt begin at once, whatever came of those before; whether there is such a delivery. */
    Uni<Boolean> sendAgain(UUID tenant, UUID delivery) {
        return pool.preparedQuery("""
                        update access.webhook_delivery d set state = 'waiting', next_at = now(), done_at = null
                          from access.webhook w
                         where w.id = d.webhook_id and w.tenant_id = $1 and d.id = $2
                        """).execute(Tuple.of(tenant, delivery)).map(rows -> rows.rowCount() == 1);
    }

    Uni<List<Webhook.Delivery>> deliveries(UUID tenant) {
        return pool.preparedQuery("""
                        select d.id, w.url, d.event, d.state, d.created_at, d.next_at,
                               case when d.answers = '{}' then array_remove(array[d.answer], null) else d.answers end
                                 as answers
                          from access.webhook_delivery d join access.webhook w on w.id = d.webhook_id
                         where w.tenant_id = $1 order by d.created_at desc limit 25
                        """)
                .execute(Tuple.of(tenant))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new Webhook.Delivery(
                                row.getUUID("id"),
                                row.getString("url"),
                                row.getString("event"),
                                row.getString("state"),
                                List.of(row.getArrayOfStrings("answers")),
                                row.getOffsetDateTime("created_at").toInstant(),
                                row.getOffsetDateTime("next_at").toInstant()))
                        .toList());
    }
}
