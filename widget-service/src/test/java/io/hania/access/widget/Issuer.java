package io.hania.access.widget;

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

/** Signs internal tokens as auth-service does. */
final class Issuer {
    static final Issuer SHARED = new Issuer();
    private final KeyPair pair;

    private Issuer() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            pair = generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    String account(String tenant) {
        return sign(claims(tenant, "account"));
    }

    String widget(String tenant, String bot) {
        return sign(claims(tenant, "widget").put("bot_id", bot).put("origin", "https://shop.example.com"));
    }

    JsonObject claims(String tenant, String kind) {
        long now = Instant.now().getEpochSecond();
        return new JsonObject()
                .put("iss", "hania-access")
                .put("aud", new JsonArray().add("widget-service").add("platform"))
                .put("sub", "11111111-1111-4111-8111-111111111111")
                .put("tenant_id", tenant)
                .put("key_kind", kind)
                .put("abilities", new JsonArray().add("*"))
                .put("iat", now)
                .put("exp", now + 60);
    }

    String sign(JsonObject claims) {
        String head = part(new JsonObject()
                .put("alg", "ES256")
                .put("typ", "at+jwt")
                .put("kid", "k1")
                .encode());
        String signed = head + '.' + part(claims.encode());
        try {
            Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initSign(pair.getPrivate());
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + '.' + base64(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    String jwks() {
        ECPublicKey key = (ECPublicKey) pair.getPublic();
        JsonObject jwk = new JsonObject()
                .put("kty", "EC")
                .put("crv", "P-256")
                .put("kid", "k1")
                .put("alg", "ES256")
                .put("use", "sig")
                .put("x", coordinate(key.getW().getAffineX()))
                .put("y", coordinate(key.getW().getAffineY()));
        return new JsonObject().put("keys", new JsonArray().add(jwk)).encode();
    }

    private static String coordinate(BigInteger value) {
        byte[] bytes = value.toByteArray();
        byte[] fixed = new byte[32];
        int length = Math.min(32, bytes.length);
        System.arraycopy(bytes, bytes.length - length, fixed, 32 - length, length);
        return base64(Arrays.copyOf(fixed, 32));
    }

    private static String part(String text) {
        return base64(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
