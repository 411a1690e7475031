package io.hania.access.auth.decision;

import io.hania.access.auth.limit.Count;
import io.hania.access.auth.record.RecordReads;
import io.hania.access.auth.record.Settlement;
import io.hania.access.auth.usage.Outcome;
import io.hania.access.decision.Decision;
import io.hania.access.decision.Refusal;
import io.hania.access.key.KeyKind;
import io.hania.access.link.Asked;
import io.hania.access.records.CachedValue;
import io.hania.access.records.KeyRecord;
import io.hania.access.records.KeyStatus;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The way of one question.
 *
 * <pre>
 * begin ─▶ Redis ─▶ record, counted ─────────────────────────────▶ conclude
 *            │  └─▶ record of a widget ─▶ origin ─▶ Redis counts ─▶ conclude
 *            │  └─▶ tombstone, unknown ─▶ refuse
 *            ▼
 *   nothing, or Redis is lost
 *            ▼
 *       PostgreSQL ─▶ credential, origin ─▶ Redis is filled and counts (else we count here) ─▶ conclude
 *            └─▶ lost: no decision
 * </pre>
 */
final class Ask extends Counting implements RecordReads.Reader {
    private static final Logger LOG = Logger.getLogger(Ask.class);
    private static final Decision UNAUTHORIZED = new Decision.Refused(new Refusal.Unauthorized(), null);
    private static final Decision ORIGIN = new Decision.Refused(new Refusal.OriginNotAllowed(), null);
    /** Nobody waits any longer for an answer: gateways give up after 250 ms. */
    private static final long TOO_LATE_NANOS = 240_000_000;

    private long token = -1;
    private long clock;

    /**
     * @param arrived {@link System#nanoTime} when it was there
     * @param now milliseconds since 1970
     */
    Ask(Desk desk, Asked asked, long arrived, long now) {
        super(desk, asked, arrived, now);
    }

    void begin() {
        try {
            ask();
        } catch (RuntimeException e) {
            broken(e);
        }
    }

    /** A fault of ours: no decision on this question, and nothing of it for the others. */
    private void broken(RuntimeException fault) {
        LOG.errorf(fault, "no decision, requestId=%s", question.caller().requestId());
        unread();
    }

    private void ask() {
        if (desk.cache.reachable()) {
            token = desk.cache.read(question.key(), counts(), this);
        } else {
            desk.tools.meters.redisFailed.increment();
            readPostgres(false);
        }
    }

    @Override
    public void reply(ByteBuffer reply) {
        try {
            replied(reply);
        } catch (RuntimeException e) {
            broken(e);
        }
    }

    private void replied(ByteBuffer reply) {
        byte head = reply.get();
        if (settling) {
            settled(head, Count.unpack(reply));
            return;
        }
        switch (head) {
            case 'R' -> cached(Count.unpack(reply), reply);
            case 'D' -> {
                desk.tools.meters.redisTombstone.increment();
                refuseDead();
            }
            case 'U' -> {
                desk.tools.meters.redisUnknown.increment();
                answer(UNAUTHORIZED, Outcome.UNAUTHORIZED);
            }
            case 'M' -> {
                clock = Integer.toUnsignedLong(reply.getInt());
                missed(true);
            }
            default -> missed(false);
        }
    }

    @Override
    public void lost() {
        desk.tools.meters.redisFailed.increment();
        if (System.nanoTime() - arrived > TOO_LATE_NANOS) {
            unread();
        } else if (settling) {
            countHere();
        } else {
            readPostgres(false);
        }
    }

    private void missed(boolean ours) {
        desk.tools.meters.redisMiss.increment();
        readPostgres(ours);
    }

    private void cached(Count.Packed packed, ByteBuffer value) {
        KnownKey decoded = desk.known.decode(question.key(), value);
        if (decoded == null) {
            desk.cache.forget(question.key());
            missed(false);
            return;
        }
        desk.tools.meters.redisHit.increment();
        key = decoded;
        if (!accepted(decoded)) {
            return;
        }
        if (packed.known()) {
            countedByRedis(packed.count(), decoded.record().limit());
        } else if (packed.outcome() == 'E') {
            countHere();
        } else {
            count(decoded, null);
        }
    }

    private void readPostgres(boolean ours) {
        if (!ours) {
            token = -1;
        }
        desk.reads.read(question.key(), arrived, this);
    }

    @Override
    public void unread() {
        undecided();
    }

    @Override
    public void read(Optional<KeyRecord> found) {
        try {
            learned(found);
        } catch (RuntimeException e) {
            broken(e);
        }
    }

    private void learned(Optional<KeyRecord> found) {
        (found.isPresent() ? desk.tools.meters.postgresHit : desk.tools.meters.postgresUnknown).increment();
        Settlement fill = fill(found);
        if (found.isEmpty() || found.get().status() != KeyStatus.ACTIVE) {
            write(fill);
            refuse(found);
        } else {
            KnownKey read = desk.known.ready(question.key(), found.get());
            key = read;
            if (accepted(read)) {
                count(read, fill);
            } else {
                write(fill);
            }
        }
    }

    private @Nullable Settlement fill(Optional<KeyRecord> found) {
        if (token < 0 || !desk.cache.reachable()) {
            return null;
        }
        if (found.isEmpty()) {
            return Settlement.write(token, CachedValue.unknown(), CachedValue.UNKNOWN.toMillis());
        }
        boolean active = found.get().status() == KeyStatus.ACTIVE;
        byte[] value = active ? CachedValue.record(question.key(), found.get(), clock) : CachedValue.dead();
        return Settlement.write(token, value, CachedValue.LEASE.toMillis());
    }

    private void refuse(Optional<KeyRecord> found) {
        if (found.isPresent()) {
            refuseDead();
        } else {
            answer(UNAUTHORIZED, Outcome.UNAUTHORIZED);
        }
    }

    /** Revoked or disabled: which of them, PostgreSQL knows when the usage is written. */
    private void refuseDead() {
        note(Outcome.UNAUTHORIZED, null);
        answer(UNAUTHORIZED, Outcome.UNAUTHORIZED);
    }

    /** Credential, browser and origin; has answered if it isn't accepted. */
    private boolean accepted(KnownKey candidate) {
        String flaw = Rule.credential(candidate.record(), question.place(), Instant.ofEpochMilli(now));
        if (flaw != null) {
            note(Outcome.UNAUTHORIZED, flaw);
            answer(UNAUTHORIZED, Outcome.UNAUTHORIZED);
        } else if (question.caller().browser()) {
            seen();
            note(Outcome.BROWSER, "browser");
            answer(UNAUTHORIZED, Outcome.BROWSER);
        } else if (question.place() == KeyKind.WIDGET && !Rule.originAllowed(candidate, question)) {
            seen();
            note(Outcome.ORIGIN_NOT_ALLOWED, "origin_not_allowed");
            answer(ORIGIN, Outcome.ORIGIN_NOT_ALLOWED);
        } else {
            return true;
        }
        return false;
    }
}
