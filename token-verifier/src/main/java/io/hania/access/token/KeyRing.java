package io.hania.access.token;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The published keys by their id. An id that isn't known is looked up afresh, but not more than once in 30 s, whoever asks
 * for whatever id; a fetch that failed may be tried again after a second.
 */
final class KeyRing {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PAUSE = Duration.ofSeconds(30);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);

    private final JwksSource source;
    private final Clock clock;
    private Map<String, PublicKey> keys = Map.of();
    private Instant next = Instant.MIN;
    private @Nullable CompletableFuture<Void> fetching;
    private boolean failed = true;

    KeyRing(JwksSource source, Clock clock) {
        this.source = source;
        this.clock = clock;
    }

    /** The key of this id; empty if the auth-service publishes none; fails if its keys never could be had. */
    synchronized CompletableFuture<Optional<PublicKey>> find(String kid) {
        PublicKey known = keys.get(kid);
        if (known != null) {
            return CompletableFuture.completedFuture(Optional.of(known));
        }
        CompletableFuture<Void> fetch = fetch();
        if (fetch == null) {
            return failed
                    ? CompletableFuture.failedFuture(new IllegalStateException("the signing keys can't be had"))
                    : CompletableFuture.completedFuture(Optional.empty());
        }
        return fetch.thenApply(_ -> known(kid));
    }

    private synchronized Optional<PublicKey> known(String kid) {
        return Optional.ofNullable(keys.get(kid));
    }

    private @Nullable CompletableFuture<Void> fetch() {
        if (fetching == null && !clock.instant().isBefore(next)) {
            next = clock.instant().plus(PAUSE);
            CompletableFuture<Void> started =
                    source.fetch().toCompletableFuture().thenAccept(this::replace);
            CompletableFuture<Void> ended = started.whenComplete((_, failure) -> ended(failure));
            fetching = ended.isDone() ? null : ended;
            return ended;
        }
        return fetching;
    }

    private synchronized void ended(@Nullable Throwable failure) {
        fetching = null;
        if (failure != null) {
            next = clock.instant().plus(PAUSE_AFTER_FAILURE);
        }
    }

    private void replace(String jwks) {
        Map<String, PublicKey> read = new HashMap<>();
        try {
            for (JsonNode key : JSON.readTree(jwks).path("keys")) {
                if (key.path("kty").asText().equals("EC")
                        && key.path("crv").asText().equals("P-256")) {
                    read.put(key.path("kid").asText(), publicKey(key));
                }
            }
        } catch (JsonProcessingException | GeneralSecurityException e) {
            throw new IllegalStateException("the published keys can't be read", e);
        }
        synchronized (this) {
            keys = Map.copyOf(read);
            failed = false;
        }
    }

    private static PublicKey publicKey(JsonNode key) throws GeneralSecurityException {
        AlgorithmParameters curve = AlgorithmParameters.getInstance("EC");
        curve.init(new ECGenParameterSpec("secp256r1"));
        ECPoint point = new ECPoint(number(key, "x"), number(key, "y"));
        return KeyFactory.getInstance("EC")
                .generatePublic(new ECPublicKeySpec(point, curve.getParameterSpec(ECParameterSpec.class)));
    }

    private static BigInteger number(JsonNode key, String name) {
        return new BigInteger(1, Base64.getUrlDecoder().decode(key.path(name).asText()));
    }
}
