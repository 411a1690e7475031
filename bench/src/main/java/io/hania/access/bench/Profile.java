package io.hania.access.bench;

import io.hania.access.bench.load.LoadClient;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedMethod;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;

/** Where the time goes: flight recordings of gateway and auth-service under load, summed up. */
final class Profile {
    private static final int TOP = 30;
    /** Samples are taken of threads in native methods whether they run there or wait. */
    private static final Set<String> WAITING =
            Set.of("Native.epollWait0", "Native.epollWait", "Native.epollBusyWait", "EPoll.wait", "Net.accept");

    private final Places places;
    private final Duration time;

    Profile(Places places, boolean quick) {
        this.places = places;
        this.time = Duration.ofSeconds(quick ? 10 : 30);
    }

    void run() throws Exception {
        JsonObject found = new JsonObject();
        try (Field field = new Field(places, 10_000)) {
            Ours ours = field.ours();
            List<byte[]> requests = field.keys().requests(Field.PATH);
            LoadClient.run(ours.port(), requests, 16, 0, Duration.ZERO, Duration.ofSeconds(6));
            LoadClient.run(ours.port(), requests, 64, 0, Duration.ZERO, Duration.ofSeconds(10));
            long gatewayBefore = ours.gatewayProcess().cpuMillis();
            long authBefore = ours.auth().process().cpuMillis();
            long redisBefore = field.redisProcess().cpuMillis();
            begin(ours.gatewayProcess().pid(), "gateway");
            begin(ours.auth().process().pid(), "auth");
            LoadClient.Outcome outcome = LoadClient.run(ours.port(), requests, 64, 0, Duration.ZERO, time);
            double calls = outcome.calls();
            found.put("calls_per_second", outcome.perSecond())
                    .put("gateway_micros", 1000 * (ours.gatewayProcess().cpuMillis() - gatewayBefore) / calls)
                    .put("auth_micros", 1000 * (ours.auth().process().cpuMillis() - authBefore) / calls)
                    .put("redis_micros", 1000 * (field.redisProcess().cpuMillis() - redisBefore) / calls)
                    .put("gateway", end(ours.gatewayProcess().pid(), "gateway", calls))
                    .put("auth", end(ours.auth().process().pid(), "auth", calls));
        }
        Files.writeString(places.work().resolve("profile.json"), found.encodePrettily());
        System.out.println(found.encodePrettily());
    }

    private void begin(long pid, String name) throws IOException {
        jcmd(pid, "JFR.start", "name=" + name, "settings=profile");
    }

    private JsonObject end(long pid, String name, double calls) throws IOException {
        Path file = places.work().resolve(name + ".jfr");
        jcmd(pid, "JFR.stop", "name=" + name, "filename=" + file);
        List<RecordedEvent> events = RecordingFile.readAllEvents(file);
        List<RecordedEvent> samples = events.stream()
                .filter(event -> event.getEventType().getName().endsWith("ExecutionSample")
                        || event.getEventType().getName().endsWith("NativeMethodSample"))
                .filter(event -> event.getStackTrace() != null)
                .filter(event -> !WAITING.contains(self(event)))
                .toList();
        return new JsonObject()
                .put("samples", samples.size())
                .put("allocated_bytes_per_call", allocated(events) / calls)
                .put("top", top(samples.stream().map(Profile::self)))
                .put("own", top(samples.stream().map(Profile::own)))
                .put("allocating", allocating(events));
    }

    /** The counter of every thread at the end less that at the beginning. */
    private static long allocated(List<RecordedEvent> events) {
        Map<Long, List<Long>> threads = events.stream()
                .filter(event -> event.getEventType().getName().equals("jdk.ThreadAllocationStatistics"))
                .collect(Collectors.groupingBy(
                        event -> event.<RecordedThread>getValue("thread").getJavaThreadId(),
                        Collectors.mapping(event -> event.getLong("allocated"), Collectors.toList())));
        return threads.values().stream()
                .mapToLong(all -> all.stream().max(Comparator.naturalOrder()).orElse(0L)
                        - all.stream().min(Comparator.naturalOrder()).orElse(0L))
                .sum();
    }

    private static JsonArray allocating(List<RecordedEvent> events) {
        Map<String, Long> weights = events.stream()
                .filter(event -> event.getEventType().getName().equals("jdk.ObjectAllocationSample"))
                .filter(event -> event.getStackTrace() != null)
                .collect(Collectors.groupingBy(
                        event -> event.getClass("objectClass").getName() + " in " + own(event),
                        Collectors.summingLong(event -> event.getLong("weight"))));
        return ranked(weights);
    }

    private static JsonArray top(Stream<String> frames) {
        return ranked(frames.filter(Objects::nonNull).collect(Collectors.groupingBy(f -> f, Collectors.counting())));
    }

    private static JsonArray ranked(Map<String, Long> counts) {
        double all = counts.values().stream().mapToLong(Long::longValue).sum();
        JsonArray ranked = new JsonArray();
        counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(TOP)
                .forEach(entry -> ranked.add(new JsonObject()
                        .put("what", entry.getKey())
                        .put("percent", Math.round(1000 * entry.getValue() / all) / 10.0)));
        return ranked;
    }

    private static String self(RecordedEvent event) {
        return name(event.getStackTrace().getFrames().getFirst().getMethod());
    }

    /** The innermost frame that is ours. */
    private static String own(RecordedEvent event) {
        return event.getStackTrace().getFrames().stream()
                .map(RecordedFrame::getMethod)
                .filter(method -> method.getType().getName().startsWith("io.hania"))
                .map(Profile::name)
                .findFirst()
                .orElse("libraries alone: " + self(event));
    }

    private static String name(RecordedMethod method) {
        String type = method.getType().getName();
        return type.substring(type.lastIndexOf('.') + 1) + "." + method.getName();
    }

    private static void jcmd(long pid, String... command) throws IOException {
        List<String> all = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), Long.toString(pid)));
        all.addAll(List.of(command));
        Process process = new ProcessBuilder(all).redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (text.contains("Could not") || text.contains("Exception")) {
            throw new IOException(text);
        }
    }
}
