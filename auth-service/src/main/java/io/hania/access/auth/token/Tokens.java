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
import org.jspecify.annotations.Nullable;

/**
 * The internal token for a decision. Signing is the dearest step of all, so a token is minted once for a key, its version
 * and its audience, and handed out again while at least half its life is left. A changed record has another version, so
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

    public Tokens(SigningKeys keys, TokenConfig config, MeterRegistry meters) {
        this.keys = keys;
        this.mint = new TokenMint(config.issuer(), config.lifetime());
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
        current.young.put(purpose, new Minted(token, nowMillis + lifetimeMillis / 2));
        return token;
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
