package io.hania.access.deploy.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.hania.access.key.RawKey;
import io.hania.access.stores.PostgresStore;
import io.hania.access.stores.Stores;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An operator's own catalog in place of ours, by configuration alone. */
class CatalogIT {
    private static final String OWN = """
            openapi: 3.1.0
            servers: [{url: /api/v1}]
            x-abilities: {'ships:read': See ships}
            paths:
              /ships:
                get: {security: [{accountKey: ['ships:read']}]}
            """;

    @TempDir
    Path folder;

    private final PostgresStore database = Stores.postgres().createDatabase();
    private final int http = Ports.free();
    private final int link = Ports.free();
    private final int gateway = Ports.free();

    @ParameterizedTest
    @ValueSource(strings = {"api-gateway", "auth-service", "key-admin-service"})
    void keepsAServiceFromStartingWhereItIsWrong(String service) throws Exception {
        String wrong = OWN.replace("['ships:read']", "['ships:raed']");
        try (ServiceProcess process = start(service, wrong)) {
            assertThat(process.awaitEnd(Duration.ofSeconds(90))).isNotZero();
            assertThat(process.log()).contains("own.yaml, line 6: unknown ability ships:raed");
        }
    }

    @Test
    void isWhatIsDecidedAndPublished() throws IOException {
        Keys.workspace(database);
        RawKey key = Keys.make(database, 1, "null").getFirst();
        try (ServiceProcess auth = start("auth-service", OWN);
                ServiceProcess door = start("api-gateway", OWN)) {
            auth.awaitReady();
            door.awaitReady();
            assertThat(decision(key, "/api/v1/ships")).isEqualTo(200);
            assertThat(decision(key, "/api/v1/bots")).isEqualTo(404);
            assertThat(get("/openapi.yaml").body()).isEqualTo(OWN);
            assertThat(get("/docs").body())
                    .contains("<code>/api/v1/ships</code>")
                    .doesNotContain("<code>/api/v1/bots</code>");
        }
    }

    private ServiceProcess start(String service, String catalog) throws IOException {
        Path file = Files.writeString(folder.resolve("own.yaml"), catalog);
        return ServiceProcess.start(
                service,
                folder.resolve(service),
                Map.of(
                        "catalog.file",
                        file.toString(),
                        "quarkus.http.port",
                        "" + http,
                        "auth.link.port",
                        "" + link,
                        "auth.signing.secret",
                        "only-for-tests-0123456789-0123456789",
                        "gateway.port",
                        "" + gateway,
                        "gateway.auth-services",
                        "127.0.0.1:" + link,
                        "quarkus.datasource.reactive.url",
                        database.reactiveUrl(),
                        "quarkus.datasource.username",
                        PostgresStore.OWNER,
                        "quarkus.datasource.password",
                        PostgresStore.OWNER,
                        "quarkus.redis.hosts",
                        Stores.redis().url()));
    }

    private int decision(RawKey key, String path) throws IOException {
        return ServiceProcess.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + http + "/decisions"))
                        .header("Authorization", "Bearer " + key.value())
                        .POST(HttpRequest.BodyPublishers.ofString("{\"method\":\"GET\",\"path\":\"" + path + "\"}"))
                        .build())
                .statusCode();
    }

    private HttpResponse<String> get(String path) throws IOException {
        return ServiceProcess.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway + path))
                .build());
    }
}
