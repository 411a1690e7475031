package io.hania.access.bench;

import io.hania.access.bench.report.Page;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** What {@code bench/run} runs. */
public final class Bench {
    private Bench() {}

    /** @param args see {@code bench/run --help} */
    public static void main(String[] args) throws Exception {
        Places places = Places.of(Path.of(System.getProperty("bench.project", ".")));
        List<String> options = List.of(args);
        boolean quick = options.contains("--quick");
        if (options.contains("--growth")) {
            new Growth(places, quick).run();
        } else if (options.contains("--profile")) {
            new Profile(places, quick).run();
        } else if (options.contains("--against")) {
            Path earlier = Path.of(options.get(options.indexOf("--against") + 1));
            int with = options.indexOf("--with");
            Against.run(
                    places,
                    earlier,
                    with < 0 ? List.of() : List.of(options.get(with + 1).split(",")));
        } else if (options.contains("--link")) {
            LinkRounds.run(places, quick);
        } else if (!options.contains("--report")) {
            Comparison.run(places, quick ? Pace.QUICK : Pace.FULL);
        }
        Page.write(places.project(), places.work());
        System.exit(0); // embedded stores keep threads
    }

    /**
     * How long is measured.
     *
     * @param rounds of everybody in turn
     * @param throughput each
     * @param latency each
     */
    record Pace(int rounds, Duration warmUp, Duration throughput, Duration latency) {
        static final Pace QUICK = new Pace(3, Duration.ofSeconds(4), Duration.ofSeconds(4), Duration.ofSeconds(3));
        static final Pace FULL = new Pace(5, Duration.ofSeconds(15), Duration.ofSeconds(10), Duration.ofSeconds(10));
    }
}
