package io.hania.access.admin.session;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Slows the guessing of passwords, per account and per network address, and never locks anybody out: a right password
 * is accepted after the wait, however many wrong ones came before.
 *
 * <p>Wrong passwords of the last 15 minutes are counted in the database, so that replicas slow together. Five cost
 * nothing; then every further one doubles the wait before the next attempt is looked at, up to 8 s. One address may
 * have four attempts waiting; a fifth is told to come back.
 */
@ApplicationScoped
class Guesses {
    static final int WAITING_PER_ADDRESS = 4;

    private static final int FREE = 5;
    private static final Duration FIRST_WAIT = Duration.ofMillis(250);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(8);
    private static final String COUNT = """
            select count(*) filter (where subject = $1) as account, count(*) filter (where subject = $2) as address
              from access.sign_in_failure
             where subject in ($1, $2) and at > now() - interval '15 minutes'
            """;

    private final Pool pool;
    private final ConcurrentMap<String, Integer> waiting = new ConcurrentHashMap<>();

    Guesses(Pool pool) {
        this.pool = pool;
    }

    /** Whether an attempt from this address may wait; if so, {@link #leave} must follow. */
    boolean enter(String address) {
        return waiting.merge(address, 1, (now, one) -> Math.min(now + one, WAITING_PER_ADDRESS + 1))
                <= WAITING_PER_ADDRESS;
    }

    void leave(String address) {
        waiting.computeIfPresent(address, (key, now) -> now <= 1 ? null : Math.min(now, WAITING_PER_ADDRESS) - 1);
    }

    /** How long the next attempt has to wait. */
    Uni<Duration> delay(String email, String address) {
        return pool.preparedQuery(COUNT)
                .execute(Tuple.of(account(email), network(address)))
                .map(rows -> {
                    Row row = rows.iterator().next();
                    // Many people may share an address; fewer share an account.
                    return waitAfter(Math.max(row.getLong("account"), row.getLong("address") / 4));
                });
    }

    /** Notes a wrong password. */
    Uni<Void> failed(String email, String address) {
        return pool.preparedQuery("insert into access.sign_in_failure (subject) values ($1), ($2)")
                .execute(Tuple.of(account(email), network(address)))
                .replaceWithVoid();
    }

    /** A right password clears the account's count, not the address's. */
    Uni<Void> succeeded(String email) {
        return pool.preparedQuery("delete from access.sign_in_failure where subject = $1")
                .execute(Tuple.of(account(email)))
                .replaceWithVoid();
    }

    /** Drops what no longer counts. */
    @Scheduled(every = "5m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> forget() {
        return Multi.createFrom()
                .iterable(List.of(
                        "delete from access.sign_in_failure where at < now() - interval '15 minutes'",
                        "delete from access.session where expires_at < now()",
                        "delete from access.invitation where expires_at < now() - interval '30 days'"))
                .onItem()
                .transformToUniAndConcatenate(statement -> pool.query(statement).execute())
                .collect()
                .asList()
                .replaceWithVoid();
    }

    static Duration waitAfter(long failures) {
        if (failures < FREE) {
            return Duration.ZERO;
        }
        Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(failures - FREE, 20));
        return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
    }

    private static Buffer account(String email) {
        return subject("account:" + email.strip().toLowerCase(Locale.ROOT));
    }

    private static Buffer network(String address) {
        return subject("address:" + address);
    }

    private static Buffer subject(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Buffer.buffer(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
