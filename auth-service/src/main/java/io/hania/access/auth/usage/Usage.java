package io.hania.access.auth.usage;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Gathers the ledgers of all event loops and writes them every few seconds and at shutdown. While PostgreSQL is lost,
 * batches wait, a bounded number of them.
 */
@Singleton
public class Usage {
    private static final Logger LOG = Logger.getLogger(Usage.class);
    private static final int MOST_BATCHES = 30;
    /** The class of SQL states that another try doesn't heal. */
    private static final String BAD_DATA = "22";

    private static final Duration LONGEST_FLUSH = Duration.ofSeconds(5);
    private static final long FORGET_MILLIS = 600_000;

    private final Vertx vertx;
    private final UsageConfig config;
    private final UsageStore store;
    private final Counter lost;
    private final List<UsageLedger> ledgers = new CopyOnWriteArrayList<>();
    private final Deque<UsageLedger.Batch> waiting = new ArrayDeque<>();
    private boolean writing;

    public Usage(Vertx vertx, Pool pool, UsageConfig config, MeterRegistry meters) {
        if (config.flush().compareTo(LONGEST_FLUSH) > 0) {
            throw new IllegalArgumentException("auth.usage.flush must not be longer than 5s");
        }
        this.vertx = vertx;
        this.config = config;
        this.store = new UsageStore(pool);
        this.lost = Counter.builder("auth.usage.lost").register(meters);
    }

    void start(@Observes StartupEvent event) {
        vertx.setPeriodic(config.flush().toMillis(), due -> flush());
        vertx.setPeriodic(
                FORGET_MILLIS,
                due -> store.forget(config.refusals()).subscribe().with(done -> {}, this::failed));
    }

    /** Stopping waits for the last flush, but not for a PostgreSQL that is lost. */
    void stop(@Observes ShutdownEvent event) {
        gather();
        List<UsageLedger.Batch> all;
        synchronized (this) {
            all = List.copyOf(waiting);
            waiting.clear();
        }
        Multi.createFrom()
                .iterable(all)
                .onItem()
                .transformToUniAndConcatenate(store::write)
                .collect()
                .last()
                .ifNoItem()
                .after(LONGEST_FLUSH)
                .fail()
                .onFailure()
                .invoke(this::failed)
                .onFailure()
                .recoverWithNull()
                .await()
                .indefinitely();
    }

    /** A ledger for one event loop. */
    public UsageLedger open() {
        UsageLedger ledger = new UsageLedger(config.most());
        ledgers.add(ledger);
        return ledger;
    }

    void flush() {
        gather();
        writeNext();
    }

    private void gather() {
        ledgers.stream().map(UsageLedger::take).reduce(UsageLedger.Batch::with).ifPresent(batch -> {
            lost.increment(batch.lost());
            if (!batch.isEmpty()) {
                wait(batch);
            }
        });
    }

    private synchronized void wait(UsageLedger.Batch batch) {
        waiting.addLast(batch);
        if (waiting.size() > MOST_BATCHES) {
            UsageLedger.Batch oldest = waiting.removeFirst();
            lost.increment(oldest.keys().size() + (double) oldest.refusals().size());
        }
    }

    private synchronized UsageLedger.@Nullable Batch begin() {
        if (writing) {
            return null;
        }
        UsageLedger.Batch next = waiting.pollFirst();
        writing = next != null;
        return next;
    }

    private void written() {
        done();
        writeNext();
    }

    private void writeNext() {
        UsageLedger.Batch next = begin();
        if (next != null) {
            store.write(next).subscribe().with(done -> written(), failure -> kept(next, failure));
        }
    }

    private synchronized void kept(UsageLedger.Batch batch, Throwable failure) {
        if (failure instanceof PgException refused && refused.getSqlState().startsWith(BAD_DATA)) {
            lost.increment(batch.keys().size() + (double) batch.refusals().size());
            LOG.errorf(failure, "usage that PostgreSQL doesn't take is dropped");
        } else {
            waiting.addFirst(batch);
            failed(failure);
        }
        done();
    }

    private synchronized void done() {
        writing = false;
    }

    private void failed(Throwable failure) {
        LOG.warnf("usage can't be written now, it waits: %s", failure.getMessage());
    }
}
