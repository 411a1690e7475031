package io.hania.access.admin.audit;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The audit log as CSV (RFC 4180) or JSON. */
final class AuditExport {
    private static final List<@Nullable String> COLUMNS =
            List.of("seq", "at", "actor", "action", "subject", "detail", "address", "agent");

    private AuditExport() {}

    static String csv(List<AuditEntry> entries) {
        return entries.stream().map(AuditExport::line).collect(Collectors.joining("", row(COLUMNS), ""));
    }

    static String json(List<AuditEntry> entries) {
        JsonArray array = new JsonArray();
        entries.forEach(entry -> array.add(new JsonObject()
                .put("seq", entry.seq())
                .put("at", entry.at().toString())
                .put("actor", entry.actor())
                .put("action", entry.action())
                .put("subject", entry.subject())
                .put("detail", entry.detail())
                .put("address", entry.address())
                .put("agent", entry.agent())));
        return array.encode();
    }

    private static String line(AuditEntry entry) {
        return row(Arrays.asList(
                Long.toString(entry.seq()),
                entry.at().toString(),
                entry.actor(),
                entry.action(),
                entry.subject(),
                entry.detail().encode(),
                entry.address(),
                entry.agent()));
    }

    private static String row(List<@Nullable String> cells) {
        return cells.stream().map(AuditExport::cell).collect(Collectors.joining(",", "", "\r\n"));
    }

    /** Always quoted; what a spreadsheet would take for a formula gets an apostrophe in front. */
    static String cell(@Nullable String text) {
        String plain = text == null ? "" : text;
        boolean formula = !plain.isEmpty() && "=+-@\t\r\n".indexOf(plain.charAt(0)) >= 0;
        return '"' + (formula ? "'" : "") + plain.replace("\"", "\"\"") + '"';
    }
}
