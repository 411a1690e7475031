package io.hania.access.admin.notice;

import io.quarkus.mailer.Mail;
import io.quarkus.mailer.reactive.ReactiveMailer;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** Sends the mails that wait; one that can't be sent is tried again, eight times within about a day. */
@ApplicationScoped
class Mails {
    private static final Logger LOG = Logger.getLogger(Mails.class);
    private static final int MOST_ATTEMPTS = 8;
    private static final String TAKE = """
            update access.mail set attempts = attempts + 1, next_at = now() + interval '1 minute' * power(3, attempts)
             where id in (select id from access.mail where next_at <= now() order by next_at limit 20
                            for update skip locked)
            returning id, recipient, subject, body, attempts
            """;

    private final ReactiveMailer mailer;
    private final Pool pool;

    Mails(ReactiveMailer mailer, Pool pool) {
        this.mailer = mailer;
        this.pool = pool;
    }

    @Scheduled(every = "{admin.mail.every:10s}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> send() {
        return pool.query(TAKE)
                .execute()
                .onItem()
                .transformToMulti(rows -> Multi.createFrom().iterable(rows))
                .onItem()
                .transformToUniAndConcatenate(this::send)
                .collect()
                .asList()
                .replaceWithVoid()
                .onFailure()
                .recoverWithNull();
    }

    private Uni<Void> send(Row row) {
        Mail mail = Mail.withText(row.getString("recipient"), row.getString("subject"), row.getString("body"));
        return mailer.send(mail)
                .replaceWith(true)
                .onFailure()
                .recoverWithItem(e -> {
                    LOG.warnf("a mail waits: %s", e.getMessage());
                    return row.getInteger("attempts") >= MOST_ATTEMPTS;
                })
                .chain(done -> done
                        ? pool.preparedQuery("delete from access.mail where id = $1")
                                .execute(Tuple.of(row.getUUID("id")))
                                .replaceWithVoid()
                        : Uni.createFrom().voidItem());
    }
}
