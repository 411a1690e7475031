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
        Places defaults = Places.of(Path.of(System.getProperty("bench.project", ".")));
        Places places = defaults.with(Ours.sharing(Runtime.getRuntime().availableProcessors()));
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
                    defaults,
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
     * @param leadIn load before each round that isn't measured: what an idle time let expire (our tokens live a minute, our
     *     records' leases too) is renewed in it
     * @param throughput each
     * @param latency each
     */
    record Pace(int rounds, Duration warmUp, Duration leadIn, Duration throughput, Duration latency) {
        static final Pace QUICK =
                new Pace(2, Duration.ofSeconds(6), Duration.ofSeconds(3), Duration.ofSeconds(5), Duration.ofSeconds(2));
        /** Every token and every lease is renewed once within such a round, so that it holds what a second holds in the long run. */
        static final Pace FULL = new Pace(
                2, Duration.ofSeconds(12), Duration.ofSeconds(6), Duration.ofSeconds(30), Duration.ofSeconds(8));
    }
}
