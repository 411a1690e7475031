package io.hania.access.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Knows how each process of the system is configured and started. */
final class Services {
    static final String EMAIL = "owner@localhost";

    private static final List<String> JVM = List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1", // five JVMs that start at once on two cores have no time for the second compiler
            "-Xss512k",
            "-Xshare:auto",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Dquarkus.log.console.json.enabled=false");

    /** The system property that makes it start native executables instead of jars; the profile {@code native} sets it. */
    private static final String NATIVE = "hania.native";

    private final Options options;
    private final DataFolder data;
    private final Ports ports;

    Services(Options options, DataFolder data, Ports ports) {
        this.options = options;
        this.data = data;
        this.ports = ports;
    }

    ServiceProcess gateway() {
        return process(gatewayPlan());
    }

    ServiceProcess auth() {
        return process(authPlan());
    }

    ServiceProcess admin() {
        return process(adminPlan());
    }

    ServiceProcess widget() {
        return process(widgetPlan());
    }

    /** One more process of a service, under a name of its own and with some settings changed, its ports at least. */
    ServiceProcess another(String service, String name, Map<String, String> changes) {
        Plan plan = Stream.of(gatewayPlan(), authPlan(), adminPlan(), widgetPlan())
                .filter(each -> each.service.equals(service))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no service " + service));
        plan.config.putAll(changes);
        return process(new Plan(service, name, plan.heap, plan.config));
    }

    private Plan gatewayPlan() {
        Map<String, String> config = new LinkedHashMap<>();
        config.put("gateway.port", port(ports.gateway()));
        config.put("gateway.auth-services", "localhost:" + ports.link());
        config.put("gateway.upstreams.platform", local(ports.sandbox()));
        config.put("gateway.upstreams.widget-service", local(ports.widget()));
        config.put("gateway.drain", "5s");
        config.put("quarkus.shutdown.timeout", "6s");
        return plan("api-gateway", 0, "128m", config);
    }

    private Plan authPlan() {
        Map<String, String> config = stores("hania_auth");
        config.put("quarkus.http.port", port(ports.auth()));
        config.put("auth.link.port", port(ports.link()));
        config.put("auth.signing.secret", data.secret("signing-secret"));
        return plan("auth-service", 1, "192m", config);
    }

    private Plan adminPlan() {
        Map<String, String> config = stores("postgres");
        config.put("quarkus.http.port", port(ports.admin()));
        config.put("admin.first-owner.email", EMAIL);
        config.put("admin.first-owner.password", data.secret("admin-password"));
        config.put("admin.api-url", local(ports.gateway()));
        // Whoever tries webhooks out has a receiver on this machine.
        config.put("admin.webhooks.allow-private", "true");
        return plan("key-admin-service", 2, "192m", config);
    }

    private Plan widgetPlan() {
        Map<String, String> config = stores("hania_widget");
        config.put("quarkus.http.port", port(ports.widget()));
        config.put("widget.jwks-url", local(ports.auth()) + "/.well-known/jwks.json");
        config.put("widget.platform-url", local(ports.sandbox()));
        config.put("widget.public-url", local(ports.gateway()));
        config.put("widget.preview-frames", local(ports.admin()));
        return plan("widget-service", 3, "160m", config);
    }

    ServiceProcess sandbox() {
        List<String> command = java("96m");
        command.add("-DSANDBOX_PORT=" + ports.sandbox());
        command.add("-DSANDBOX_JWKS_URL=" + local(ports.auth()) + "/.well-known/jwks.json");
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "io.hania.access.local.sandbox.Sandbox"));
        URI health = URI.create(local(ports.sandbox()) + "/health");
        return new ServiceProcess("sandbox", command, data.resolve("logs/sandbox.log"), health);
    }

    /** The password of one of the three roles of the database. */
    String password(String role) {
        return role.equals("postgres") ? "postgres" : data.secret(role.replace('_', '-'));
    }

    static String local(int port) {
        return "http://localhost:" + port;
    }

    private Map<String, String> stores(String role) {
        Map<String, String> config = new LinkedHashMap<>();
        config.put("quarkus.datasource.reactive.url", "postgresql://localhost:" + ports.postgres() + "/hania");
        config.put("quarkus.datasource.username", role);
        config.put("quarkus.datasource.password", password(role));
        config.put("quarkus.redis.hosts", "redis://localhost:" + ports.redis());
        return config;
    }

    private Plan plan(String service, int management, String heap, Map<String, String> config) {
        config.put("quarkus.management.port", port(ports.management(management)));
        return new Plan(service, service, heap, config);
    }

    private ServiceProcess process(Plan plan) {
        Path file = data.write("config/" + plan.name + ".properties", plan.config);
        List<String> command = command(plan, "-Dquarkus.config.locations=" + file.toUri());
        URI health = URI.create("http://localhost:" + plan.config.get("quarkus.management.port") + "/q/health/ready");
        return new ServiceProcess(plan.name, command, data.resolve("logs/" + plan.name + ".log"), health);
    }

    private List<String> command(Plan plan, String settings) {
        Path target = options.root().resolve(plan.service).resolve("target");
        if (Boolean.getBoolean(NATIVE)) {
            return List.of(executable(target).toString(), "-Xmx" + plan.heap, settings);
        }
        Path jar = target.resolve("quarkus-app/quarkus-run.jar");
        if (!Files.exists(jar)) {
            throw new LaunchException(jar + " is missing: delete .build/packaged and start ./run again.");
        }
        List<String> command = java(plan.heap);
        command.addAll(List.of(settings, "-jar", jar.toString()));
        return command;
    }

    private static Path executable(Path target) {
        try (Stream<Path> files = Files.list(target)) {
            return files.filter(file -> file.toString().endsWith("-runner") && Files.isExecutable(file))
                    .findFirst()
                    .orElseThrow(() ->
                            new LaunchException("No native executable in " + target + ": package with -Pnative."));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> java(String heap) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx" + heap);
        command.addAll(JVM);
        command.add("-javaagent:" + options.root().resolve("deploy/local/target/deploy-local.jar"));
        return command;
    }

    private static String port(int port) {
        return Integer.toString(port);
    }

    /**
     * How a process is set up.
     *
     * @param service whose program it runs
     * @param name its own
     * @param heap its largest heap
     * @param config its settings
     */
    private record Plan(String service, String name, String heap, Map<String, String> config) {}
}
