package io.hania.access.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.hania.access.gateway.GatewayConfig;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.config.SmallRyeConfig;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/** The application as a whole: its defaults, its health, its metrics. */
@QuarkusTest
class GatewayApplicationTest {
    @Inject
    GatewayConfig config;

    @Test
    void hasTheDocumentedDefaults() {
        assertThat(config.authServices()).containsExactly("localhost:8181");
        assertThat(config.upstreams().get("platform")).containsExactly("http://localhost:8090");
        assertThat(config.upstreams().get("widget-service")).containsExactly("http://localhost:8083");
        assertThat(config.trustedProxies()).isEmpty();
        assertThat(config.unauthorizedHold()).isEqualTo(Duration.ofMillis(5));
        assertThat(config.link().budget()).isEqualTo(Duration.ofMillis(250));
        assertThat(config.limits().target()).isEqualTo(8192);
        assertThat(config.limits().headers()).isEqualTo(16384);
        assertThat(config.accessLog()).isFalse();
    }

    @Test
    void isAliveButNotReadyWithoutAnAuthService() throws Exception {
        assertThat(get("/q/health/live").statusCode()).isEqualTo(200);
        HttpResponse<String> ready = get("/q/health/ready");
        assertThat(ready.statusCode()).isEqualTo(503);
        assertThat(ready.body()).contains("\"authServicesConnected\": 0", "\"takesCalls\": true");
    }

    @Test
    void showsItsMetricsFromTheStart() throws Exception {
        assertThat(get("/q/metrics").body())
                .contains("gateway_calls_seconds_count{place=\"account\",status=\"4xx\"}")
                .contains("gateway_decisions_seconds_count{result=\"none\"}")
                .contains("gateway_upstream_seconds_count{outcome=\"timeout\",upstream=\"platform\"}")
                .contains("gateway_streams_open", "gateway_links_up", "gateway_decisions_in_flight");
    }

    private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
        int port = ConfigProvider.getConfig()
                .unwrap(SmallRyeConfig.class)
                .getValue("quarkus.management.port", Integer.class);
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }
}
