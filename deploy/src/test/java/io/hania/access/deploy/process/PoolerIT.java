package io.hania.access.deploy.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.hania.access.deploy.Project;
import io.hania.access.key.RawKey;
import io.hania.access.stores.PostgresStore;
import io.hania.access.stores.Stores;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** auth-service behind a real PgBouncer in transaction mode, set up as the manual says. */
class PoolerIT {
    private static final Pattern OF_THE_SERVICE =
            Pattern.compile("`(quarkus\\.datasource\\.reactive\\.[a-z0-9.-]*)=(true|false)`");
    private static final Pattern OF_THE_POOLER = Pattern.compile("`(ignore_startup_parameters = [a-z_, ]+)`");

    @TempDir
    Path folder;

    @Test
    void everyKeyIsReadThoughEachReadMayMeetAnotherConnection() throws IOException {
        String manual = Project.read(Project.ROOT.resolve("docs/operating.md"));
        PostgresStore database = Stores.postgres().createDatabase();
        Keys.workspace(database);
        List<RawKey> keys = Keys.make(database, 400, "null");
        int port = Ports.free();
        try (Pooler pooler =
                        Pooler.start(database, Files.createDirectory(folder.resolve("pooler")), poolerSetting(manual));
                ServiceProcess service = ServiceProcess.start(
                        "auth-service", folder.resolve("auth-service"), settings(port, pooler.url(database), manual))) {
            service.awaitReady();
            assertThat(keys.parallelStream().map(key -> ask(port, key))).containsOnly(200);
            Keys.revoke(database, keys.getFirst());
            try (Resp redis = new Resp(Stores.redis().port())) {
                redis.ask("FLUSHALL");
            }
            assertThat(keys.parallelStream().skip(1).map(key -> ask(port, key))).containsOnly(200);
            assertThat(ask(port, keys.getFirst())).isEqualTo(401);
            assertThat(service.log()).doesNotContain("prepared statement");
        }
    }

    private static Map<String, String> settings(int port, String database, String manual) {
        Map<String, String> settings = new HashMap<>();
        settings.put("quarkus.http.port", "" + port);
        settings.put("auth.link.port", "" + Ports.free());
        settings.put("auth.signing.secret", "only-for-tests-0123456789-0123456789");
        settings.put("quarkus.datasource.reactive.url", database);
        settings.put("quarkus.datasource.username", "hania_auth");
        settings.put("quarkus.datasource.password", "anything");
        settings.put("quarkus.redis.hosts", Stores.redis().url());
        OF_THE_SERVICE.matcher(manual).results().forEach(found -> settings.put(found.group(1), found.group(2)));
        return settings;
    }

    private static String poolerSetting(String manual) {
        return OF_THE_POOLER.matcher(manual).results().findFirst().orElseThrow().group(1);
    }

    private static int ask(int port, RawKey key) {
        try {
            return ServiceProcess.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/decisions"))
                            .header("Authorization", "Bearer " + key.value())
                            .timeout(Duration.ofSeconds(10))
                            .POST(HttpRequest.BodyPublishers.ofString("{\"method\":\"GET\",\"path\":\"/api/v1/bots\"}"))
                            .build())
                    .statusCode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
