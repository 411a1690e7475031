package io.hania.access.auth.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.hania.access.records.KeyRecord;
import io.netty.util.concurrent.FastThreadLocal;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Makes internal tokens: JWTs signed with ES256, claims as section 6 of the contract lists them. */
final class TokenMint {
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    private static final int ID_BYTES = 12;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final String issuer;
    private final Duration lifetime;
    private final Es256 es256;
    private final FastThreadLocal<Signer> signers = new FastThreadLocal<>();

    TokenMint(String issuer, Duration lifetime, Es256 es256) {
        this.issuer = issuer;
        this.lifetime = lifetime;
        this.es256 = es256;
    }

    /**
     * A new token.
     *
     * @param audience the upstreams that shall accept it
     * @param origin the page from which a widget call came; null for account keys
     */
    String mint(SigningKey key, KeyRecord record, Audience audience, @Nullable String origin, Instant now) {
        String claims = claims(record, audience, origin, now.getEpochSecond());
        Signer signer = signer(key);
        String signed = signer.header + BASE64.encodeToString(claims.getBytes(UTF_8));
        return signed + '.' + BASE64.encodeToString(signer.sign(signed));
    }

    private String claims(KeyRecord record, Audience audience, @Nullable String origin, long now) {
        JsonText json = new JsonText().text("iss", issuer);
        if (audience.names().size() == 1) {
            json.text("aud", audience.names().getFirst());
        } else {
            json.texts("aud", audience.names());
        }
        json.text("sub", record.id().toString())
                .text("tenant_id", record.tenant().toString())
                .text("key_kind", record.kind().claim())
                .texts("abilities", record.abilities());
        if (record.botId() != null) {
            json.text("bot_id", record.botId());
        }
        if (origin != null) {
            json.text("origin", origin);
        }
        return json.text("jti", id())
                .number("iat", now)
                .number("exp", now + lifetime.toSeconds())
                .end();
    }

    private static String id() {
        byte[] id = new byte[ID_BYTES];
        RANDOM.nextBytes(id);
        return BASE64.encodeToString(id);
    }

    private Signer signer(SigningKey key) {
        Signer signer = signers.get();
        if (signer == null || signer.key != key) {
            signer = new Signer(key, es256);
            signers.set(signer);
        }
        return signer;
    }

    /** What one thread needs to sign with one key. */
    private static final class Signer {
        private final SigningKey key;
        private final String header;
        private final Signature signature;

        Signer(SigningKey key, Es256 es256) {
            this.key = key;
            String json = new JsonText()
                    .text("alg", "ES256")
                    .text("typ", "at+jwt")
                    .text("kid", key.kid())
                    .end();
            this.header = BASE64.encodeToString(json.getBytes(UTF_8)) + '.';
            try {
                this.signature = es256.with(key.privateKey());
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("can't sign with " + key, e);
            }
        }

        byte[] sign(String text) {
            try {
                signature.update(text.getBytes(UTF_8));
                return Es256.concatenated(signature.sign());
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("can't sign with " + key, e);
            }
        }
    }
}
