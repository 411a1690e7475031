package io.hania.access.local.sandbox;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;

/** Signs tokens as the auth-service does. */
final class SigningKey {
    private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();

    private final KeyPair pair;

    SigningKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            pair = generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    String jwks() {
        ECPublicKey key = (ECPublicKey) pair.getPublic();
        JsonObject jwk = new JsonObject()
                .put("kty", "EC")
                .put("crv", "P-256")
                .put("kid", "test")
                .put("x", number(key.getW().getAffineX()))
                .put("y", number(key.getW().getAffineY()));
        return new JsonObject().put("keys", new JsonArray().add(jwk)).encode();
    }

    /** A token for an account key of the tenant. */
    String account(String tenant) {
        return sign(claims(tenant, "account"));
    }

    /** A token for a widget key of the tenant's bot. */
    String widget(String tenant, String bot) {
        return sign(claims(tenant, "widget").put("bot_id", bot).put("origin", "https://example.com"));
    }

    String sign(JsonObject claims) {
        JsonObject header =
                new JsonObject().put("alg", "ES256").put("typ", "at+jwt").put("kid", "test");
        String signed = text(header) + "." + text(claims);
        try {
            Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initSign(pair.getPrivate());
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + "." + TEXT.encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static JsonObject claims(String tenant, String kind) {
        long now = Instant.now().getEpochSecond();
        return new JsonObject()
                .put("iss", "hania-access")
                .put("aud", "platform")
                .put("sub", "key-1")
                .put("tenant_id", tenant)
                .put("key_kind", kind)
                .put("abilities", new JsonArray().add("*"))
                .put("iat", now)
                .put("exp", now + 60);
    }

    private static String text(JsonObject json) {
        return TEXT.encodeToString(json.encode().getBytes(StandardCharsets.UTF_8));
    }

    private static String number(BigInteger value) {
        byte[] bytes = value.toByteArray();
        byte[] padded = new byte[32];
        byte[] tail = Arrays.copyOfRange(bytes, Math.max(0, bytes.length - 32), bytes.length);
        System.arraycopy(tail, 0, padded, 32 - tail.length, tail.length);
        return TEXT.encodeToString(padded);
    }
}
