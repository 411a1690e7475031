package io.hania.access.auth.record;

import io.hania.access.key.KeyHash;
import io.hania.access.records.KeyRecord;
import io.hania.access.records.KeyRecords;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Reads of PostgreSQL for one event loop: bounded, one query for all that a tick wants to know, and shared by those who ask for the same key, but only if the read
 * began after they had arrived. A read that is older may have seen the key before it was revoked.
 */
public final class RecordReads {
    private static final long STUCK_MILLIS = 5000;
    private static final long READ_FIRST_MILLIS = 1;

    private final Vertx vertx;
    private final KeyRecords records;
    private final ReadLimits limits;
    private final ReadMeter meter;
    private final Runnable afterwards;
    private final Map<KeyHash, Reading> running = new HashMap<>();
    private final ArrayDeque<Reading> waiting = new ArrayDeque<>();
    private final List<Reading> batch = new ArrayList<>();
    private int inFlight;

    /** Takes what PostgreSQL said of a key. */
    public interface Reader {
        /** @param found empty if there is no such key */
        void read(Optional<KeyRecord> found);

        /** PostgreSQL didn't answer in time, or too many ask: no decision. */
        void unread();
    }

    /**
     * How much may be asked of PostgreSQL by one event loop.
     *
     * @param reads at once
     * @param waiting further reads that may wait for one of these
     * @param millis how long a reader waits
     */
    public record ReadLimits(int reads, int waiting, long millis) {}

    /** What all event loops' reads come to. */
    public record ReadMeter(AtomicInteger running, Runnable begun, Runnable refused, Runnable failed) {}

    /** @param afterwards called once all readers of a query have been told */
    public RecordReads(Vertx vertx, KeyRecords records, ReadLimits limits, ReadMeter meter, Runnable afterwards) {
        this.afterwards = afterwards;
        this.vertx = vertx;
        this.records = records;
        this.limits = limits;
        this.meter = meter;
    }

    /** @param arrived {@link System#nanoTime} at which the question was there */
    public void read(KeyHash hash, long arrived, Reader reader) {
        Reading reading = running.get(hash);
        if (reading != null) {
            reading.join(arrived, reader);
        } else if (inFlight < limits.reads()) {
            begin(enlist(new Reading(hash, reader)));
        } else if (waiting.size() < limits.waiting()) {
            waiting.add(enlist(new Reading(hash, reader)));
        } else {
            meter.refused().run();
            reader.unread();
        }
    }

    private Reading enlist(Reading reading) {
        running.put(reading.hash, reading);
        reading.timer = vertx.setTimer(limits.millis(), due -> reading.due());
        return reading;
    }

    private void begin(Reading reading) {
        inFlight++;
        meter.running().incrementAndGet();
        if (batch.isEmpty()) {
            vertx.runOnContext(now -> send());
        }
        batch.add(reading);
    }

    /** One query for all that a tick wants to know. */
    private void send() {
        List<Reading> sent = List.copyOf(batch);
        batch.clear();
        Set<KeyHash> hashes = new HashSet<>();
        long now = System.nanoTime();
        for (Reading reading : sent) {
            reading.begun = true;
            reading.startedAt = now;
            hashes.add(reading.hash);
        }
        meter.begun().run();
        records.findByHashes(hashes)
                .subscribe()
                .with(
                        found -> {
                            sent.forEach(each -> each.found(Optional.ofNullable(found.get(each.hash))));
                            afterwards.run();
                        },
                        failure -> sent.forEach(Reading::failed));
    }

    private void freeSlot() {
        inFlight--;
        meter.running().decrementAndGet();
        next();
    }

    private void next() {
        Reading next = waiting.poll();
        while (next != null && next.over) {
            next = waiting.poll();
        }
        if (next != null) {
            begin(next);
        }
    }

    /** One read and those who wait for it; those who came too late for it wait for the next. */
    private final class Reading {
        private final KeyHash hash;
        private final List<Reader> readers = new ArrayList<>(2);
        private @Nullable List<Reader> late;
        private long startedAt;
        private long timer;
        private boolean begun;
        private boolean over;
        private boolean freed;

        Reading(KeyHash hash, Reader first) {
            this.hash = hash;
            readers.add(first);
        }

        void join(long arrived, Reader reader) {
            if (!begun || startedAt - arrived > 0) {
                readers.add(reader);
            } else {
                late = late == null ? new ArrayList<>() : late;
                late.add(reader);
            }
        }

        void found(Optional<KeyRecord> record) {
            if (!over) {
                close();
                readers.forEach(reader -> reader.read(record));
            }
            free();
        }

        void failed() {
            if (!over) {
                close();
                meter.failed().run();
                readers.forEach(Reader::unread);
            }
            free();
        }

        /** A turn later, so that what PostgreSQL said while this event loop was held up is read before readers are sent away. */
        void due() {
            timer = vertx.setTimer(READ_FIRST_MILLIS, late -> giveUp());
        }

        /** Nobody waits any longer; the slot stays taken until PostgreSQL lets go of the query, or much later. */
        void giveUp() {
            close();
            (begun ? meter.failed() : meter.refused()).run();
            readers.forEach(Reader::unread);
            if (begun) {
                timer = vertx.setTimer(STUCK_MILLIS, stuck -> free());
            }
        }

        private void close() {
            over = true;
            vertx.cancelTimer(timer);
            running.remove(hash);
            againForTheLate();
        }

        private void free() {
            vertx.cancelTimer(timer);
            if (!freed) {
                freed = true;
                freeSlot();
            }
        }

        private void againForTheLate() {
            if (late != null) {
                Reading next = new Reading(hash, late.getFirst());
                next.readers.addAll(late.subList(1, late.size()));
                enlist(next);
                waiting.addFirst(next);
            }
        }
    }
}
