package io.hania.access.admin.notice;

import io.vertx.mutiny.sqlclient.Row;
import java.util.UUID;

/**
 * Something to be told about a key.
 *
 * @param kind {@code key.exposed}, or {@code key.expiring.} and the days that are left
 * @param occasion the page that sent the key, or the end that is announced
 */
record Notice(UUID key, UUID tenant, String kind, String occasion) {
    static Notice of(Row row) {
        return new Notice(
                row.getUUID("key_id"), row.getUUID("tenant_id"), row.getString("kind"), row.getString("occasion"));
    }

    boolean exposure() {
        return kind.equals("key.exposed");
    }

    /** The days that are left, as the notice counts them. */
    String days() {
        return kind.substring(kind.lastIndexOf('.') + 1);
    }

    /** The event's name for programs. */
    String event() {
        return exposure() ? kind : "key.expiring";
    }
}
