package io.hania.access.auth.decision;

import io.hania.access.auth.record.RecordCache;
import io.hania.access.auth.record.RecordReads;
import io.hania.access.auth.usage.UsageLedger;
import io.hania.access.link.Asked;
import io.hania.access.records.KeyRecords;
import io.vertx.core.impl.ContextInternal;
import java.util.List;

/** Where one event loop decides. Everything of a question happens on that loop, so nothing here is locked. */
final class Desk {
    final ContextInternal context;
    final RecordCache cache;
    final KeyRecords records;
    final RecordReads reads;
    final UsageLedger ledger;
    final KnownKeys known;
    final DeskTools tools;

    Desk(
            ContextInternal context,
            RecordCache cache,
            KeyRecords records,
            RecordReads reads,
            UsageLedger ledger,
            DeskTools tools) {
        this.context = context;
        this.cache = cache;
        this.records = records;
        this.reads = reads;
        this.ledger = ledger;
        this.tools = tools;
        this.known = tools.known;
    }

    /** Decides what arrived in one tick: one write to Redis for all of it. */
    void decide(List<Asked> tick) {
        long arrived = System.nanoTime();
        long now = System.currentTimeMillis();
        tools.meters.inFlight.addAndGet(tick.size());
        for (int i = 0; i < tick.size(); i++) {
            new Ask(this, tick.get(i), arrived, now).begin();
        }
        cache.flush();
    }
}
