package io.hania.access.auth.decision;

import io.hania.access.auth.record.CacheConfig;
import io.hania.access.auth.record.RecordCache;
import io.hania.access.auth.record.RecordCaches;
import io.hania.access.auth.record.RecordReads;
import io.hania.access.auth.usage.Usage;
import io.hania.access.link.Asked;
import io.hania.access.records.KeyRecords;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** The desks of all event loops. */
@Singleton
public class Desks {
    private final Vertx vertx;
    private final DeskTools tools;
    private final RecordCaches caches;
    private final KeyRecords records;
    private final CacheConfig config;
    private final Usage usage;
    private final List<Desk> open = new CopyOnWriteArrayList<>();

    @Inject
    Desks(Vertx vertx, DeskTools tools, RecordCaches caches, KeyRecords records, CacheConfig config, Usage usage) {
        this.vertx = vertx;
        this.tools = tools;
        this.caches = caches;
        this.records = records;
        this.config = config;
        this.usage = usage;
    }

    /** Opens a desk on an event loop; {@code loops} of them share the reads of PostgreSQL. */
    Desk open(Context context, int loops) {
        RecordCache cache = caches.open(context);
        Desk desk = new Desk((ContextInternal) context, cache, records, reads(loops, cache), usage.open(), tools);
        open.add(desk);
        return desk;
    }

    void close(Desk desk) {
        open.remove(desk);
    }

    /**
     * Decides one question on whichever desk is near.
     *
     * @return false if no desk is open yet, so no decision can be made
     */
    public boolean decide(Asked asked) {
        Desk desk = near();
        if (desk == null) {
            return false;
        }
        desk.context.runOnContext(here -> desk.decide(List.of(asked)));
        return true;
    }

    /** Whether every event loop reaches Redis. */
    public boolean redisReachable() {
        return !open.isEmpty() && open.stream().allMatch(desk -> desk.cache.reachable());
    }

    private @Nullable Desk near() {
        ContextInternal current = ContextInternal.current();
        Desk first = null;
        for (Desk desk : open) {
            if (current != null && desk.context.nettyEventLoop() == current.nettyEventLoop()) {
                return desk;
            }
            first = first == null ? desk : first;
        }
        return first;
    }

    private RecordReads reads(int loops, RecordCache cache) {
        DecisionMeters meters = tools.meters;
        return new RecordReads(
                vertx,
                records,
                new RecordReads.ReadLimits(
                        Math.max(1, config.reads() / loops),
                        Math.max(1, config.waitingReads() / loops),
                        config.postgresPatience().toMillis()),
                new RecordReads.ReadMeter(
                        meters.reads,
                        meters.queries::increment,
                        meters.readsRefused::increment,
                        meters.postgresFailed::increment),
                cache::flush);
    }
}
