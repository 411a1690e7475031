package io.hania.access.bench;

import io.hania.access.bench.load.Child;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One way to guard the API, running.
 *
 * @param name as in tables
 * @param port where callers connect
 * @param own its processes
 * @param shared stores that work for it while it is measured
 * @param startMillis from process to first answer; 0 if not measured
 */
record Contender(String name, int port, List<Child> own, List<Child> shared, long startMillis)
        implements AutoCloseable {
    long cpuMillis() {
        return cpuMillisByProcess().values().stream().mapToLong(Long::longValue).sum();
    }

    /** CPU time so far of each process that takes part. */
    Map<String, Long> cpuMillisByProcess() {
        Map<String, Long> millis = new LinkedHashMap<>();
        Stream.concat(own.stream(), shared.stream())
                .forEach(each -> millis.merge(each.name(), each.cpuMillis(), Long::sum));
        return millis;
    }

    long cpuMillisWithoutCompiling() {
        return Stream.concat(own.stream(), shared.stream())
                .mapToLong(Child::cpuMillisWithoutCompiling)
                .sum();
    }

    double residentMegabytes() {
        return own.stream().mapToLong(Child::residentKilobytes).sum() / 1024.0;
    }

    @Override
    public void close() {
        own.reversed().forEach(Child::close);
    }
}
