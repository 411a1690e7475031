package io.hania.access.auth.token;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.nio.BufferUnderflowException;
import java.security.KeyPair;
import java.security.interfaces.ECPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jboss.logging.Logger;

/** Signing keys in {@code signing.signing_key}, shared by all auth-services; the private halves are sealed. */
final class SigningKeyStore {
    private static final String LIVING = """
            select kid, public_key, sealed_key, signs_from, signs_until, dies_at
              from signing.signing_key where dies_at > $1 order by signs_from
            """;
    private static final String INSERT = """
            insert into signing.signing_key
              (kid, algorithm, public_key, sealed_key, created_at, signs_from, signs_until, dies_at)
            values ($1, 'ES256', $2, $3, $4, $5, $6, $7)
            """;
    private static final String RETIRE =
            "update signing.signing_key set signs_until = $2, dies_at = $3 where kid = $1 and signs_until > $2";
    private static final String BURY = "delete from signing.signing_key where dies_at < $1";
    /** One auth-service at a time makes a key; the number is arbitrary. */
    private static final String LOCK = "select pg_advisory_xact_lock(7411003)";

    private static final Logger LOG = Logger.getLogger(SigningKeyStore.class);

    private final Set<String> unreadable = ConcurrentHashMap.newKeySet();
    private final Pool pool;
    private final Sealing sealing;
    private final Duration rotation;
    private final Duration publishAhead;
    private final Duration grace;

    /** @param grace how long a key stays published after it signed for the last time */
    SigningKeyStore(Pool pool, Sealing sealing, Duration rotation, Duration publishAhead, Duration grace) {
        this.pool = pool;
        this.sealing = sealing;
        this.rotation = rotation;
        this.publishAhead = publishAhead;
        this.grace = grace;
    }

    /** The keys that aren't dead. */
    Uni<List<SigningKey>> living(Instant now) {
        return living(pool, now);
    }

    /** Makes the next key if the last one ends soon, or the first if there is none; then the living keys. */
    Uni<List<SigningKey>> ensureSuccessor(Instant now) {
        return living(now).chain(keys -> needsSuccessor(keys, now) ? succeed(now, false) : same(keys));
    }

    /** Makes the next key in any case; it signs once it has been published long enough. */
    Uni<List<SigningKey>> rotate(Instant now) {
        return succeed(now, true);
    }

    private Uni<List<SigningKey>> succeed(Instant now, boolean always) {
        return pool.withTransaction(tx -> tx.query(LOCK)
                .execute()
                .chain(locked -> living(tx, now))
                .chain(keys -> always || needsSuccessor(keys, now) ? add(tx, keys, now) : same(keys)));
    }

    private Uni<List<SigningKey>> add(SqlClient tx, List<SigningKey> keys, Instant now) {
        Optional<SigningKey> last = keys.isEmpty() ? Optional.empty() : Optional.of(keys.getLast());
        boolean first = last.map(key -> !key.signsUntil().isAfter(now)).orElse(true);
        SigningKey next = make(first ? now : published(now, last.orElseThrow()));
        return insert(tx, next, now)
                .chain(() -> last.map(key -> retire(tx, key, next.signsFrom()))
                        .orElseGet(() -> Uni.createFrom().voidItem()))
                .chain(() -> tx.preparedQuery(BURY).execute(Tuple.of(utc(now))))
                .chain(() -> living(tx, now));
    }

    /** When a key that is published now may sign: late enough for verifiers, but not after the last one has ended. */
    private Instant published(Instant now, SigningKey last) {
        Instant known = now.plus(publishAhead);
        return known.isBefore(last.signsUntil()) ? known : last.signsUntil();
    }

    private SigningKey make(Instant signsFrom) {
        KeyPair pair = KeyPairs.generate();
        Instant until = signsFrom.plus(rotation);
        return new SigningKey(
                UUID.randomUUID().toString(),
                pair.getPrivate(),
                (ECPublicKey) pair.getPublic(),
                signsFrom,
                until,
                until.plus(grace));
    }

    private Uni<Void> insert(SqlClient tx, SigningKey key, Instant now) {
        byte[] sealed = sealing.seal(key.kid(), key.privateKey().getEncoded());
        Tuple row = Tuple.from(List.of(
                key.kid(),
                Buffer.buffer(key.publicKey().getEncoded()),
                Buffer.buffer(sealed),
                utc(now),
                utc(key.signsFrom()),
                utc(key.signsUntil()),
                utc(key.diesAt())));
        return tx.preparedQuery(INSERT).execute(row).replaceWithVoid();
    }

    private Uni<Void> retire(SqlClient tx, SigningKey key, Instant from) {
        return tx.preparedQuery(RETIRE)
                .execute(Tuple.of(key.kid(), utc(from), utc(from.plus(grace))))
                .replaceWithVoid();
    }

    private Uni<List<SigningKey>> living(SqlClient client, Instant now) {
        return client.preparedQuery(LIVING).execute(Tuple.of(utc(now))).map(this::readable);
    }

    /**
     * The keys that can be opened. If none of several can, our secret is not that of the others: to make a key of our own then
     * would sign what nobody else publishes.
     */
    private List<SigningKey> readable(RowSet<Row> rows) {
        List<SigningKey> keys = StreamSupport.stream(rows.spliterator(), false)
                .flatMap(this::readable)
                .toList();
        if (keys.isEmpty() && rows.size() > 0) {
            throw new IllegalStateException("no signing key can be opened: is auth.signing.secret another one?");
        }
        return keys;
    }

    /** Nothing for a row that was sealed under another secret, or is no key. */
    private Stream<SigningKey> readable(Row row) {
        try {
            return Stream.of(key(row));
        } catch (IllegalStateException | IllegalArgumentException | BufferUnderflowException e) {
            String kid = row.getString("kid");
            if (unreadable.add(kid)) {
                LOG.errorf("signing key %s is passed over: %s", kid, e);
            }
            return Stream.empty();
        }
    }

    private SigningKey key(Row row) {
        String kid = row.getString("kid");
        return new SigningKey(
                kid,
                KeyPairs.privateKey(
                        sealing.open(kid, row.getBuffer("sealed_key").getBytes())),
                KeyPairs.publicKey(row.getBuffer("public_key").getBytes()),
                row.getOffsetDateTime("signs_from").toInstant(),
                row.getOffsetDateTime("signs_until").toInstant(),
                row.getOffsetDateTime("dies_at").toInstant());
    }

    private boolean needsSuccessor(List<SigningKey> keys, Instant now) {
        return keys.isEmpty() || keys.getLast().signsUntil().isBefore(now.plus(publishAhead.multipliedBy(2)));
    }

    private static Uni<List<SigningKey>> same(List<SigningKey> keys) {
        return Uni.createFrom().item(new ArrayList<>(keys));
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
