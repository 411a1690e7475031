package io.hania.access.bench;

import io.hania.access.bench.load.Child;
import io.hania.access.bench.load.LoadClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/**
 * What a call costs us in CPU, beside a fixed yardstick that is measured in the same minute. Only the ratio counts, and
 * of it the median of short rounds in turn, so that neither the machine nor its other work decides.
 */
public final class Guard {
    /** How much the ratio may grow over the recorded one. */
    public static final double ROOM = 1.2;

    private static final int CONNECTIONS = 32;
    private static final int ROUNDS = 7;
    private static final int ATTEMPTS = 3;
    private static final Duration WARM_UP = Duration.ofSeconds(4);
    private static final Duration ROUND = Duration.ofMillis(1000);

    private final Places places;

    /** @param project its root, in which gateway and auth-service are packaged */
    public Guard(Path project) throws IOException {
        this.places = Places.of(project);
        for (String module : List.of("api-gateway", "auth-service")) {
            if (!Files.exists(places.jar(module))) {
                throw new IllegalStateException(
                        module + " is not packaged: ./mvnw -pl api-gateway,auth-service -am package -DskipTests");
            }
        }
    }

    /** @param args none */
    public static void main(String[] args) throws Exception {
        Guard guard = new Guard(Path.of(System.getProperty("bench.project", ".")));
        double ratio = guard.ratio();
        System.out.printf("CPU a call, ours beside the yardstick: %.3f; recorded: %.3f%n", ratio, guard.recorded());
        System.exit(ratio <= guard.recorded() * ROOM ? 0 : 1);
    }

    /** The ratio that stands in {@code bench/guard.properties}. */
    public double recorded() throws IOException {
        Properties properties = new Properties();
        try (var in = Files.newInputStream(places.project().resolve("bench/guard.properties"))) {
            properties.load(in);
        }
        return Double.parseDouble(properties.getProperty("ratio"));
    }

    /**
     * Measures, in half a minute where the machine is quiet. A ratio that is too high is measured again, twice at most: noise
     * passes, a dearer call doesn't.
     */
    public double ratio() throws Exception {
        try (Field field = Field.withoutPeers(places, 1_000)) {
            Contender ours = field.ours().contender();
            Contender yardstick = yardstick(field);
            List<byte[]> requests = field.keys().requests(Field.PATH);
            for (Contender each : List.of(ours, yardstick)) {
                LoadClient.run(each.port(), requests, CONNECTIONS, 0, Duration.ZERO, WARM_UP);
            }
            double least = Double.MAX_VALUE;
            for (int attempt = 0; attempt < ATTEMPTS && least > recorded() * ROOM; attempt++) {
                least = Math.min(least, median(ours, yardstick, requests));
            }
            return least;
        }
    }

    private static double median(Contender ours, Contender yardstick, List<byte[]> requests) throws IOException {
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            ratios.add(microsACall(ours, requests) / microsACall(yardstick, requests));
        }
        System.out.println("rounds: " + ratios);
        return ratios.stream().sorted().toList().get(ROUNDS / 2);
    }

    /** No valid call may be refused. A few may go undecided where others take the machine away for longer than the budget. */
    private static double microsACall(Contender contender, List<byte[]> requests) throws IOException {
        long before = contender.cpuMillisWithoutCompiling();
        LoadClient.Outcome outcome = LoadClient.run(contender.port(), requests, CONNECTIONS, 0, Duration.ZERO, ROUND);
        if (outcome.refused() > 0 || outcome.failed() > outcome.calls() / 20) {
            throw new IllegalStateException(contender.name() + " refused " + outcome.refused() + " valid calls, "
                    + outcome.failed() + " of " + outcome.calls() + " failed");
        }
        return 1000.0 * (contender.cpuMillisWithoutCompiling() - before) / outcome.calls();
    }

    private Contender yardstick(Field field) throws IOException {
        int port = Places.freePort();
        List<Child> shared = List.of(field.redisProcess());
        return field.started(
                "yardstick",
                port,
                shared,
                List.of(
                        Java.home(),
                        "-XX:+UseSerialGC",
                        "-Xmx192m",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Yardstick.class.getName(),
                        Integer.toString(port),
                        Integer.toString(field.upstreamPort()),
                        Integer.toString(field.redis().port())));
    }
}
