package io.hania.access.e2e.canary;

import static org.assertj.core.api.Assertions.assertThat;

import io.hania.access.e2e.Api;
import io.hania.access.e2e.Await;
import io.hania.access.e2e.HaniaSystem;
import io.hania.access.e2e.RedisLine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A key goes through everything that keys go through: one through services that tell as little as they do by default, another
 * through services that tell all they can. Afterwards the secret is nowhere; what would stand beside it is.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SecretsTest {
    private static final String LAST_CALL = "/the-last-call";

    private final HaniaSystem system = HaniaSystem.shared();
    private final SpanCollector spans = new SpanCollector();
    private final Fleet quiet = Fleet.quiet(system);
    private final Fleet loud = Fleet.loud(system, everything());
    private final List<Passage> passages = List.of(new Passage(system, quiet), new Passage(system, loud));
    private final List<Search> secrets =
            passages.stream().map(each -> Search.secretOf(each.key())).toList();

    @TempDir
    Path folder;

    private Map<String, String> everything() {
        Map<String, String> settings = new HashMap<>(spans.settings());
        settings.put("quarkus.log.level", "DEBUG");
        settings.put("gateway.access-log", "true");
        return settings;
    }

    @AfterAll
    void close() {
        passages.forEach(Passage::close);
        loud.members().forEach(member -> member.process().close());
        spans.close();
    }

    @Test
    void noLogAndNoConfigurationContainsASecret() {
        assertThat(loud.members())
                .allSatisfy(
                        member -> assertThat(member.process().log()).content().contains(" DEBUG "));
        assertThat(secretsUnder("logs")).isEmpty();
        assertThat(secretsUnder("config")).isEmpty();
    }

    @Test
    void noPageOfTheDatabaseContainsASecret() {
        system.local().postgres().execute("checkpoint");
        assertThat(passages)
                .allSatisfy(passage -> assertThat(
                                Search.bytes(passage.hash().bytes()).under(place("postgres")))
                        .isNotEmpty());
        assertThat(secretsUnder("postgres")).isEmpty();
    }

    @Test
    void noDumpOfRedisContainsASecret() throws IOException {
        int redis = system.local().ports().redis();
        RedisLine.send(redis, "CONFIG", "SET", "rdbcompression", "no");
        assertThat(RedisLine.send(redis, "SAVE")).startsWith("+OK");
        assertThat(passages)
                .allSatisfy(passage -> assertThat(
                                Search.text(passage.hash().base64().substring(0, 20))
                                        .under(place("redis")))
                        .isNotEmpty());
        assertThat(secretsUnder("redis")).isEmpty();
        Files.delete(place("redis/dump.rdb"));
    }

    @Test
    void noSpanContainsASecret() {
        loud.members().forEach(member -> new Api(member.address()).get(LAST_CALL + member.port(), ""));
        assertThat(loud.members())
                .allSatisfy(member -> Await.until(
                        member.process().name() + " has told its last span",
                        Duration.ofSeconds(10),
                        () -> Search.text(LAST_CALL + member.port()).finds(spans.received())));
        assertThat(secrets).noneMatch(secret -> secret.finds(spans.received()));
    }

    @ParameterizedTest
    @MethodSource("members")
    void noMetricContainsASecret(Fleet.Member member) {
        byte[] page = member.metrics().getBytes(StandardCharsets.UTF_8);
        assertThat(Search.text("jvm_threads_live_threads").finds(page)).isTrue();
        assertThat(secrets).noneMatch(secret -> secret.finds(page));
    }

    @ParameterizedTest
    @MethodSource("members")
    void noThreadDumpContainsASecret(Fleet.Member member) throws IOException {
        byte[] dump = jcmd(member, "Thread.print", "-l", "-e");
        assertThat(Search.text("vert.x-eventloop-thread").finds(dump)).isTrue();
        assertThat(secrets).noneMatch(secret -> secret.finds(dump));
    }

    /** Of what lives, so after a collection of all garbage. */
    @ParameterizedTest
    @MethodSource("members")
    void noHeapDumpContainsASecret(Fleet.Member member) throws IOException {
        Path dump = folder.resolve("heap.hprof");
        jcmd(member, "GC.heap_dump", dump.toString());
        byte[] heap = Files.readAllBytes(dump);
        Files.delete(dump);
        assertThat(Search.text("quarkus.management.port").finds(heap)).isTrue();
        assertThat(secrets).noneMatch(secret -> secret.finds(heap));
    }

    Stream<Named<Fleet.Member>> members() {
        return Stream.of(quiet, loud)
                .flatMap(fleet -> fleet.members().stream())
                .map(member -> Named.of(member.process().name(), member));
    }

    private Path place(String part) {
        return system.local().folder().resolve(part);
    }

    private List<Path> secretsUnder(String part) {
        return secrets.stream()
                .flatMap(secret -> secret.under(place(part)).stream())
                .toList();
    }

    private static byte[] jcmd(Fleet.Member member, String... command) throws IOException {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        String pid = Long.toString(member.process().pid());
        Process process = new ProcessBuilder(
                        Stream.concat(Stream.of(jcmd, pid), Stream.of(command)).toList())
                .redirectErrorStream(true)
                .start();
        return process.getInputStream().readAllBytes();
    }
}
