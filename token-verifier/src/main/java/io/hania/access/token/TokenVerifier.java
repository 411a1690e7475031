package io.hania.access.token;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Verifies internal tokens (JWT, RFC 7519, signed with ES256) as every upstream must:
 *
 * <ol>
 *   <li>the header says {@code alg} ES256 and {@code typ} at+jwt, names a published key by {@code kid}, and brings no key
 *       or address of a key along;
 *   <li>the signature is that key's;
 *   <li>{@code iss} is the auth-service, {@code aud} is or contains this upstream, and {@code exp} is not more than 5 s ago.
 * </ol>
 *
 * A token that was accepted is remembered until it expires, because verifying costs more than all the rest of a call. Safe
 * for use by several threads; never blocks.
 */
public final class TokenVerifier {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LEEWAY = Duration.ofSeconds(5);
    private static final int LONGEST = 8192;
    private static final int LONGEST_KID = 128;
    private static final long LAST_SECOND = 253_402_300_799L;
    private static final List<String> KEYS_OF_STRANGERS = List.of("jwk", "jku", "x5u", "x5c", "x5t", "crit");

    private final String issuer;
    private final String audience;
    private final Clock clock;
    private final KeyRing keys;
    private final AcceptedTokens accepted;

    /**
     * @param issuer {@code auth.token.issuer} of the auth-service
     * @param audience the name of this upstream in the catalog
     */
    public TokenVerifier(String issuer, String audience, JwksSource source, Clock clock) {
        this.issuer = issuer;
        this.audience = audience;
        this.clock = clock;
        this.keys = new KeyRing(source, clock);
        this.accepted = new AcceptedTokens(clock);
    }

    /** Verifies what stood in {@code Authorization} after {@code Bearer}; fails if the published keys can't be had. */
    public CompletionStage<Verification> verify(String token) {
        VerifiedToken remembered = accepted.find(token);
        if (remembered != null) {
            return CompletableFuture.completedStage(new Verification.Accepted(remembered));
        }
        int claims = token.indexOf('.');
        int signature = token.lastIndexOf('.');
        if (claims <= 0 || signature <= claims || token.length() > LONGEST) {
            return rejected("this is no token");
        }
        JsonNode header = json(token.substring(0, claims));
        String fault = header == null ? "the header can't be read" : headerFault(header);
        if (header == null || fault != null) {
            return rejected(String.valueOf(fault));
        }
        return keys.find(header.path("kid").textValue()).thenApply(key -> check(token, claims, signature, key));
    }

    private Verification check(String token, int claims, int signature, Optional<PublicKey> key) {
        if (key.isEmpty()) {
            return new Verification.Rejected("it is signed with an unknown key");
        }
        if (!signedBy(key.get(), token, signature)) {
            return new Verification.Rejected("the signature is wrong");
        }
        JsonNode body = json(token.substring(claims + 1, signature));
        String fault = body == null ? "the claims can't be read" : claimsFault(body);
        if (body == null || fault != null) {
            return new Verification.Rejected(String.valueOf(fault));
        }
        VerifiedToken verified =
                read(body, Instant.ofEpochSecond(body.path("exp").longValue()));
        accepted.remember(token, verified, verified.expiresAt().plus(LEEWAY));
        return new Verification.Accepted(verified);
    }

    private static @Nullable String headerFault(JsonNode header) {
        if (!"ES256".equals(header.path("alg").textValue())) {
            return "alg is not ES256";
        }
        if (!"at+jwt".equalsIgnoreCase(header.path("typ").textValue())) {
            return "typ is not at+jwt";
        }
        if (KEYS_OF_STRANGERS.stream().anyMatch(header::has)) {
            return "it brings a key along";
        }
        String kid = header.path("kid").textValue();
        return kid == null || kid.isEmpty() || kid.length() > LONGEST_KID ? "kid is missing or odd" : null;
    }

    private @Nullable String claimsFault(JsonNode claims) {
        Instant now = clock.instant();
        if (!issuer.equals(claims.path("iss").textValue())) {
            return "iss is another";
        }
        if (!texts(claims.path("aud")).contains(audience)) {
            return "aud is another";
        }
        Instant end = time(claims, "exp");
        if (end == null || end.plus(LEEWAY).isBefore(now)) {
            return "it has expired";
        }
        Instant begin = time(claims, "iat");
        if (begin == null || begin.minus(LEEWAY).isAfter(now)) {
            return "it is of the future";
        }
        boolean complete = claims.path("sub").isTextual()
                && claims.path("tenant_id").isTextual()
                && claims.path("key_kind").isTextual();
        return complete ? null : "a claim is missing";
    }

    private static VerifiedToken read(JsonNode claims, Instant end) {
        return new VerifiedToken(
                claims.path("sub").textValue(),
                claims.path("tenant_id").textValue(),
                claims.path("key_kind").textValue(),
                texts(claims.path("abilities")),
                claims.path("bot_id").textValue(),
                claims.path("origin").textValue(),
                end);
    }

    private static boolean signedBy(PublicKey key, String token, int signature) {
        try {
            Signature verifier = Signature.getInstance("SHA256withECDSAinP1363Format");
            verifier.initVerify(key);
            verifier.update(token.substring(0, signature).getBytes(StandardCharsets.US_ASCII));
            return verifier.verify(Base64.getUrlDecoder().decode(token.substring(signature + 1)));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }

    private static @Nullable JsonNode json(String part) {
        try {
            JsonNode node = JSON.readTree(Base64.getUrlDecoder().decode(part));
            return node != null && node.isObject() ? node : null;
        } catch (IOException | IllegalArgumentException e) {
            return null;
        }
    }

    private static List<String> texts(JsonNode node) {
        List<String> texts = new ArrayList<>();
        if (node.isTextual()) {
            texts.add(node.textValue());
        }
        node.forEach(each -> texts.add(each.asText()));
        return texts;
    }

    /** A time in seconds (RFC 7519, 2) between 1970 and the year 9999; null for anything else. */
    private static @Nullable Instant time(JsonNode claims, String name) {
        JsonNode value = claims.path(name);
        long seconds = value.canConvertToLong() ? value.longValue() : -1;
        return seconds < 0 || seconds > LAST_SECOND ? null : Instant.ofEpochSecond(seconds);
    }

    private static CompletionStage<Verification> rejected(String reason) {
        return CompletableFuture.completedStage(new Verification.Rejected(reason));
    }
}
