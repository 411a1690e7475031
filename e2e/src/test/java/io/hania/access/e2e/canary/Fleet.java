package io.hania.access.e2e.canary;

import io.hania.access.e2e.Api;
import io.hania.access.e2e.HaniaSystem;
import io.hania.access.e2e.HaniaSystem.Extra;
import io.hania.access.local.Ports;
import io.hania.access.local.ServiceProcess;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** One process of each service. */
record Fleet(Member gateway, Member auth, Member dashboard, Member widget) {
    /**
     * One of them.
     *
     * @param port where it is asked over HTTP
     * @param management where it tells its metrics
     */
    record Member(ServiceProcess process, int port, int management) {
        String address() {
            return "http://localhost:" + port;
        }

        String metrics() {
            return new Api("http://localhost:" + management)
                    .get("/q/metrics", "")
                    .body();
        }
    }

    List<Member> members() {
        return List.of(gateway, auth, dashboard, widget);
    }

    /** The system's own, which tell as little as they do by default. */
    static Fleet quiet(HaniaSystem system) {
        Ports ports = system.local().ports();
        Function<String, ServiceProcess> process = system.local()::process;
        return new Fleet(
                new Member(process.apply("api-gateway"), ports.gateway(), ports.management(0)),
                new Member(process.apply("auth-service"), ports.auth(), ports.management(1)),
                new Member(process.apply("key-admin-service"), ports.admin(), ports.management(2)),
                new Member(process.apply("widget-service"), ports.widget(), ports.management(3)));
    }

    /** Others over the same stores, which tell what these settings make them tell. */
    static Fleet loud(HaniaSystem system, Map<String, String> settings) {
        int http = HaniaSystem.freePort();
        Start auth = new Start(system::authService, with(settings, Map.of("quarkus.http.port", "" + http)));
        Start dashboard = new Start(system::keyAdmin, settings);
        Start widget = new Start(system::widgetService, settings);
        Map<String, String> behind = Map.of(
                "gateway.auth-services", auth.extra().address(),
                "gateway.upstreams.widget-service", widget.extra().url());
        Start gateway = new Start(system::gateway, with(settings, behind));
        return new Fleet(
                gateway.member(),
                new Member(auth.extra().process(), http, auth.management),
                dashboard.member(),
                widget.member());
    }

    private static Map<String, String> with(Map<String, String> settings, Map<String, String> more) {
        Map<String, String> all = new HashMap<>(settings);
        all.putAll(more);
        return all;
    }

    /** A process that is being started. */
    private static final class Start {
        private final int management = HaniaSystem.freePort();
        private final CompletableFuture<Extra> extra;

        Start(Function<Map<String, String>, Extra> start, Map<String, String> settings) {
            Map<String, String> all = with(settings, Map.of("quarkus.management.port", "" + management));
            extra = CompletableFuture.supplyAsync(() -> start.apply(all), Thread::startVirtualThread);
        }

        Extra extra() {
            return extra.join();
        }

        Member member() {
            return new Member(extra().process(), extra().port(), management);
        }
    }
}
