package io.hania.access.e2e.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.hania.access.e2e.Api;
import io.hania.access.e2e.Await;
import io.hania.access.e2e.FaultProxy;
import io.hania.access.e2e.FaultProxy.Fault;
import io.hania.access.e2e.HaniaSystem;
import io.hania.access.local.ServiceProcess;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Services gone or out of their minds: 503 or 502 within a second, and nothing undecided reaches the upstream. */
class ServiceFaultTest {
    private static final Duration RECOVERY = Duration.ofSeconds(15);
    private static final Duration SECOND = Duration.ofSeconds(1);

    private static FaultProxy line;
    private static HaniaSystem.Extra gateway;

    private final HaniaSystem system = HaniaSystem.shared();
    private final Api api = system.api();
    private final String key = system.fact("API_KEY");

    /** One more gateway, whose line to auth-service can be spoilt. */
    @BeforeAll
    static void openALine() {
        line = new FaultProxy(HaniaSystem.shared().local().ports().link());
        gateway = HaniaSystem.shared().gateway(Map.of("gateway.auth-services", "localhost:" + line.port()));
    }

    @AfterAll
    static void closeTheLine() {
        gateway.close();
        line.close();
    }

    @Test
    void authServiceKilled() {
        ServiceProcess auth = system.local().process("auth-service");
        long before = seenByTheUpstream();
        auth.kill();
        expectNoDecision(api);
        auth.start();
        auth.awaitReady();
        Await.until("calls are decided again", RECOVERY, () -> api.status(key) == 200);
        assertThat(seenByTheUpstream() - before).isLessThanOrEqualTo(2);
    }

    @Test
    void authServiceStopped() {
        ServiceProcess auth = system.local().process("auth-service");
        auth.pauseProcess();
        try {
            expectNoDecision(api);
        } finally {
            auth.resumeProcess();
        }
        Await.until("calls are decided again", RECOVERY, () -> api.status(key) == 200);
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"CUT", "RESET", "BLACK_HOLE", "TRUNCATE", "GARBLE"})
    void theLineToAuthService(Fault fault) {
        Await.until("calls are decided", RECOVERY, () -> gateway.api().status(key) == 200);
        line.set(fault);
        expectNoDecision(gateway.api());
        line.set(Fault.NONE);
        Await.until("calls are decided again", RECOVERY, () -> gateway.api().status(key) == 200);
    }

    @Test
    void aDeadAuthServiceAmongTwoCostsNoCall() {
        TwoOfEach two = TwoOfEach.shared();
        ServiceProcess dead = two.auths.getLast().process();
        dead.kill();
        try {
            for (int i = 0; i < 50; i++) {
                assertThat(two.gateway().status(key)).isEqualTo(200);
            }
        } finally {
            dead.start();
            dead.awaitReady();
        }
    }

    @Test
    void theUpstreamKilled() {
        ServiceProcess sandbox = system.local().process("sandbox");
        sandbox.kill();
        assertThat(api.status(key)).isEqualTo(502);
        sandbox.start();
        sandbox.awaitReady();
        Await.until("the upstream answers again", RECOVERY, () -> api.status(key) == 200);
    }

    private void expectNoDecision(Api asked) {
        for (int i = 0; i < 5; i++) {
            long start = System.nanoTime();
            HttpResponse<String> answer = asked.get(Api.BOTS, key);
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SECOND);
            assertThat(answer.body()).contains("auth_unavailable");
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        }
    }

    private long seenByTheUpstream() {
        HttpResponse<String> answer = api.get(Api.BOTS, key);
        return Long.parseLong(answer.headers().firstValue("X-Sandbox-Calls").orElseThrow());
    }
}
