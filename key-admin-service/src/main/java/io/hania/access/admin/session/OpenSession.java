package io.hania.access.admin.session;

import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A session as its owner sees it in the list of sessions. */
public record OpenSession(
        UUID id,
        Instant openedAt,
        Instant seenAt,
        @Nullable String address,
        @Nullable String agent,
        String workspace) {
    private static final Map<String, String> BROWSERS =
            inOrder("Edg/", "Edge", "OPR/", "Opera", "Firefox/", "Firefox", "Chrome/", "Chrome", "Safari/", "Safari");
    private static final Map<String, String> SYSTEMS = inOrder(
            "Windows",
            "Windows",
            "Android",
            "Android",
            "iPhone",
            "iOS",
            "iPad",
            "iPadOS",
            "Mac OS X",
            "macOS",
            "Linux",
            "Linux");

    /** The browser and system that the agent speaks of, such as {@code Firefox · Linux}; else the agent itself. */
    public String device() {
        String text = agent == null ? "" : agent;
        String device = Stream.of(BROWSERS, SYSTEMS)
                .flatMap(names -> names.entrySet().stream()
                        .filter(name -> text.contains(name.getKey()))
                        .map(Map.Entry::getValue)
                        .limit(1))
                .collect(Collectors.joining(" · "));
        return device.isEmpty() ? text : device;
    }

    private static Map<String, String> inOrder(String... words) {
        Map<String, String> map = new LinkedHashMap<>();
        for (int i = 0; i < words.length; i += 2) {
            map.put(words[i], words[i + 1]);
        }
        return map;
    }

    static OpenSession of(Row row) {
        return new OpenSession(
                row.getUUID("id"),
                row.getOffsetDateTime("opened_at").toInstant(),
                row.getOffsetDateTime("seen_at").toInstant(),
                row.getString("address"),
                row.getString("agent"),
                row.getString("workspace"));
    }
}
