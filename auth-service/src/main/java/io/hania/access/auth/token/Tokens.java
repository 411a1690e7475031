package io.hania.access.auth.token;

import io.hania.access.records.KeyRecord;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * The internal token for a decision. Signing is the dearest step of all, so a token is minted once for a key, its version
 * and its audience, and handed out again for a quarter to a half of its life. A changed record has another version, so
 * a token never carries a grant that was taken away before it was asked for.
 *
 * <p>Tokens are shelved for half their life in the younger of two maps and then fall out with the elder: memory is bounded
 * by what is asked within that time, and by {@link #MOST} at the worst.
 */
@Singleton
public class Tokens {
    private static final int MOST = 50_000;

    private final SigningKeys keys;
    private final TokenMint mint;
    private final long lifetimeMillis;
    private final Counter minted;
    private final Counter reused;
    private final Map<String, Audience> audiences = new ConcurrentHashMap<>();
    private volatile Shelf shelf;

    /** A token and the instant until which it is handed out. */
    private record Minted(String token, long goodUntil) {}

    /** What a token was minted for. */
    private record For(
            UUID key,
            long version,
            String upstream,
            @Nullable String origin) {}

    /** The younger and the elder tokens. */
    private record Shelf(Map<For, Minted> young, Map<For, Minted> old, long turnsAt) {}

    public Tokens(SigningKeys keys, TokenConfig config, SigningConfig signing, MeterRegistry meters) {
        this.keys = keys;
        this.mint = new TokenMint(config.issuer(), config.lifetime(), new Es256(signing.provider()));
        this.lifetimeMillis = config.lifetime().toMillis();
        this.minted = Counter.builder("auth.tokens").tag("result", "minted").register(meters);
        this.reused = Counter.builder("auth.tokens").tag("result", "reused").register(meters);
        this.shelf = new Shelf(new ConcurrentHashMap<>(), Map.of(), 0);
    }

    /**
     * A token for this key to this upstream.
     *
     * @param origin the page from which a widget call came; null for account keys
     * @return null if no signing key is known yet, so no decision can be made
     */
    public @Nullable String tokenFor(KeyRecord record, String upstream, @Nullable String origin, long nowMillis) {
        For purpose = new For(record.id().value(), record.version(), upstream, origin);
        Shelf current = shelfAt(nowMillis);
        Minted known = current.young.get(purpose);
        if (known == null) {
            known = current.old.get(purpose);
        }
        if (known != null && known.goodUntil > nowMillis) {
            reused.increment();
            return known.token;
        }
        return mint(current, purpose, record, nowMillis);
    }

    private @Nullable String mint(Shelf current, For purpose, KeyRecord record, long nowMillis) {
        Instant now = Clock.systemUTC().instant();
        SigningKey key = keys.signer(now);
        if (key == null) {
            return null;
        }
        Audience audience = audiences.computeIfAbsent(purpose.upstream, Audience::of);
        String token = mint.mint(key, record, audience, purpose.origin, now);
        minted.increment();
        current.young.put(purpose, new Minted(token, nowMillis + handedOutFor()));
        return token;
    }

    /** Not the same for all: keys that were asked together would be signed for together ever after, in one long stall. */
    private long handedOutFor() {
        return lifetimeMillis / 4 + ThreadLocalRandom.current().nextLong(lifetimeMillis / 4);
    }

    private Shelf shelfAt(long nowMillis) {
        Shelf current = shelf;
        if (nowMillis < current.turnsAt && current.young.size() < MOST) {
            return current;
        }
        return turn(current, nowMillis);
    }

    private synchronized Shelf turn(Shelf seen, long nowMillis) {
        if (shelf == seen) {
            shelf = new Shelf(new ConcurrentHashMap<>(), seen.young, nowMillis + lifetimeMillis / 2);
        }
        return shelf;
    }
}
