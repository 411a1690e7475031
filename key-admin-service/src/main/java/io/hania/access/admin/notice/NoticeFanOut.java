package io.hania.access.admin.notice;

import io.quarkus.qute.i18n.Localized;
import io.quarkus.qute.i18n.MessageBundles;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Writes down what a notice is to send: a delivery for each webhook, a mail for each owner and admin. */
@ApplicationScoped
class NoticeFanOut {
    private static final String DELIVERIES = """
            insert into access.webhook_delivery (id, webhook_id, event, body)
            select gen_random_uuid(), w.id, $2, $3 from access.webhook w where w.tenant_id = $1
            """;
    private static final String MAILS = """
            insert into access.mail (id, recipient, subject, body)
            select gen_random_uuid(), a.email, $3, $4
              from access.membership m
              join access.account a on a.id = m.account_id
              join access.workspace w on w.id = m.tenant_id
             where m.tenant_id = $1 and m.role in ('owner', 'admin') and w.mail_notices
               and coalesce(a.language, 'en') = $2
            """;

    private final Pool pool;
    private final String home;

    NoticeFanOut(
            Pool pool, @ConfigProperty(name = "admin.public-url", defaultValue = "http://localhost:8082") String home) {
        this.pool = pool;
        this.home = home;
    }

    Uni<Void> send(SqlClient tx, Notice notice) {
        return tx.preparedQuery("select name, display from access.account_key where id = $1")
                .execute(Tuple.of(notice.key()))
                .map(rows -> rows.iterator().next())
                .chain(key -> webhooks(tx, notice, key)
                        .chain(() -> mails(tx, notice, key.getString("name"), "en"))
                        .chain(() -> mails(tx, notice, key.getString("name"), "de")));
    }

    /** An event that only shows that deliveries arrive. */
    Uni<Void> test(UUID tenant) {
        return webhooks(pool, tenant, "test", new JsonObject().put("message", "It works."));
    }

    private Uni<Void> webhooks(SqlClient tx, Notice notice, Row key) {
        JsonObject data = new JsonObject()
                .put("key_id", notice.key().toString())
                .put("name", key.getString("name"))
                .put("display", key.getString("display"))
                .put(notice.exposure() ? "origin" : "expires_at", notice.occasion())
                .put("link", link(notice));
        return webhooks(tx, notice.tenant(), notice.event(), data);
    }

    private static Uni<Void> webhooks(SqlClient tx, UUID tenant, String event, JsonObject data) {
        JsonObject body = new JsonObject()
                .put("id", UUID.randomUUID().toString())
                .put("event", event)
                .put("at", Instant.now().toString())
                .put("data", data);
        return tx.preparedQuery(DELIVERIES)
                .execute(Tuple.of(tenant, event, body.encode()))
                .replaceWithVoid();
    }

    private Uni<Void> mails(SqlClient tx, Notice notice, String name, String language) {
        NoticeMessages words = MessageBundles.get(NoticeMessages.class, Localized.Literal.of(language));
        String subject =
                notice.exposure() ? words.mailExposedSubject(name) : words.mailExpiringSubject(name, notice.days());
        String body = notice.exposure()
                ? words.mailExposed(name, notice.occasion(), link(notice))
                : words.mailExpiring(name, notice.occasion(), link(notice));
        return tx.preparedQuery(MAILS)
                .execute(Tuple.of(notice.tenant(), language, subject, body))
                .replaceWithVoid();
    }

    private String link(Notice notice) {
        return home + "/settings/api-keys/" + notice.key();
    }
}
