package io.hania.access.local;

import io.hania.access.local.demo.DemoSites;
import io.hania.access.local.demo.SampleWidget;
import io.hania.access.stores.PostgresStore;
import io.hania.access.stores.RedisStore;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The running system. Start it with {@link #start}; its processes can be killed, stopped and started again one by one. */
public final class LocalSystem implements AutoCloseable {
    private final Ports ports;
    private final Services services;
    private final DataFolder data;
    private final RedisStore redis;
    private final PostgresStore postgres;
    private final List<ServiceProcess> processes = new ArrayList<>();
    private final List<ServiceProcess> others = new ArrayList<>();
    private Map<String, String> environment = Map.of();
    private @Nullable DemoSites demo;
    private boolean closed;

    private LocalSystem(Ports ports, Services services, DataFolder data, RedisStore redis, PostgresStore postgres) {
        this.ports = ports;
        this.services = services;
        this.data = data;
        this.redis = redis;
        this.postgres = postgres;
    }

    /**
     * Starts everything and makes the sample keys.
     *
     * @param progress is told what is going on
     * @throws LaunchException with one sentence if it can't be done; nothing is left running then
     */
    public static LocalSystem start(Options options, Consumer<String> progress) {
        DataFolder data = DataFolder.open(options.data(), options.fresh());
        Ports ports = new Ports(options.portOffset());
        try {
            ports.requireFree();
        } catch (LaunchException e) {
            data.close();
            throw e;
        }
        progress.accept("Redis");
        RedisStore redis =
                store(() -> RedisStore.start(ports.redis(), data.resolve("redis"), List.of("--save", "")), data::close);
        progress.accept("PostgreSQL");
        PostgresStore postgres = store(() -> PostgresStore.start(ports.postgres(), data.resolve("postgres")), () -> {
            redis.close();
            data.close();
        });
        LocalSystem system = new LocalSystem(ports, new Services(options, data, ports), data, redis, postgres);
        try {
            system.startServices(progress);
        } catch (RuntimeException e) {
            system.close();
            throw e;
        }
        return system;
    }

    private static <T> T store(Supplier<T> start, Runnable otherwise) {
        try {
            return start.get();
        } catch (IllegalStateException | UncheckedIOException e) {
            otherwise.run();
            throw new LaunchException(e.getMessage() + '.');
        }
    }

    /** The ports. */
    public Ports ports() {
        return ports;
    }

    /** Redis. */
    public RedisStore redis() {
        return redis;
    }

    /** PostgreSQL. */
    public PostgresStore postgres() {
        return postgres;
    }

    /** The names and values of {@code local.env}. */
    public Map<String, String> environment() {
        return environment;
    }

    /** All Java processes. */
    public List<ServiceProcess> processes() {
        return List.copyOf(processes);
    }

    /** The process of this name, such as {@code auth-service}. */
    public ServiceProcess process(String name) {
        return processes.stream()
                .filter(process -> process.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no process " + name));
    }

    /** The password of PostgreSQL's role {@code postgres}. */
    public String ownerPassword() {
        return services.password("postgres");
    }

    /** The folder with data, logs and secrets. */
    public Path folder() {
        return data.resolve(".");
    }

    /**
     * Starts one more process of a service and waits until it is ready.
     *
     * @param service such as {@code auth-service}
     * @param name the process's own
     * @param changes settings that differ from the first one's: the ports at least
     */
    public ServiceProcess startAnother(String service, String name, Map<String, String> changes) {
        ServiceProcess process = services.another(service, name, changes);
        synchronized (this) {
            others.add(process);
        }
        process.start();
        process.awaitReady();
        return process;
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        if (demo != null) {
            demo.close();
        }
        List<ServiceProcess> all =
                Stream.concat(others.stream(), processes.stream()).toList();
        all.forEach(ServiceProcess::terminate);
        all.forEach(ServiceProcess::close);
        postgres.close();
        redis.close();
        data.close();
    }

    private void startServices(Consumer<String> progress) {
        postgres.createEmptyDatabase("hania");
        for (String role : List.of("hania_auth", "hania_widget")) {
            postgres.execute(
                    "do $$ begin create role " + role + " login; exception when duplicate_object then null; end $$");
            postgres.execute("alter role " + role + " password '" + services.password(role) + "'");
        }
        processes.addAll(
                List.of(services.admin(), services.auth(), services.sandbox(), services.widget(), services.gateway()));
        progress.accept("services");
        processes.forEach(ServiceProcess::start);
        for (ServiceProcess process : processes) {
            process.awaitReady();
            progress.accept(process.name());
        }
        environment = facts();
        startDemo(environment, data.environment().getOrDefault("WIDGET_KEY", ""));
        data.write("local.env", environment);
    }

    /** Two customers' sites with one widget key, which only the first may use. */
    private void startDemo(Map<String, String> facts, String before) {
        String gateway = Services.local(ports.gateway());
        String key = before.isEmpty()
                ? SampleWidget.create(gateway, facts.getOrDefault("API_KEY", ""), ports.demo())
                : before;
        demo = DemoSites.start(ports.demo(), ports.otherDemo(), gateway, key);
        facts.put("WIDGET_KEY", key);
        facts.put("DEMO_URL", Services.local(ports.demo()));
        facts.put("OTHER_DEMO_URL", "http://127.0.0.1:" + ports.otherDemo());
    }

    private Map<String, String> facts() {
        Map<String, String> before = data.environment();
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("GATEWAY_URL", Services.local(ports.gateway()));
        facts.put("AUTH_URL", Services.local(ports.auth()));
        facts.put("ADMIN_URL", Services.local(ports.admin()));
        facts.put("WIDGET_URL", Services.local(ports.widget()));
        facts.put("SANDBOX_URL", Services.local(ports.sandbox()));
        facts.put("ADMIN_EMAIL", Services.EMAIL);
        facts.put("ADMIN_PASSWORD", data.secret("admin-password"));
        if (before.containsKey("LIMITED_KEY")) {
            for (String name : List.of("API_KEY", "READ_ONLY_KEY", "LIMITED_KEY")) {
                facts.put(name, before.getOrDefault(name, ""));
            }
        } else {
            Dashboard dashboard = new Dashboard(Services.local(ports.admin()));
            dashboard.signIn(Services.EMAIL, data.secret("admin-password"));
            facts.put(
                    "API_KEY",
                    dashboard.createKey("Sample: everything", List.of(), 0).secret());
            facts.put(
                    "READ_ONLY_KEY",
                    dashboard
                            .createKey("Sample: reads bots", List.of("bots:read"), 0)
                            .secret());
            facts.put(
                    "LIMITED_KEY",
                    dashboard
                            .createKey("Sample: two calls an hour", List.of("bots:read"), 2)
                            .secret());
        }
        return facts;
    }
}
