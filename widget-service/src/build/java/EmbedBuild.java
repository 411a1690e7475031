import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipFile;

/**
 * Builds the embed script: bundles the TypeScript with the esbuild of a Maven artifact, names the result after its
 * content, writes down its digests, and fails if a file has outgrown its budget. Run by Maven in generate-resources:
 * {@code java EmbedBuild.java <folder with esbuild's jar> <sources> <output> <version>}.
 */
final class EmbedBuild {
    private static final int LOADER_BUDGET = 5 * 1024;
    private static final int UI_BUDGET = 30 * 1024;

    private final Path esbuild;
    private final Path written;
    private final Path sources;
    private final Path out;

    private EmbedBuild(Path esbuild, Path written, Path sources, Path out) {
        this.esbuild = esbuild;
        this.written = written;
        this.sources = sources;
        this.out = out;
    }

    public static void main(String[] args) throws Exception {
        Path work = Path.of(args[0]);
        new EmbedBuild(unpack(work), Path.of(args[1]), work.resolve("sources"), Path.of(args[2])).build(args[3]);
    }

    private void build(String version) throws Exception {
        clear(out);
        copySources();
        String release = version.replace("-SNAPSHOT", "") + "-" + digestOfSources();
        String ui = "/widget/" + release + "/ui.js";
        bundle("ui.ts", List.of());
        bundle("loader.ts", List.of(define("UI_PATH", ui), define("UI_INTEGRITY", integrity("ui.js"))));
        bundle("preview.ts", List.of(define("UI_PATH", ui)));
        Files.copy(sources.resolve("preview.html"), out.resolve("preview.html"));
        check("loader.js", LOADER_BUDGET);
        check("ui.js", UI_BUDGET);
        Properties facts = new Properties();
        facts.setProperty("release", release);
        facts.setProperty("loader", integrity("loader.js"));
        facts.setProperty("ui", integrity("ui.js"));
        StringBuilder text = new StringBuilder();
        for (String name : facts.stringPropertyNames().stream().sorted().toList()) {
            text.append(name).append('=').append(facts.getProperty(name)).append('\n');
        }
        Files.writeString(out.resolve("embed.properties"), text);
    }

    private void bundle(String entry, List<String> defines) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                esbuild.toString(),
                sources.resolve(entry).toString(),
                "--bundle",
                "--minify",
                "--format=iife",
                "--target=chrome101,firefox101,safari16.4",
                "--loader:.css=text",
                "--charset=utf8",
                "--legal-comments=none",
                "--sourcemap=external",
                "--log-level=warning",
                "--outfile=" + out.resolve(entry.replace(".ts", ".js"))));
        command.addAll(defines);
        run(command);
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        int exit = new ProcessBuilder(command).inheritIO().start().waitFor();
        if (exit != 0) {
            throw new IOException("failed: " + String.join(" ", command));
        }
    }

    private void check(String file, int budget) throws IOException {
        int size = gzipped(Files.readAllBytes(out.resolve(file)));
        System.out.printf("[INFO] %s: %,d bytes gzipped of %,d allowed%n", file, size, budget);
        if (size > budget) {
            throw new IOException(file + " has " + size + " bytes gzipped, more than the " + budget + " allowed");
        }
    }

    private String integrity(String file) throws IOException, GeneralSecurityException {
        byte[] digest = MessageDigest.getInstance("SHA-384").digest(Files.readAllBytes(out.resolve(file)));
        return "sha384-" + Base64.getEncoder().encodeToString(digest);
    }

    /** Of all sources, so that the loader's address can stand in the chat's and the other way round. */
    private String digestOfSources() throws IOException, GeneralSecurityException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        try (Stream<Path> files = Files.list(written)) {
            for (Path file : files.sorted().toList()) {
                digest.update(Files.readAllBytes(file));
            }
        }
        digest.update(Files.readAllBytes(Path.of(System.getProperty("embed.build", "src/build/java/EmbedBuild.java"))));
        return HexFormat.of().formatHex(digest.digest(), 0, 5);
    }

    /** Style sheets go into the scripts as texts, which esbuild leaves as they are: so they are minified beforehand. */
    private void copySources() throws IOException, InterruptedException {
        clear(sources);
        try (Stream<Path> files = Files.list(written)) {
            for (Path file : files.toList()) {
                Path copy = sources.resolve(file.getFileName());
                if (file.toString().endsWith(".css")) {
                    run(List.of(esbuild.toString(), file.toString(), "--minify", "--log-level=warning", "--outfile=" + copy));
                } else {
                    Files.copy(file, copy);
                }
            }
        }
    }

    private static void clear(Path folder) throws IOException {
        Files.createDirectories(folder);
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
    }

    private static String define(String name, String value) {
        return "--define:" + name + "=\"" + value + "\"";
    }

    private static int gzipped(byte[] bytes) throws IOException {
        ByteArrayOutputStream buffer = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(buffer)) {
            gzip.write(bytes);
        }
        return buffer.size();
    }

    private static Path unpack(Path work) throws IOException {
        Path jar;
        try (Stream<Path> files = Files.list(work)) {
            jar = files.filter(file -> file.toString().endsWith(".jar")).findFirst().orElseThrow();
        }
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            var entry = zip.stream()
                    .filter(file -> file.getName().matches(".*/(bin/esbuild|esbuild\\.exe)"))
                    .findFirst()
                    .orElseThrow();
            Path binary = work.resolve(entry.getName().endsWith(".exe") ? "esbuild.exe" : "esbuild");
            if (!Files.exists(binary) || Files.size(binary) != entry.getSize()) {
                try (InputStream in = zip.getInputStream(entry)) {
                    Files.copy(in, binary, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
                }
                binary.toFile().setExecutable(true);
            }
            return binary;
        }
    }
}
