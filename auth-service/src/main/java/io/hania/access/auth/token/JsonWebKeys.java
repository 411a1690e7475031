package io.hania.access.auth.token;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/** {@code GET /.well-known/jwks.json}: the keys with which upstreams verify internal tokens (RFC 7517). */
@Singleton
public class JsonWebKeys {
    private static final int COORDINATE_BYTES = 32;
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    /** Much shorter than a key is published ahead, so that a verifier knows it before it signs. */
    private static final String CACHING = "public, max-age=60, stale-if-error=86400";

    private final SigningKeys keys;

    public JsonWebKeys(SigningKeys keys) {
        this.keys = keys;
    }

    void route(@Observes Router router) {
        router.get("/.well-known/jwks.json").handler(this::publish);
    }

    private void publish(RoutingContext call) {
        List<SigningKey> published = keys.published(Instant.now());
        String tag = '"'
                + Integer.toHexString(
                        published.stream().map(SigningKey::kid).toList().hashCode())
                + '"';
        call.response().putHeader(HttpHeaders.CACHE_CONTROL, CACHING).putHeader(HttpHeaders.ETAG, tag);
        if (published.isEmpty()) {
            call.response()
                    .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                    .setStatusCode(503)
                    .end();
        } else if (tag.equals(call.request().getHeader(HttpHeaders.IF_NONE_MATCH))) {
            call.response().setStatusCode(304).end();
        } else {
            call.response()
                    .putHeader(HttpHeaders.CONTENT_TYPE, "application/jwk-set+json")
                    .end(json(published));
        }
    }

    /** The set as JSON. */
    static String json(List<SigningKey> published) {
        return published.stream().map(JsonWebKeys::json).collect(Collectors.joining(",", "{\"keys\":[", "]}"));
    }

    private static String json(SigningKey key) {
        return new JsonText()
                .text("kty", "EC")
                .text("crv", "P-256")
                .text("use", "sig")
                .text("alg", "ES256")
                .text("kid", key.kid())
                .text("x", coordinate(key.publicKey().getW().getAffineX()))
                .text("y", coordinate(key.publicKey().getW().getAffineY()))
                .end();
    }

    /** 32 bytes, however small the number. */
    private static String coordinate(BigInteger number) {
        byte[] bytes = number.toByteArray();
        byte[] padded = new byte[COORDINATE_BYTES];
        int length = Math.min(bytes.length, COORDINATE_BYTES);
        System.arraycopy(bytes, bytes.length - length, padded, COORDINATE_BYTES - length, length);
        return BASE64.encodeToString(padded);
    }
}
