package io.hania.access.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The folder in which one system keeps everything: {@code .data}. Only one system uses it at a time. */
final class DataFolder implements AutoCloseable {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Path folder;
    private final FileChannel channel;
    private final FileLock lock;

    private DataFolder(Path folder, FileChannel channel, FileLock lock) {
        this.folder = folder;
        this.channel = channel;
        this.lock = lock;
    }

    static DataFolder open(Path folder, boolean fresh) {
        try {
            Files.createDirectories(folder);
            FileChannel channel =
                    FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = lock(channel);
            if (lock == null) {
                channel.close();
                throw new LaunchException("The system is running already with the data in " + folder
                        + ": stop it first (Ctrl-C where it runs).");
            }
            DataFolder data = new DataFolder(folder, channel, lock);
            if (fresh) {
                data.empty();
            }
            Files.createDirectories(folder.resolve("logs"));
            Files.createDirectories(folder.resolve("config"));
            Files.createDirectories(folder.resolve("redis"));
            return data;
        } catch (IOException e) {
            throw new LaunchException(folder + " can't be written (" + e.getMessage() + "): give another with --data.");
        }
    }

    Path resolve(String name) {
        return folder.resolve(name);
    }

    /** What {@code local.env} says; empty at the first start. */
    Map<String, String> environment() {
        Path file = folder.resolve("local.env");
        try {
            return !Files.exists(file)
                    ? Map.of()
                    : Files.readAllLines(file).stream()
                            .filter(line -> line.indexOf('=') > 0)
                            .collect(Collectors.toMap(
                                    line -> line.substring(0, line.indexOf('=')),
                                    line -> line.substring(line.indexOf('=') + 1)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A secret of this name, made at the first start: 40 hex digits. */
    synchronized String secret(String name) {
        Path file = folder.resolve("secrets.properties");
        try {
            Map<String, String> secrets = new TreeMap<>();
            if (Files.exists(file)) {
                for (String line : Files.readAllLines(file)) {
                    secrets.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1));
                }
            }
            String known = secrets.get(name);
            if (known != null) {
                return known;
            }
            String secret = random();
            secrets.put(name, secret);
            write("secrets.properties", secrets);
            return secret;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a file of names and values that only its owner can read. */
    Path write(String name, Map<String, String> values) {
        Path file = folder.resolve(name);
        List<String> lines = values.entrySet().stream()
                .map(entry -> entry.getKey() + '=' + entry.getValue())
                .toList();
        try {
            if (!Files.exists(file)) {
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
            return Files.write(file, lines);
        } catch (IOException e) {
            throw new LaunchException(file + " can't be written: " + e.getMessage() + '.');
        }
    }

    @Override
    public void close() {
        try {
            lock.release();
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void empty() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                if (!file.equals(folder) && !file.equals(folder.resolve("lock"))) {
                    Files.delete(file);
                }
            }
        }
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private static String random() {
        byte[] bytes = new byte[20];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
