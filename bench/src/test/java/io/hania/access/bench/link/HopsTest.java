package io.hania.access.bench.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class HopsTest {
    @Test
    void theDecisionLinkAnswersAllThatIsAsked() {
        answers(LinkHop::new);
    }

    @Test
    void closingWithQuestionsUnderWayIsNoFault() {
        Hop hop = new LinkHop();
        Hop.Run run = new Hop.Run();
        hop.ask(2_000, run);
        run.stop();

        assertThatCode(hop::close).doesNotThrowAnyException();
    }

    @Test
    void grpcAnswersAllThatIsAsked() {
        answers(GrpcHop::new);
    }

    private static void answers(Supplier<Hop> maker) {
        try (Hop hop = maker.get()) {
            Hop.Run run = new Hop.Run();
            hop.ask(8, run);
            long until = System.nanoTime() + 60_000_000_000L;
            while (run.answers() < 100 && System.nanoTime() < until) {
                LockSupport.parkNanos(1_000_000);
            }
            run.stop();

            assertThat(run.answers()).isGreaterThanOrEqualTo(100);
        }
    }
}
