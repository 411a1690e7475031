package io.hania.access.e2e.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.hania.access.e2e.Api;
import io.hania.access.e2e.HaniaSystem;
import io.hania.access.e2e.RawSocket;
import io.hania.access.e2e.attack.KnownAnswers.Row;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Targets and framings that could be read in two ways, at every public port. */
class KnownAnswersTest {
    private static final String HIDDEN = "GET /api/v1/bots/hidden HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n";
    private static final String CHUNKED = "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n";
    private static final int MOMENT = 300;

    static Stream<Arguments> attacks() {
        return Arrays.stream(Door.values())
                .flatMap(door -> Stream.concat(KnownAnswers.targets().stream(), KnownAnswers.framings().stream())
                        .map(row -> Arguments.of(door, row)));
    }

    static Stream<Arguments> badChunks() {
        return Arrays.stream(Door.values())
                .flatMap(door -> KnownAnswers.badChunks().map(chunk -> Arguments.of(door, chunk)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("attacks")
    void isRefusedOnceAndNothingBehindItIsAnswered(Door door, Row row) {
        Answers answers = Answers.to(door, row.bytes(door) + HIDDEN);
        assertThat(answers.statuses()).containsExactly(row.status());
        assertThat(answers.ended()).as("the connection ends").isTrue();
        assertThat(answers.hasCors()).isFalse();
        assertThat(answers.says("invalid_request")).isEqualTo(row.status() == 400);
    }

    @Test
    void nothingOfAllThisReachesTheUpstream() {
        long before = callsOfTheUpstream();
        Stream.concat(KnownAnswers.targets().stream(), KnownAnswers.framings().stream())
                .forEach(row -> Answers.to(Door.GATEWAY, row.bytes(Door.GATEWAY) + HIDDEN));
        assertThat(callsOfTheUpstream()).isEqualTo(before + 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/API/V1/BOTS", "/api/V1/bots", "/api/v1/Bots", "/api/v1/bots/"})
    void anotherSpellingIsAnotherPath(String path) {
        Answers answers = Answers.to(
                Door.GATEWAY,
                "GET " + path + " HTTP/1.1\r\nHost: h\r\nConnection: close\r\n" + Door.GATEWAY.credential() + "\r\n");
        assertThat(answers.statuses()).containsExactly(404);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("badChunks")
    void aBadChunkEndsTheConnectionWithOneAnswerOnly(Door door, String chunk) {
        String head = "POST /api/v1/bots HTTP/1.1\r\nHost: h\r\n" + door.credential() + CHUNKED;
        Answers atOnce = Answers.to(door, head + chunk + HIDDEN);
        assertThat(atOnce.statuses()).hasSize(1);
        assertThat(atOnce.ended()).isTrue();
        if (door != Door.GATEWAY) {
            assertThat(atOnce.statuses()).containsExactly(400);
        }
    }

    /** A service may answer a head before it has read the body, which then turns out bad. */
    @ParameterizedTest
    @EnumSource
    void aBadChunkThatComesLaterEndsTheConnectionWithOneAnswerOnly(Door door) {
        try (RawSocket socket = door.open()) {
            socket.send("POST /api/v1/bots HTTP/1.1\r\nHost: h\r\n" + door.credential() + CHUNKED);
            String early = socket.patience(MOMENT).readAll();
            socket.patience(5000).send("z\r\n" + HIDDEN);
            Answers late = Answers.read(socket);
            assertThat(new Answers(early + late.text(), true).statuses()).hasSize(1);
            assertThat(late.ended()).isTrue();
        }
    }

    /** With a GET too, a body is a body: the request in it is none. */
    @ParameterizedTest
    @EnumSource
    void aBodyThatLooksLikeARequestStaysABody(Door door) {
        String start = "GET /api/v1/none HTTP/1.1\r\nHost: h\r\n" + door.credential();
        Answers answers = Answers.to(
                door,
                start + "Content-Length: " + HIDDEN.length() + "\r\n\r\n" + HIDDEN + start
                        + "Connection: close\r\n\r\n");
        assertThat(answers.statuses()).hasSizeLessThanOrEqualTo(2);
        assertThat(answers.ended()).isTrue();
        if (door == Door.GATEWAY) {
            assertThat(answers.statuses()).containsExactly(404, 404);
        }
    }

    @ParameterizedTest
    @EnumSource
    void anOfferToGoOnAsHttp2IsNotTaken(Door door) {
        Answers answers = Answers.to(
                door,
                "GET /api/v1/bots HTTP/1.1\r\nHost: h\r\nConnection: Upgrade, HTTP2-Settings, close\r\nUpgrade: h2c\r\n"
                        + "HTTP2-Settings: AAMAAABkAAQAoAAAAAIAAAAA\r\n" + door.credential() + "\r\n");
        assertThat(answers.statuses()).hasSize(1).doesNotContain(101);
        assertThat(answers.text()).startsWith("HTTP/1.1 ");
    }

    /** Pipelined: every good request gets its answer, the bad one its refusal, in that order, and nothing follows. */
    @ParameterizedTest
    @EnumSource
    void aBadRequestKeepsItsTurn(Door door) {
        String good = "GET /api/v1/none HTTP/1.1\r\nHost: h\r\n" + door.credential() + "\r\n";
        Answers answers =
                Answers.to(door, good.repeat(3) + "GET //x HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n" + HIDDEN);
        List<Integer> expected = Collections.nCopies(3, answers.statuses().getFirst());
        assertThat(answers.statuses())
                .startsWith(expected.toArray(Integer[]::new))
                .hasSize(4)
                .last()
                .isEqualTo(400);
        assertThat(answers.statuses().getFirst()).isNotEqualTo(400);
    }

    private static long callsOfTheUpstream() {
        HaniaSystem system = HaniaSystem.shared();
        return Long.parseLong(system.api()
                .get(Api.BOTS, system.fact("API_KEY"))
                .headers()
                .firstValue("X-Sandbox-Calls")
                .orElseThrow());
    }
}
