package io.hania.access.key;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * The form of keys: {@code <prefix>_sk_} or {@code <prefix>_}, 32 random hex digits (128 bits) and an 8-digit CRC-32 of
 * everything before it. A string whose form or checksum is wrong is no key, and no store need be asked.
 */
public final class KeyFormat {
    private static final int RANDOM_BYTES = 16;
    private static final int RANDOM_DIGITS = 2 * RANDOM_BYTES;
    private static final int CHECKSUM_DIGITS = 8;
    private static final int DISPLAYED_DIGITS = 4;
    private static final HexFormat HEX = HexFormat.of();
    private static final SecureRandom RANDOM = new SecureRandom();

    private final String prefix;
    private final String accountStart;
    private final String widgetStart;

    /**
     * The format under one prefix.
     *
     * @param prefix 2 to 20 lowercase letters and digits, beginning with a letter ({@code keys.prefix})
     * @throws IllegalArgumentException for any other prefix
     */
    public KeyFormat(String prefix) {
        if (!prefix.matches("[a-z][a-z0-9]{1,19}")) {
            throw new IllegalArgumentException(
                    "keys.prefix must be 2 to 20 lowercase letters and digits, beginning with a letter: " + prefix);
        }
        this.prefix = prefix;
        this.accountStart = prefix + KeyKind.ACCOUNT.infix();
        this.widgetStart = prefix + KeyKind.WIDGET.infix();
    }

    /** A new key from 128 bits of {@link SecureRandom}. */
    public RawKey generate(KeyKind kind) {
        byte[] random = new byte[RANDOM_BYTES];
        RANDOM.nextBytes(random);
        String body = prefix + kind.infix() + HEX.formatHex(random);
        return new RawKey(body + checksum(body));
    }

    /** The kind of a key in the right form with the right checksum; empty for anything else. */
    public Optional<KeyKind> kindOf(RawKey key) {
        String value = key.value();
        if (value.startsWith(accountStart)) {
            return wellFormed(value, accountStart.length()) ? Optional.of(KeyKind.ACCOUNT) : Optional.empty();
        }
        boolean widget = value.startsWith(widgetStart) && wellFormed(value, widgetStart.length());
        return widget ? Optional.of(KeyKind.WIDGET) : Optional.empty();
    }

    /**
     * What may be shown of an account key ever after, such as {@code hania_sk_3f9a…9d2b}.
     *
     * @throws IllegalArgumentException if the key has not this format
     */
    public String displayForm(RawKey key) {
        KeyKind kind = kindOf(key).orElseThrow(() -> new IllegalArgumentException("not a key of this format"));
        String value = key.value();
        int digits = prefix.length() + kind.infix().length();
        return value.substring(0, digits + DISPLAYED_DIGITS) + "…" + value.substring(value.length() - DISPLAYED_DIGITS);
    }

    private static boolean wellFormed(String value, int start) {
        if (value.length() != start + RANDOM_DIGITS + CHECKSUM_DIGITS) {
            return false;
        }
        for (int i = start; i < value.length(); i++) {
            char c = value.charAt(i);
            if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
                return false;
            }
        }
        int body = start + RANDOM_DIGITS;
        return value.regionMatches(body, checksum(value.substring(0, body)), 0, CHECKSUM_DIGITS);
    }

    private static String checksum(String body) {
        CRC32 crc = new CRC32();
        crc.update(body.getBytes(StandardCharsets.US_ASCII));
        return HEX.toHexDigits((int) crc.getValue());
    }
}
