package io.hania.access.auth.token;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Signing keys mounted as files: {@code <kid>.pem}, each with a {@code PRIVATE KEY} (PKCS #8, P-256) and its {@code
 * PUBLIC KEY}. All are published; the last by name signs once its file is older than the time that a key is published
 * ahead. To rotate, add a file whose name comes after the others; take the old one away a day later.
 */
final class SigningKeyFiles {
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN (PRIVATE|PUBLIC) KEY-----([A-Za-z0-9+/=\\s]+)-----END \\1 KEY-----");
    private static final String SUFFIX = ".pem";

    private final Path directory;
    private final Duration publishAhead;

    SigningKeyFiles(Path directory, Duration publishAhead) {
        this.directory = directory;
        this.publishAhead = publishAhead;
    }

    /** @throws UncheckedIOException if the directory can't be read; @throws IllegalArgumentException for a bad file */
    List<SigningKey> read() {
        try (Stream<Path> files = Files.list(directory)) {
            List<Path> pems = files.filter(file -> file.toString().endsWith(SUFFIX))
                    .sorted()
                    .toList();
            return pems.stream()
                    .map(file -> key(file, file.equals(pems.getFirst())))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private SigningKey key(Path file, boolean first) {
        try {
            String text = Files.readString(file);
            String name = String.valueOf(file.getFileName());
            Instant from = first
                    ? Instant.EPOCH
                    : Files.getLastModifiedTime(file).toInstant().plus(publishAhead);
            return new SigningKey(
                    name.substring(0, name.length() - SUFFIX.length()),
                    KeyPairs.privateKey(block(text, "PRIVATE", file)),
                    KeyPairs.publicKey(block(text, "PUBLIC", file)),
                    from,
                    Instant.MAX,
                    Instant.MAX);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] block(String text, String kind, Path file) {
        Matcher blocks = BLOCK.matcher(text);
        while (blocks.find()) {
            if (blocks.group(1).equals(kind)) {
                return Base64.getMimeDecoder().decode(blocks.group(2));
            }
        }
        throw new IllegalArgumentException(file + " has no " + kind + " KEY");
    }
}
