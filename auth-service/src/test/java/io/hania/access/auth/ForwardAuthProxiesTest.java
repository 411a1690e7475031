package io.hania.access.auth;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.hania.access.auth.Operator.Account;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The configurations in deploy/forward-auth, run by the real nginx and Caddy of Debian. */
@QuarkusTest
@QuarkusTestResource(StoresForTests.class)
class ForwardAuthProxiesTest {
    private static final Path CONFIGURATIONS = Path.of("..", "deploy", "forward-auth");

    @TestHTTPResource("/")
    URL auth;

    @TempDir
    Path directory;

    private final List<String> seen = new ArrayList<>();
    private Operator operator;
    private HttpServer upstream;
    private Process proxy;
    private int port;

    @BeforeEach
    void open() throws IOException {
        operator = new Operator(StoresForTests.database, StoresForTests.redis.url());
        new LinkProbe(StoresForTests.linkPort).connected().close();
        upstream = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        upstream.createContext("/", this::echo);
        upstream.start();
        port = StoresForTests.freePort();
    }

    @AfterEach
    void close() throws InterruptedException {
        proxy.destroy();
        proxy.waitFor();
        upstream.stop(0);
        operator.close();
    }

    private synchronized void echo(HttpExchange call) throws IOException {
        seen.add(call.getRequestURI() + " " + call.getRequestHeaders().getFirst("Authorization"));
        byte[] body = "{\"from\":\"upstream\"}".getBytes(StandardCharsets.UTF_8);
        call.getResponseHeaders().add("Content-Type", "application/json");
        call.sendResponseHeaders(200, body.length);
        call.getResponseBody().write(body);
        call.close();
    }

    @Test
    void decidesForNginx() throws IOException {
        Path file = configured("nginx.conf", "pid " + directory.resolve("pid") + ";\nerror_log stderr;\n");
        run("/usr/sbin/nginx", "-p", directory.toString(), "-c", file.toString(), "-g", "daemon off;");
        Account reader = operator.create("bots:read");

        allowsAndRefuses(reader);
        call(reader).get("/api/v1/nowhere").then().statusCode(404).body("error.code", equalTo("not_found"));
        call(reader)
                .header("X-Forwarded-Method", "GET")
                .header("X-Forwarded-Uri", "/api/v1/bots")
                .post("/api/v1/bots")
                .then()
                .statusCode(403);
    }

    @Test
    void decidesForCaddy() throws IOException {
        Path file = configured("Caddyfile", "");
        run("/usr/bin/caddy", "run", "--adapter", "caddyfile", "--config", file.toString());
        Account reader = operator.create("bots:read");

        allowsAndRefuses(reader);
        call(reader)
                .post("/api/v1/bots")
                .then()
                .statusCode(403)
                .body("message", equalTo("Missing ability: bots:write"));
        call(reader)
                .header("X-Original-Method", "GET")
                .header("X-Original-URI", "/api/v1/bots")
                .post("/api/v1/bots")
                .then()
                .statusCode(403);
    }

    private void allowsAndRefuses(Account reader) throws IOException {
        call(reader).get("/api/v1/bots?page=2").then().statusCode(200).body("from", equalTo("upstream"));
        assertThat(seen).hasSize(1);
        assertThat(seen.getFirst()).startsWith("/api/v1/bots?page=2 Bearer eyJ");
        assertThat(seen.getFirst()).doesNotContain(reader.key().value());

        given().port(port)
                .get("/api/v1/bots")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", "Bearer")
                .body("error.code", equalTo("unauthorized"));
        call(reader)
                .post("/api/v1/bots")
                .then()
                .statusCode(403)
                .header("WWW-Authenticate", startsWith("Bearer error=\"insufficient_scope\""));
        assertThat(raw("/api/v1//bots", reader)).startsWith("HTTP/1.1 400");
        assertThat(raw("/api/v1/bots%2f..", reader)).startsWith("HTTP/1.1 400");
        assertThat(raw("/api/v1/tools/../bots", reader)).startsWith("HTTP/1.1 400");

        Account limited = operator.create(1, null, "*");
        call(limited).get("/api/v1/bots").then().statusCode(200);
        call(limited)
                .get("/api/v1/bots")
                .then()
                .statusCode(429)
                .header("Retry-After", startsWith("36"))
                .body("error.code", equalTo("rate_limited"));

        operator.revoke(limited);
        call(limited).get("/api/v1/bots").then().statusCode(401);
        assertThat(seen).hasSize(2);
    }

    /** The status line of the answer to a target that clients would tidy up. */
    private String raw(String target, Account account) throws IOException {
        String request = "GET " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer "
                + account.key().value() + "\r\n\r\n";
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private RequestSpecification call(Account account) {
        return given().port(port)
                .header("Authorization", "Bearer " + account.key().value());
    }

    private Path configured(String name, String before) throws IOException {
        String text = Files.readString(CONFIGURATIONS.resolve(name))
                .replace("127.0.0.1:8081", "127.0.0.1:" + auth.getPort())
                .replace("127.0.0.1:8090", "127.0.0.1:" + upstream.getAddress().getPort())
                .replace("listen 8080", "listen 127.0.0.1:" + port)
                .replace(":8080 {", ":" + port + " {");
        return Files.writeString(directory.resolve(name), before + text);
    }

    private void run(String program, String... arguments) throws IOException {
        assertThat(Path.of(program))
                .withFailMessage(
                        "%s is missing: apt-get install -y nginx-light caddy (./verify does so as root on Debian)",
                        program)
                .isExecutable();
        List<String> command = new ArrayList<>(List.of(program));
        command.addAll(List.of(arguments));
        Files.createDirectories(directory.resolve("logs"));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("proxy.log").toFile());
        builder.environment().put("HOME", directory.toString());
        proxy = builder.start();
        Eventually.within(Duration.ofSeconds(20), this::listening);
    }

    private boolean listening() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }
}
