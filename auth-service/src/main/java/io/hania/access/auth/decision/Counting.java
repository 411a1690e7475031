package io.hania.access.auth.decision;

import io.hania.access.auth.limit.Count;
import io.hania.access.auth.limit.LocalLimits;
import io.hania.access.auth.record.RecordCache;
import io.hania.access.auth.record.RecordCache.Counted;
import io.hania.access.auth.record.Settlement;
import io.hania.access.auth.usage.Outcome;
import io.hania.access.auth.visitor.Visitor;
import io.hania.access.decision.Decision;
import io.hania.access.decision.Quota;
import io.hania.access.key.KeyKind;
import io.hania.access.link.Asked;
import io.hania.access.records.KeyRecord;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * How the call of an accepted key is counted: by Redis along with the read, by Redis afterwards, or here when Redis can't.
 */
abstract class Counting extends Answering implements RecordCache.Answer {
    private static final int MILLIS = 1000;

    /** The key, once it is known. */
    @Nullable
    KnownKey key;

    /** Whether Redis has been asked to count, and not yet answered. */
    boolean settling;

    private boolean countedHere;
    private @Nullable Visitor visitor;

    /**
     * @param arrived {@link System#nanoTime} when it was there
     * @param now milliseconds since 1970
     */
    Counting(Desk desk, Asked asked, long arrived, long now) {
        super(desk, asked, arrived, now);
    }

    /** A question that was perhaps counted before, by an auth-service that was lost, is only held against the limit. */
    final Counted counts() {
        if (question.caller().browser()) {
            return Counted.NOT;
        }
        return asked.again() ? Counted.BEFORE : Counted.YES;
    }

    /** Redis counted the call that was then counted here. */
    @Override
    public final void late(ByteBuffer reply) {
        byte head = reply.get();
        if (!countedHere || key == null || head != 'R' && head != 'K') {
            return;
        }
        Count.Packed packed = Count.unpack(reply);
        if (packed.known()) {
            key.lastUsed(packed.count().used());
        }
        if (packed.outcome() == 'C') {
            desk.tools.localLimits.takeBack(question.key());
        }
    }

    final void write(@Nullable Settlement fill) {
        if (fill != null) {
            desk.cache.settle(question.key(), fill, RecordCache.IGNORED);
        }
    }

    /** Has Redis count what isn't counted yet, together with the fill if there is one. */
    final void count(KnownKey accepted, @Nullable Settlement fill) {
        KeyRecord record = accepted.record();
        boolean widget = record.kind() == KeyKind.WIDGET;
        boolean limited = record.limit() > 0 && counts() != Counted.NOT && !preflight();
        if (!limited) {
            write(fill);
            conclude(accepted, null, visitor);
            return;
        }
        if (widget) {
            visitor = desk.tools.visitors.of(record, question.caller(), now / MILLIS);
        }
        if (!desk.cache.reachable()) {
            countHere();
            return;
        }
        String name = visitor == null ? null : visitor.name();
        int visitorLimit = visitor == null ? 0 : visitor.limit();
        settling = true;
        Settlement written = fill == null ? Settlement.NOTHING : fill;
        desk.cache.settle(question.key(), written.counting(record.limit(), name, visitorLimit, counts()), this);
    }

    final void settled(byte head, Count.Packed packed) {
        if (!packed.known()) {
            countHere();
        } else if (head == 'V' && visitor != null) {
            counted(packed.count(), visitor.limit());
        } else {
            countedByRedis(packed.count(), limit());
        }
    }

    final void countedByRedis(Count count, int limit) {
        if (key != null) {
            key.lastUsed(count.used());
        }
        counted(desk.tools.localLimits.both(question.key(), limit, count), limit);
    }

    /** Redis can't count: this auth-service's share of the limit applies. */
    final void countHere() {
        desk.tools.meters.countedHere.increment();
        Visitor who = visitor;
        if (who != null && who.limit() > 0) {
            Count count = countOrHold(question.key().base64() + who.name(), who.limit(), 0);
            if (count.limited()) {
                counted(count, who.limit());
                return;
            }
        }
        countedHere = counts() == Counted.YES;
        int before = key == null ? 0 : key.lastUsed();
        counted(countOrHold(question.key(), limit(), before), limit());
    }

    private Count countOrHold(Object whose, int limit, int before) {
        LocalLimits limits = desk.tools.localLimits;
        return counts() == Counted.BEFORE ? limits.hold(whose, limit, before) : limits.count(whose, limit, before);
    }

    private void counted(Count count, int limit) {
        Quota quota = count.quota(limit, desk.tools.windowSeconds);
        if (count.limited()) {
            desk.tools.meters.limited.increment();
            note(Outcome.LIMITED, "limited");
            answer(new Decision.Limited(quota, count.retryAfter()), Outcome.LIMITED);
        } else if (key != null) {
            desk.tools.meters.counted.increment();
            conclude(key, quota, visitor);
        }
    }

    private int limit() {
        return key == null ? 0 : key.record().limit();
    }
}
