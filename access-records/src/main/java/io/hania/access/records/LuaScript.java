package io.hania.access.records;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A script that Redis runs as one step. Call it by {@code EVALSHA} with {@link #sha}, and by {@code EVAL} with {@link
 * #text} when Redis answers {@code NOSCRIPT}.
 *
 * @param text the whole script
 * @param sha the SHA-1 of the text, 40 hex digits
 */
public record LuaScript(String text, String sha) {
    /** Reads a record and counts the call: {@code read.lua}. */
    public static LuaScript read(WindowShape window) {
        return of("read.lua", window);
    }

    /** Writes a record that was read and counts the call: {@code settle.lua}. */
    public static LuaScript settle(WindowShape window) {
        return of("settle.lua", window);
    }

    /** Makes a change of a key known: {@code announce.lua}. */
    public static LuaScript announce() {
        return of("announce.lua", WindowShape.HOUR);
    }

    private static LuaScript of(String name, WindowShape window) {
        String numbers = "local bucket, buckets = " + window.bucketMillis() + ", " + WindowShape.BUCKETS + "\n";
        String text = numbers + resource("prelude.lua") + resource(name);
        return new LuaScript(text, sha1(text));
    }

    private static String resource(String name) {
        try (InputStream in = LuaScript.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("missing from the class path: " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha1(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }
}
