package io.hania.access.capacity;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/**
 * Prints what loads take, from a thousand calls a second to a million and from ten thousand keys to a hundred million, as a
 * table in Markdown. Run it with {@code ./mvnw -q -pl deploy compile exec:java -Dexec.mainClass=io.hania.access.capacity.Capacity}.
 */
public final class Capacity {
    private static final List<Load> LOADS = List.of(
            new Load(1_000, 10_000, 1),
            new Load(10_000, 100_000, 1),
            new Load(100_000, 1_000_000, 1),
            new Load(100_000, 10_000_000, 0.8),
            new Load(1_000_000, 10_000_000, 1),
            new Load(1_000_000, 100_000_000, 1),
            new Load(1_000_000, 100_000_000, 0.8),
            new Load(1_000_000, 100_000_000, 0));

    private Capacity() {}

    /** Takes no arguments. */
    public static void main(String[] arguments) {
        print(System.out, Figures.measured());
    }

    static void print(PrintStream out, Figures figures) {
        out.println(
                "| calls/s | keys | skew | gateway cores | decision cores | signing cores: any / by key | Redis processes"
                        + " | Redis GiB | PostgreSQL reads/s | PostgreSQL cores | what breaks |");
        out.println("|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---|");
        for (Load load : LOADS) {
            Plan any = Plan.of(load, figures, false);
            Plan byKey = Plan.of(load, figures, true);
            out.printf(
                    Locale.ROOT,
                    "| %,.0f | %,d | %.1f | %.0f | %.0f | %.0f / %.0f | %.0f | %.1f | %,.0f | %.1f | %s |%n",
                    load.callsPerSecond(),
                    load.keys(),
                    load.skew(),
                    Math.ceil(any.gatewayCores()),
                    Math.ceil(any.decisionCores()),
                    Math.ceil(any.signingCores()),
                    Math.ceil(byKey.signingCores()),
                    Math.ceil(any.redisShards()),
                    any.redisGibibytes(),
                    any.postgresReads(),
                    any.postgresCores(),
                    any.breaks().isEmpty() ? "nothing" : any.breaks());
        }
    }
}
