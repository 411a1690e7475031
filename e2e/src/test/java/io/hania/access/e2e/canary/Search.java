package io.hania.access.e2e.canary;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Looks for something in files and other bytes. */
final class Search {
    private static final int SECRET = "hania_sk_".length();
    private static final int HALF = 16;

    private final List<byte[]> wanted;

    private Search(List<byte[]> wanted) {
        this.wanted = wanted;
    }

    static Search bytes(byte[] bytes) {
        return new Search(List.of(bytes));
    }

    /** As it is in files and on the wire, or in memory beside characters of other scripts. */
    static Search text(String... texts) {
        return new Search(Stream.of(texts)
                .flatMap(text -> Stream.of(
                        text.getBytes(StandardCharsets.ISO_8859_1),
                        text.getBytes(StandardCharsets.UTF_16BE),
                        text.getBytes(StandardCharsets.UTF_16LE)))
                .toList());
    }

    /** What is secret of a key: 32 random digits. Half of them is a find already. */
    static Search secretOf(String key) {
        int middle = SECRET + HALF;
        return text(key.substring(SECRET, middle), key.substring(middle, middle + HALF));
    }

    boolean finds(byte[] place) {
        return wanted.stream().anyMatch(each -> contains(place, each));
    }

    /** Finds nothing in a file that is gone meanwhile, as PostgreSQL's temporary ones may be. */
    boolean finds(Path file) {
        try {
            return finds(Files.readAllBytes(file));
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The files under a folder in which it finds something. */
    List<Path> under(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).filter(this::finds).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean contains(byte[] place, byte[] wanted) {
        for (int at = 0; at <= place.length - wanted.length; at++) {
            int length = 0;
            while (length < wanted.length && place[at + length] == wanted[length]) {
                length++;
            }
            if (length == wanted.length) {
                return true;
            }
        }
        return false;
    }
}
