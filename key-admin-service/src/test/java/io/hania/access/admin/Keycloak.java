package io.hania.access.admin;

import static io.restassured.RestAssured.given;

import io.hania.access.stores.Watchdog;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** A real Keycloak with a realm of its own. Maven unpacks it into {@code target/keycloak}. */
final class Keycloak implements AutoCloseable {
    static final String PASSWORD = "company password";
    static final String CLIENT = "hania-access";
    static final String SECRET = "a secret of this test alone, 40 letters.";

    private static final Path TARGET = Path.of("target");
    private static final Path LOG = TARGET.resolve("keycloak.log");
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Pattern FORM = Pattern.compile("<form id=\"kc-form-login\"[^>]* action=\"([^\"]+)\"");
    // Started as bin/kc.sh does, with less memory, the quick compiler alone, and no shell in between that could be left
    // behind.
    private static final List<String> MACHINE = List.of(
            "-Xms64m",
            "-Xmx400m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:+ExitOnOutOfMemoryError",
            "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
            "-Djava.util.concurrent.ForkJoinPool.common.threadFactory="
                    + "io.quarkus.bootstrap.forkjoin.QuarkusForkJoinWorkerThreadFactory",
            "-Dpicocli.disable.closures=true",
            "--add-opens=java.base/java.util=ALL-UNNAMED",
            "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
            "--add-opens=java.base/java.security=ALL-UNNAMED",
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--enable-native-access=ALL-UNNAMED");

    private final Process process;
    private final URI issuer;

    private Keycloak(Process process, URI issuer) {
        this.process = process;
        this.issuer = issuer;
    }

    /**
     * Starts it, on its own port.
     *
     * @param admin the port of key-admin-service, the one place that it may send people back to
     */
    static Keycloak start(int port, int admin) {
        try {
            Path home = home();
            buildOnce(home);
            Path realm = home.resolve("data/import/company.json");
            Files.createDirectories(realm.getParent());
            String template = Files.readString(Path.of("src/test/resources/keycloak/realm.json"));
            Files.writeString(realm, template.replace("${ADMIN_PORT}", Integer.toString(admin)));
            Process process = run(
                    home,
                    "start",
                    "--optimized",
                    "--import-realm",
                    "--cache=local",
                    "--hostname-strict=false",
                    "--http-enabled=true",
                    "--http-host=127.0.0.1",
                    "--http-port=" + port);
            return new Keycloak(process, URI.create("http://localhost:" + port + "/realms/company"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path home() throws IOException {
        try (var unpacked = Files.newDirectoryStream(TARGET.resolve("keycloak"), "keycloak-*")) {
            return unpacked.iterator().next().toAbsolutePath();
        }
    }

    /** What it would otherwise do at every start. */
    private static void buildOnce(Path home) throws IOException {
        Path built = home.resolve("data/built");
        if (Files.exists(built)) {
            return;
        }
        int code = run(home, "build", "--db=dev-mem").onExit().join().exitValue();
        if (code != 0) {
            throw new AssertionError("Keycloak can't be built, see key-admin-service/" + LOG);
        }
        Files.createDirectories(built.getParent());
        Files.createFile(built);
    }

    private static Process run(Path home, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin/java").toString());
        command.addAll(MACHINE);
        command.add("-Dkc.home.dir=" + home);
        command.add("-Djboss.server.config.dir=" + home.resolve("conf"));
        command.addAll(List.of("-cp", home.resolve("lib/quarkus-run.jar").toString()));
        command.add("io.quarkus.bootstrap.runner.QuarkusEntryPoint");
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(LOG.toFile()))
                .start();
        Watchdog.guard(process.toHandle());
        return process;
    }

    /** The address of its realm. */
    URI issuer() {
        return issuer;
    }

    /** Waits until it answers. */
    void await() {
        Instant end = Instant.now().plus(PATIENCE);
        while (!answers()) {
            if (!process.isAlive() || Instant.now().isAfter(end)) {
                close();
                throw new AssertionError("Keycloak did not start, see key-admin-service/" + LOG);
            }
        }
    }

    /** Waits a little itself. */
    private boolean answers() {
        try {
            Thread.sleep(200);
            return ((HttpURLConnection) issuer.toURL().openConnection()).getResponseCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Somebody fills in Keycloak's own form; the answer sends them back to us. */
    Response signIn(Response toProvider, String user) {
        Map<String, String> cookies = new HashMap<>();
        Response form = request(cookies).get(toProvider.getHeader("Location"));
        form.then().statusCode(200);
        cookies.putAll(form.cookies());
        String action = Browser.find(FORM, form.asString()).replace("&amp;", "&");
        return request(cookies)
                .contentType("application/x-www-form-urlencoded; charset=UTF-8")
                .formParam("username", user)
                .formParam("password", PASSWORD)
                .post(action);
    }

    private static RequestSpecification request(Map<String, String> cookies) {
        return given().redirects().follow(false).urlEncodingEnabled(false).cookies(cookies);
    }

    @Override
    public void close() {
        process.destroy();
    }
}
