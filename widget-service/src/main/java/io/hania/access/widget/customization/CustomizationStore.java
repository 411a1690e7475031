package io.hania.access.widget.customization;

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

/** Looks in PostgreSQL. Every statement names the tenant. */
@ApplicationScoped
public class CustomizationStore {
    private static final String FIND = "select * from widget.customization where tenant_id = $1 and bot_id = $2";
    private static final String SAVE = """
            insert into widget.customization as c (id, tenant_id, bot_id, theme_color, position, greeting_text,
                   welcome_message, avatar_url, show_branding, widget_title, placeholder_text)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
            on conflict (tenant_id, bot_id) do update
               set theme_color = excluded.theme_color, position = excluded.position, greeting_text = excluded.greeting_text,
                   welcome_message = excluded.welcome_message, avatar_url = excluded.avatar_url,
                   show_branding = excluded.show_branding, widget_title = excluded.widget_title,
                   placeholder_text = excluded.placeholder_text, updated_at = now()
            returning *
            """;

    /** A look as stored. */
    record Saved(Customization look, UUID id, String createdAt, String updatedAt) {
        JsonObject json() {
            return look.json()
                    .put("id", id.toString())
                    .put("created_at", createdAt)
                    .put("updated_at", updatedAt);
        }
    }

    private final Pool pool;

    CustomizationStore(Pool pool) {
        this.pool = pool;
    }

    /** The bot's look, or the usual one. */
    public Uni<Customization> lookOf(UUID tenant, String botId) {
        return find(pool, tenant, botId)
                .map(saved -> saved.map(Saved::look).orElseGet(() -> Customization.usual(botId)));
    }

    Uni<Optional<Saved>> find(UUID tenant, String botId) {
        return find(pool, tenant, botId);
    }

    Uni<Optional<Saved>> find(SqlClient client, UUID tenant, String botId) {
        return client.preparedQuery(FIND)
                .execute(Tuple.of(tenant, botId))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .findFirst()
                        .map(CustomizationStore::saved));
    }

    Uni<Saved> save(SqlClient tx, UUID tenant, Customization look) {
        return tx.preparedQuery(SAVE)
                .execute(Tuple.tuple(Arrays.asList(
                        UUID.randomUUID(),
                        tenant,
                        look.botId(),
                        look.themeColor(),
                        look.position(),
                        look.greetingText(),
                        look.welcomeMessage(),
                        look.avatarUrl(),
                        look.showBranding(),
                        look.widgetTitle(),
                        look.placeholderText())))
                .map(rows -> saved(rows.iterator().next()));
    }

    private static Saved saved(Row row) {
        Customization look = new Customization(
                row.getString("bot_id"),
                row.getString("theme_color"),
                row.getString("position"),
                row.getString("greeting_text"),
                row.getString("welcome_message"),
                row.getString("avatar_url"),
                row.getBoolean("show_branding"),
                row.getString("widget_title"),
                row.getString("placeholder_text"));
        return new Saved(look, row.getUUID("id"), instant(row, "created_at"), instant(row, "updated_at"));
    }

    private static String instant(Row row, String column) {
        return row.getOffsetDateTime(column).toInstant().toString();
    }
}
