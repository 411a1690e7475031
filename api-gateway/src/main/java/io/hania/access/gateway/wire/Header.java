package io.hania.access.gateway.wire;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The header fields that mean something to the gateway; all others pass through it unread. */
public enum Header {
    ACCEPT("accept"),
    ACCESS_CONTROL_REQUEST_METHOD("access-control-request-method"),
    ALLOW("allow"),
    AUTHORIZATION("authorization"),
    CONNECTION("connection"),
    CONTENT_LENGTH("content-length"),
    CONTENT_TYPE("content-type"),
    EXPECT("expect"),
    FORWARDED("forwarded"),
    HOST("host"),
    HTTP2_SETTINGS("http2-settings"),
    KEEP_ALIVE("keep-alive"),
    ORIGIN("origin"),
    PROXY_AUTHENTICATE("proxy-authenticate"),
    PROXY_AUTHENTICATION_INFO("proxy-authentication-info"),
    PROXY_AUTHORIZATION("proxy-authorization"),
    PROXY_CONNECTION("proxy-connection"),
    RATELIMIT("ratelimit"),
    RATELIMIT_POLICY("ratelimit-policy"),
    REFERER("referer"),
    SEC_FETCH_SITE("sec-fetch-site"),
    TE("te"),
    TRAILER("trailer"),
    TRANSFER_ENCODING("transfer-encoding"),
    UPGRADE("upgrade"),
    VARY("vary"),
    X_FORWARDED_FOR("x-forwarded-for"),
    X_FORWARDED_HOST("x-forwarded-host"),
    X_FORWARDED_PROTO("x-forwarded-proto"),
    X_HANIA_VISITOR("x-hania-visitor"),
    X_HTTP_METHOD("x-http-method"),
    X_HTTP_METHOD_OVERRIDE("x-http-method-override"),
    X_METHOD_OVERRIDE("x-method-override"),
    X_ORIGINAL_URI("x-original-uri"),
    X_ORIGINAL_URL("x-original-url"),
    X_REAL_IP("x-real-ip"),
    X_REQUEST_ID("x-request-id"),
    X_REWRITE_URL("x-rewrite-url");

    private static final int TABLE = 256;
    private static final @Nullable Header[] BY_HASH = new Header[TABLE];

    static {
        for (Header header : values()) {
            int hash = 0;
            for (byte b : header.lower) {
                hash = hash(hash, b);
            }
            int slot = hash & TABLE - 1;
            while (BY_HASH[slot] != null) {
                slot = slot + 1 & TABLE - 1;
            }
            BY_HASH[slot] = header;
        }
    }

    private final byte[] lower;

    Header(String lower) {
        this.lower = lower.getBytes(StandardCharsets.US_ASCII);
    }

    /** One step of the hash over a name's bytes in lower case. */
    static int hash(int hash, int lowerByte) {
        return hash * 31 + lowerByte;
    }

    /** The field with that name; null if it is none of these. */
    static @Nullable Header find(int hash, byte[] bytes, int start, int end) {
        int slot = hash & TABLE - 1;
        for (Header header = BY_HASH[slot]; header != null; header = BY_HASH[slot]) {
            if (header.is(bytes, start, end)) {
                return header;
            }
            slot = slot + 1 & TABLE - 1;
        }
        return null;
    }

    private boolean is(byte[] bytes, int start, int end) {
        if (end - start != lower.length) {
            return false;
        }
        for (int i = 0; i < lower.length; i++) {
            if (Ascii.lower(bytes[start + i]) != lower[i]) {
                return false;
            }
        }
        return true;
    }
}
