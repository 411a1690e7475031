package io.hania.access.auth.decision;

import io.hania.access.decision.Caller;
import io.hania.access.decision.Decision;
import io.hania.access.decision.Question;
import io.hania.access.key.KeyHash;
import io.hania.access.key.KeyId;
import io.hania.access.key.KeyKind;
import io.hania.access.key.RawKey;
import io.hania.access.link.Asked;
import io.hania.access.records.CachedValue;
import io.hania.access.records.KeyRecord;
import io.hania.access.records.KeyStatus;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * Walks the way of a question before the first real one: opens the connections to PostgreSQL, goes through both stores with
 * keys that don't exist, every other time with ones that weren't asked for before, and through decoding, deciding and signing with
 * a record that never leaves this class. Bounded in time, so that a store that is down delays nothing.
 */
final class WarmUp {
    private static final int ROUNDS = 30;
    private static final int MOST_ROUNDS = 400;
    private static final long LONG_ENOUGH_MILLIS = 600;
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final int QUESTIONS = 20;
    private static final int SIGNATURES = 200;
    private static final long LONGEST_MILLIS = 3000;

    private final Vertx vertx;
    private final Desk desk;
    private final Promise<Void> warm = Promise.promise();
    private final long startedAt = System.nanoTime();

    WarmUp(Vertx vertx, Desk desk) {
        this.vertx = vertx;
        this.desk = desk;
    }

    Future<Void> run() {
        sign();
        connect();
        return warm.future();
    }

    /** As many reads at once as may be: the pool opens a connection for each that finds none free. */
    private void connect() {
        int[] open = {QUESTIONS};
        for (int i = 0; i < QUESTIONS; i++) {
            desk.records
                    .findByHashes(Set.of(question(i).key()))
                    .ifNoItem()
                    .after(Duration.ofMillis(LONGEST_MILLIS))
                    .fail()
                    .onTermination()
                    .invoke(() -> desk.context.runOnContext(read -> {
                        if (--open[0] == 0) {
                            round(0);
                        }
                    }))
                    .subscribe()
                    .with(found -> {}, none -> {});
        }
    }

    private void round(int number) {
        long now = System.nanoTime();
        boolean enough = number >= ROUNDS && now - startedAt > LONG_ENOUGH_MILLIS * NANOS_PER_MILLI;
        if (enough || number == MOST_ROUNDS || now - startedAt > LONGEST_MILLIS * NANOS_PER_MILLI) {
            warm.complete();
            return;
        }
        int[] open = {QUESTIONS};
        Runnable answered = () -> {
            if (--open[0] == 0) {
                vertx.runOnContext(next -> round(number + 1));
            }
        };
        desk.decide(IntStream.range(0, QUESTIONS)
                .<Asked>mapToObj(i -> new Rehearsal(question(number % 2 == 0 ? number * QUESTIONS + i : -1), answered))
                .toList());
    }

    /** What a real record would go through. */
    private void sign() {
        KeyHash hash = KeyHash.of(new RawKey("warm-up"));
        for (int i = 0; i < SIGNATURES; i++) {
            KeyRecord record = new KeyRecord(
                    new KeyId(new UUID(0, i)),
                    KeyKind.ACCOUNT,
                    new UUID(0, 0),
                    List.of("*"),
                    KeyStatus.ACTIVE,
                    null,
                    1,
                    1,
                    null,
                    List.of());
            byte[] value = CachedValue.record(hash, record, 0);
            ByteBuffer stored = ByteBuffer.allocate(value.length + 4)
                    .put(value, 0, 2)
                    .putInt(0)
                    .put(value, 2, value.length - 2)
                    .flip();
            KnownKey key = desk.known.decode(hash, stored);
            if (key != null) {
                desk.tools.rule.call(key, question(i));
                desk.tools.tokens.tokenFor(record, "warm-up", null, System.currentTimeMillis());
            }
        }
    }

    private static Question question(int number) {
        KeyHash hash = KeyHash.of(new RawKey("warm-up " + number));
        Caller caller = new Caller("warm-up", "127.0.0.1", null, null, false);
        return new Question(hash, KeyKind.ACCOUNT, "GET", "/api/v1/bots", caller);
    }

    /** A question of our own. */
    private record Rehearsal(Question question, Runnable answered) implements Asked {
        @Override
        public void answer(Decision decision) {
            answered.run();
        }

        @Override
        public void fail() {
            answered.run();
        }
    }
}
