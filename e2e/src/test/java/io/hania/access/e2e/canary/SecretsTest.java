package io.hania.access.e2e.canary;

import static org.assertj.core.api.Assertions.assertThat;

import io.hania.access.e2e.Api;
import io.hania.access.e2e.HaniaSystem;
import io.hania.access.e2e.RedisLine;
import io.hania.access.local.Dashboard;
import io.hania.access.local.Dashboard.CreatedKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A key goes through everything that keys go through. Afterwards its secret is nowhere. */
class SecretsTest {
    private final HaniaSystem system = HaniaSystem.shared();

    @Test
    void noFileOfLogsDatabaseOrRedisContainsASecret() throws IOException {
        String secret = usedAndRevoked();
        int redis = system.local().ports().redis();
        RedisLine.send(redis, "CONFIG", "SET", "rdbcompression", "no");
        assertThat(RedisLine.send(redis, "SAVE")).startsWith("+OK");
        system.local().postgres().execute("checkpoint");
        Path folder = system.local().folder();
        for (String part : List.of("logs", "redis", "postgres", "config")) {
            assertThat(filesWith(folder.resolve(part), secret)).as(part).isEmpty();
        }
        Files.delete(folder.resolve("redis/dump.rdb"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"auth-service", "key-admin-service", "widget-service"})
    void noHeapOrThreadDumpContainsASecret(String service) throws IOException {
        String secret = usedAndRevoked();
        long pid = system.local().process(service).pid();
        Path dump = Files.createTempDirectory("hania-dump").resolve("heap.hprof");
        try {
            jcmd(pid, "GC.heap_dump", dump.toString());
            assertThat(contains(dump, secret)).isFalse();
            assertThat(jcmd(pid, "Thread.print")).doesNotContain(secret);
        } finally {
            Files.deleteIfExists(dump);
        }
    }

    /** The part that is secret: 32 random digits, whatever the prefix. */
    private String usedAndRevoked() {
        Dashboard operator = system.operator();
        CreatedKey key = operator.createKey("Canary", List.of("bots:read"), 50);
        Api api = system.api();
        assertThat(api.status(key.secret())).isEqualTo(200);
        assertThat(api.post(Api.BOTS, key.secret(), "{}").statusCode()).isEqualTo(403);
        assertThat(api.get("/api/v1/bots?access_token=" + key.secret(), "").statusCode())
                .isEqualTo(401);
        assertThat(api.get("/api/v1/none", key.secret()).statusCode()).isEqualTo(404);
        assertThat(api.get("/api/v1/widgets/keys", system.fact("API_KEY")).statusCode())
                .isLessThan(500);
        operator.revoke(key);
        assertThat(api.status(key.secret())).isEqualTo(401);
        assertThat(operator.get("/settings/api-keys")).doesNotContain(key.secret());
        return key.secret().substring("hania_sk_".length(), "hania_sk_".length() + 32);
    }

    private static List<Path> filesWith(Path folder, String secret) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> contains(file, secret))
                    .toList();
        }
    }

    private static boolean contains(Path file, String secret) {
        try {
            byte[] all = Files.readAllBytes(file);
            byte[] wide = secret.getBytes(StandardCharsets.UTF_16BE);
            return find(all, secret.getBytes(StandardCharsets.ISO_8859_1)) || find(all, wide);
        } catch (IOException e) {
            return false; // gone meanwhile, as files of PostgreSQL's log may be
        }
    }

    private static boolean find(byte[] all, byte[] wanted) {
        for (int at = 0; at <= all.length - wanted.length; at++) {
            int length = 0;
            while (length < wanted.length && all[at + length] == wanted[length]) {
                length++;
            }
            if (length == wanted.length) {
                return true;
            }
        }
        return false;
    }

    private static String jcmd(long pid, String... command) throws IOException {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        List<String> line = Stream.concat(Stream.of(jcmd.toString(), Long.toString(pid)), Stream.of(command))
                .toList();
        Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
