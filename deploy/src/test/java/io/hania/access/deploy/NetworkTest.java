package io.hania.access.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.hania.access.deploy.Network.Peer;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who reaches whom, asked of the NetworkPolicies by the rules of their API. */
@Tag("rendering")
class NetworkTest {
    private static final List<Integer> PORTS =
            List.of(5432, 6379, 8080, 8081, 8082, 8083, 8181, 9000, 9001, 9002, 9003);

    static Stream<Network> networks() {
        return Renders.all().map(Network::new);
    }

    @ParameterizedTest
    @MethodSource("networks")
    void onlyTheGatewayAndTheDashboardAreReachableFromOutside(Network network) {
        assertThat(reachable(network, Peer.internet()))
                .containsExactlyInAnyOrder("api-gateway:8080", "key-admin-service:8082");
    }

    @ParameterizedTest
    @MethodSource("networks")
    void everyServiceReachesWhatItNeedsAndNothingElse(Network network) {
        assertThat(reachable(network, network.pod("api-gateway")))
                .containsExactlyInAnyOrder("auth-service:8181", "widget-service:8083");
        assertThat(reachable(network, network.pod("widget-service"))).containsExactly("auth-service:8081");
        assertThat(reachable(network, network.pod("auth-service"))).isEmpty();
        assertThat(reachable(network, network.pod("key-admin-service"))).isEmpty();
        assertThat(reachable(network, network.pod("migrate"))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("networks")
    void prometheusReachesTheManagementPorts(Network network) {
        assertThat(reachable(network, Peer.in("monitoring")))
                .contains("api-gateway:9000", "auth-service:9001", "key-admin-service:9002", "widget-service:9003");
    }

    @ParameterizedTest
    @MethodSource("networks")
    void thePlatformReachesTheKeySetAndIsReachedByThoseWhoCallIt(Network network) {
        assertThat(reachable(network, Peer.in("platform")))
                .contains("auth-service:8081")
                .doesNotContain("auth-service:8181");
        assertThat(Stream.of("api-gateway", "widget-service"))
                .allMatch(service -> network.lets(network.pod(service), Peer.in("platform"), 80));
        assertThat(Stream.of("auth-service", "key-admin-service", "migrate"))
                .noneMatch(service -> network.lets(network.pod(service), Peer.in("platform"), 80));
    }

    @ParameterizedTest
    @MethodSource("networks")
    void nobodyButTheGatewayAsksForDecisionsOverTheLink(Network network) {
        assertThat(Stream.of("key-admin-service", "widget-service", "migrate"))
                .noneMatch(service -> network.lets(network.pod(service), network.pod("auth-service"), 8181));
        assertThat(network.lets(Peer.in("elsewhere"), network.pod("auth-service"), 8181))
                .isFalse();
    }

    @ParameterizedTest
    @MethodSource("networks")
    void noServiceReachesTheInternet(Network network) {
        assertThat(Project.SERVICES).noneMatch(service -> network.lets(network.pod(service), Peer.internet(), 443));
    }

    @Test
    void onlyThoseWhoNeedTheStoresReachThem() {
        Network dev = new Network(Renders.overlay("dev"));
        Set<String> stores = Set.of("auth-service", "key-admin-service", "widget-service", "migrate");
        assertThat(dev.render().workloads().map(Manifest::name)).allSatisfy(name -> {
            assertThat(dev.lets(dev.pod(name), dev.pod("postgres"), 5432))
                    .as(name)
                    .isEqualTo(stores.contains(name));
            assertThat(dev.lets(dev.pod(name), dev.pod("redis"), 6379)).as(name).isEqualTo(stores.contains(name));
        });
        assertThat(dev.lets(Peer.in("elsewhere"), dev.pod("postgres"), 5432)).isFalse();
        assertThat(dev.lets(Peer.internet(), dev.pod("redis"), 6379)).isFalse();
    }

    @Test
    void storesOutsideAreReachedInTheirOwnSubnetsOnly() {
        Network prod = new Network(Renders.overlay("prod"));
        assertThat(prod.lets(prod.pod("auth-service"), Peer.at("10.20.0.9"), 5432))
                .isTrue();
        assertThat(prod.lets(prod.pod("auth-service"), Peer.at("10.20.1.9"), 6379))
                .isTrue();
        assertThat(prod.lets(prod.pod("auth-service"), Peer.at("10.20.2.9"), 5432))
                .isFalse();
        assertThat(prod.lets(prod.pod("api-gateway"), Peer.at("10.20.0.9"), 5432))
                .isFalse();
        assertThat(prod.lets(prod.pod("api-gateway"), Peer.at("10.20.1.9"), 6379))
                .isFalse();
    }

    private static Set<String> reachable(Network network, Peer from) {
        Set<String> reached = new TreeSet<>();
        for (String service : Project.SERVICES) {
            for (int port : PORTS) {
                if (network.lets(from, network.pod(service), port)) {
                    reached.add(service + ":" + port);
                }
            }
        }
        return reached;
    }
}
