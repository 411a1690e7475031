package io.hania.access.bench;

import io.hania.access.bench.load.Child;
import java.util.List;

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
        return own.stream().mapToLong(Child::cpuMillis).sum()
                + shared.stream().mapToLong(Child::cpuMillis).sum();
    }

    double residentMegabytes() {
        return own.stream().mapToLong(Child::residentKilobytes).sum() / 1024.0;
    }

    @Override
    public void close() {
        own.reversed().forEach(Child::close);
    }
}
