package io.hania.access.auth.visitor;

import io.hania.access.auth.token.Sealing;
import io.hania.access.auth.token.SigningConfig;
import io.hania.access.decision.Caller;
import io.hania.access.records.KeyRecord;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/**
 * Tells a widget's visitors apart. A browser with a good visitor token counts under the name in it; one without counts
 * under its address (IPv6: its /64 network) and gets a token. A token is good for minutes, at one key, bot and origin only,
 * and is renewed, name kept, once half its life is over.
 *
 * <pre>token = base64url( name(9) expiry(4) mac(16) ), mac = HMAC-SHA-256 over key id, bot, origin, name, expiry</pre>
 */
@Singleton
public class Visitors {
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int NAME_BYTES = 9;
    private static final int MAC_BYTES = 16;
    private static final int TOKEN_BYTES = NAME_BYTES + Integer.BYTES + MAC_BYTES;
    private static final int TOKEN_CHARACTERS = 39;
    private static final int NETWORK_BYTES = 8;
    private static final int PER_CENT = 100;
    private static final String MAC = "HmacSHA256";

    private final SecretKey secret;
    private final VisitorConfig config;
    private final Duration lifetime;

    public Visitors(SigningConfig signing, VisitorConfig config) {
        this.secret = Sealing.derive(signing.secret(), "visitor tokens", MAC);
        this.config = config;
        this.lifetime = config.lifetime();
    }

    /** Under whose name this call of a widget counts. */
    public Visitor of(KeyRecord key, Caller caller, long nowSeconds) {
        int limit = limit(key.limit());
        byte[] known = verified(key, caller, nowSeconds);
        if (known == null) {
            byte[] name = new byte[NAME_BYTES];
            RANDOM.nextBytes(name);
            return new Visitor("a" + network(caller.address()), limit, token(key, caller, name, nowSeconds));
        }
        byte[] name = Arrays.copyOf(known, NAME_BYTES);
        long left = expiry(known) - nowSeconds;
        boolean renew = left < lifetime.toSeconds() / 2;
        return new Visitor(
                "v" + ENCODER.encodeToString(name), limit, renew ? token(key, caller, name, nowSeconds) : null);
    }

    private int limit(int keyLimit) {
        long share = (long) keyLimit * config.share() / PER_CENT;
        long limit = Math.max(share, config.atLeast());
        return limit >= keyLimit ? 0 : (int) limit;
    }

    private byte @Nullable [] verified(KeyRecord key, Caller caller, long nowSeconds) {
        String sent = caller.visitor();
        if (sent == null || sent.length() != TOKEN_CHARACTERS) {
            return null;
        }
        byte[] token;
        try {
            token = Base64.getUrlDecoder().decode(sent);
        } catch (IllegalArgumentException garbage) {
            return null;
        }
        byte[] mac = Arrays.copyOfRange(token, NAME_BYTES + Integer.BYTES, TOKEN_BYTES);
        boolean good = MessageDigest.isEqual(mac, mac(key, caller, token)) && expiry(token) > nowSeconds;
        return good ? token : null;
    }

    private String token(KeyRecord key, Caller caller, byte[] name, long nowSeconds) {
        byte[] token = new byte[TOKEN_BYTES];
        ByteBuffer out = ByteBuffer.wrap(token).put(name).putInt((int) (nowSeconds + lifetime.toSeconds()));
        out.put(mac(key, caller, token));
        return ENCODER.encodeToString(token);
    }

    /** Over everything before the mac, and what the token is bound to. */
    private byte[] mac(KeyRecord key, Caller caller, byte[] token) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(secret);
            mac.update(bound(key.id().toString()));
            mac.update(bound(key.botId()));
            mac.update(bound(caller.origin()));
            mac.update(token, 0, NAME_BYTES + Integer.BYTES);
            return Arrays.copyOf(mac.doFinal(), MAC_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java platform has no " + MAC, e);
        }
    }

    /** Length first, so that no two lists of texts read the same. */
    private static byte[] bound(@Nullable String text) {
        byte[] bytes = text == null ? new byte[0] : text.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(Integer.BYTES + bytes.length)
                .putInt(bytes.length)
                .put(bytes)
                .array();
    }

    private static long expiry(byte[] token) {
        return Integer.toUnsignedLong(ByteBuffer.wrap(token).getInt(NAME_BYTES));
    }

    /** The address, or for IPv6 the first 64 bits of it, of which one household has all the rest. */
    private static String network(String address) {
        try {
            byte[] bytes = InetAddress.ofLiteral(address).getAddress();
            byte[] part = bytes.length > NETWORK_BYTES ? Arrays.copyOf(bytes, NETWORK_BYTES) : bytes;
            return ENCODER.encodeToString(part);
        } catch (IllegalArgumentException notAnAddress) {
            return "-";
        }
    }
}
