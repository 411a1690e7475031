package io.hania.access.admin.widget;

import io.hania.access.admin.audit.Actor;
import io.hania.access.admin.audit.AuditLog;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Looks of widgets in PostgreSQL. */
@ApplicationScoped
public class LookStore {
    private static final String FIND = "select * from widget.customization where tenant_id = $1 and bot_id = $2";
    private static final String SAVE = """
            insert into widget.customization (id, tenant_id, bot_id, theme_color, position, greeting_text,
                   welcome_message, avatar_url, show_branding, widget_title, placeholder_text)
            values ($1, $2, $3, $4, $5, $6, nullif($7, ''), nullif($8, ''), $9, nullif($10, ''), $11)
            on conflict (tenant_id, bot_id) do update
               set theme_color = excluded.theme_color, position = excluded.position, greeting_text = excluded.greeting_text,
                   welcome_message = excluded.welcome_message, avatar_url = excluded.avatar_url,
                   show_branding = excluded.show_branding, widget_title = excluded.widget_title,
                   placeholder_text = excluded.placeholder_text, updated_at = now()
            returning id
            """;

    private final Pool pool;
    private final AuditLog audit;

    LookStore(Pool pool, AuditLog audit) {
        this.pool = pool;
        this.audit = audit;
    }

    /** The bot's look, or the usual one. */
    Uni<Look> find(UUID tenant, String botId) {
        return find(pool, tenant, botId).map(found -> found.orElseGet(Look::usual));
    }

    /** Saves a look; live widgets show it at their next load. */
    Uni<Void> save(UUID tenant, Actor actor, String botId, Look look) {
        return pool.withTransaction(tx -> find(tx, tenant, botId)
                .chain(before -> tx.preparedQuery(SAVE)
                        .execute(values(tenant, botId, look))
                        .chain(rows -> audit.append(
                                tx,
                                actor,
                                "widget_look.saved",
                                rows.iterator().next().getUUID("id").toString(),
                                new JsonObject()
                                        .put("bot_id", botId)
                                        .put("before", before.map(Look::json).orElse(null))
                                        .put("after", look.json())))));
    }

    private static Uni<Optional<Look>> find(SqlClient client, UUID tenant, String botId) {
        return client.preparedQuery(FIND)
                .execute(Tuple.of(tenant, botId))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .findFirst()
                        .map(LookStore::look));
    }

    private static Tuple values(UUID tenant, String botId, Look look) {
        return Tuple.tuple(Arrays.asList(
                UUID.randomUUID(),
                tenant,
                botId,
                look.color(),
                look.position(),
                look.greeting(),
                look.welcome(),
                look.avatar(),
                look.branding(),
                look.title(),
                look.placeholder()));
    }

    private static Look look(Row row) {
        return new Look(
                row.getString("theme_color"),
                row.getString("position"),
                row.getString("greeting_text"),
                text(row.getString("welcome_message")),
                text(row.getString("avatar_url")),
                row.getBoolean("show_branding"),
                text(row.getString("widget_title")),
                row.getString("placeholder_text"));
    }

    private static String text(@Nullable String stored) {
        return stored == null ? "" : stored;
    }
}
