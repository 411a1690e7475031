package io.hania.access.e2e.widget;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import io.hania.access.e2e.Chromium;
import io.hania.access.e2e.HaniaSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

/**
 * What embedding the widget costs an allowed page, counted as Lighthouse does: requests, bytes over the line, and the time
 * for which the main thread is blocked (what tasks last beyond 50 ms), on a processor slowed to a quarter, as a phone's.
 * The figures are in {@code target/widget-cost.md}; docs/widget.md states them.
 */
class WidgetCostTest {
    private static final String SHOP = "https://shop.example.com/";
    private static final int LOADS = 5;
    private static final int SLOWED = 4;
    // Milliseconds of blocking that Lighthouse calls good for a whole page.
    private static final double GOOD = 200;
    private static final String LONG_TASKS = """
            window.blocked = 0;
            new PerformanceObserver((list) => list.getEntries().forEach((task) => { window.blocked += task.duration - 50; }))
              .observe({ type: 'longtask', buffered: true });
            """;
    private static final String IDLE = "() => new Promise((done) => requestIdleCallback(() => done(null)))";

    private final HaniaSystem system = HaniaSystem.shared();
    private final String gateway = system.fact("GATEWAY_URL");

    /** One load of the page: what was asked of the gateway, and milliseconds of its scripts and of blocking. */
    private record Load(int requests, long bytes, double script, double blocked) {}

    @Test
    void anEmbeddedWidgetTakesTwoRequestsAndAFewKilobytes() throws IOException {
        String key = WidgetKey.of(system, "shop.example.com").value();
        String snippet = "<script async src=\"%s/widget.js\" data-key=\"%s\"></script>".formatted(gateway, key);
        List<Load> plain = new ArrayList<>();
        List<Load> embedded = new ArrayList<>();
        try (Chromium chromium = new Chromium("--disable-features=LocalNetworkAccessChecks")) {
            load(chromium.page(), snippet); // The services' first answers are slow.
            for (int i = 0; i < LOADS; i++) {
                plain.add(load(chromium.page(), "<!-- nothing -->"));
                embedded.add(load(chromium.page(), snippet));
            }
        }
        long bytes = (long) least(embedded, Load::bytes);
        double script = least(embedded, Load::script) - least(plain, Load::script);
        double blocked = least(embedded, Load::blocked) - least(plain, Load::blocked);
        write(bytes, script, blocked);
        assertThat(plain).allSatisfy(load -> assertThat(load.requests()).isZero());
        assertThat(embedded).allSatisfy(load -> assertThat(load.requests()).isEqualTo(2));
        assertThat(bytes).isBetween(1024L, 8 * 1024L);
        assertThat(blocked).isLessThan(GOOD);
    }

    private Load load(Page page, String snippet) {
        Set<String> asked = new HashSet<>();
        AtomicLong bytes = new AtomicLong();
        CDPSession devtools = devtools(page);
        devtools.on("Network.requestWillBeSent", event -> {
            if (text(event.getAsJsonObject("request"), "url").startsWith(gateway)) {
                asked.add(text(event, "requestId"));
            }
        });
        devtools.on("Network.loadingFinished", event -> {
            if (asked.contains(text(event, "requestId"))) {
                bytes.addAndGet(event.get("encodedDataLength").getAsLong());
            }
        });
        page.addInitScript(LONG_TASKS);
        CustomerPage shop = CustomerPage.carrying(page, snippet).open(SHOP);
        if (snippet.startsWith("<script")) {
            shop.in(".greeting").waitFor();
        }
        page.evaluate(IDLE);
        double blocked = ((Number) page.evaluate("window.blocked")).doubleValue();
        double script = 1000 * metric(devtools.send("Performance.getMetrics"), "ScriptDuration");
        page.context().close();
        return new Load(asked.size(), bytes.get(), script, blocked);
    }

    private static CDPSession devtools(Page page) {
        CDPSession devtools = page.context().newCDPSession(page);
        devtools.send("Network.enable");
        devtools.send("Performance.enable");
        JsonObject rate = new JsonObject();
        rate.addProperty("rate", SLOWED);
        devtools.send("Emulation.setCPUThrottlingRate", rate);
        return devtools;
    }

    private static String text(JsonObject event, String name) {
        return event.get(name).getAsString();
    }

    private static double metric(JsonObject metrics, String name) {
        for (JsonElement each : metrics.getAsJsonArray("metrics")) {
            if (each.getAsJsonObject().get("name").getAsString().equals(name)) {
                return each.getAsJsonObject().get("value").getAsDouble();
            }
        }
        throw new IllegalStateException("Chromium tells no " + name);
    }

    /** Of the load that was disturbed the least. */
    private static double least(List<Load> loads, ToDoubleFunction<Load> figure) {
        return loads.stream().mapToDouble(figure).min().orElseThrow();
    }

    private static void write(long bytes, double script, double blocked) throws IOException {
        Path target = HaniaSystem.root().resolve("e2e/target");
        Files.createDirectories(target);
        Files.writeString(
                target.resolve("widget-cost.md"),
                String.format(Locale.ROOT, """
                | embedded, before the chat is opened | least of %d loads |
                |---|---|
                | requests | 2 |
                | bytes over the line, with headers | %d |
                | scripts, processor slowed to 1/%d | %.1f ms |
                | main thread blocked, processor slowed to 1/%d | %.1f ms |
                """, LOADS, bytes, SLOWED, script, SLOWED, blocked));
    }
}
