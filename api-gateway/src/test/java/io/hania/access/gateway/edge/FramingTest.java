package io.hania.access.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A message has one end, or is refused and its connection closed; what hides behind it is never answered. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FramingTest {
    private static final String HIDDEN = "GET /api/v1/hidden HTTP/1.1\r\nHost: g\r\n\r\n";
    private final Rig rig = new Rig();

    @AfterAll
    void close() {
        rig.close();
    }

    private static String post(String... headers) {
        return "POST /api/v1/bots HTTP/1.1\r\nHost: g\r\nAuthorization: Bearer " + Rig.KEY.value() + "\r\n"
                + String.join("\r\n", headers) + "\r\n\r\n";
    }

    static Stream<String> ambiguous() {
        return Stream.of(
                post("Content-Length: 5", "Transfer-Encoding: chunked") + "0\r\n\r\n",
                post("Transfer-Encoding: chunked", "Content-Length: 5") + "0\r\n\r\n",
                post("Content-Length: 5", "Content-Length: 6") + "hello",
                post("Content-Length: 5", "Content-Length: 5") + "hello",
                post("Content-Length: 5, 5") + "hello",
                post("Content-Length: +5") + "hello",
                post("Content-Length: -1"),
                post("Content-Length: 0x5") + "hello",
                post("Content-Length: 5 5") + "hello",
                post("Content-Length:"),
                post("Content-Length: 99999999999999999999"),
                post("Content-Length : 5") + "hello",
                post("Transfer-Encoding : chunked") + "0\r\n\r\n",
                post("Transfer-Encoding: chunked, chunked") + "0\r\n\r\n",
                post("Transfer-Encoding: gzip, chunked") + "0\r\n\r\n",
                post("Transfer-Encoding: identity"),
                post("Transfer-Encoding: xchunked") + "0\r\n\r\n",
                post("Transfer-Encoding: chunked", "Transfer-Encoding: chunked") + "0\r\n\r\n",
                post("Transfer-Encoding:\u000bchunked") + "0\r\n\r\n",
                post("Transfer-Encoding:\u000cchunked") + "0\r\n\r\n");
    }

    static Stream<String> malformed() {
        return Stream.of(
                post("X: a\r\n folded: b"),
                post("X: a\r\n\tContent-Length: 5") + "hello",
                post(" X: a"),
                post("X: a\rY: b"),
                post("X: a\nY: b"),
                post("X: a\u0000b"),
                post("X\u0000: a"),
                post(": a"),
                post("no colon"),
                post("X y: a"),
                post("Host: other"),
                "GET /api/v1/bots HTTP/1.1\r\nHost: a, b\r\n\r\n",
                "GET /api/v1/bots HTTP/1.1\r\nHost: a/b\r\n\r\n",
                "GET /api/v1/bots HTTP/1.1\r\nHost: user@a\r\n\r\n",
                "GET /api/v1/bots HTTP/1.1\r\nHost:\r\n\r\n",
                "GET /api/v1/bots HTTP/1.1\r\nAuthorization: Bearer " + Rig.KEY.value() + "\r\n\r\n",
                "GET /api/v1/bots HTTP/1.1\nHost: g\n\n",
                "GET /api/v1/bots HTTP/1.1\r\nHost: g\r\n\n",
                "GET /api/v1/bots HTTP/2.0\r\nHost: g\r\n\r\n",
                "GET /api/v1/bots HTTP/1.2\r\nHost: g\r\n\r\n",
                "GET /api/v1/bots http/1.1\r\nHost: g\r\n\r\n",
                "GET /api/v1/bots\r\nHost: g\r\n\r\n",
                "\r\nGET /api/v1/bots HTTP/1.1\r\nHost: g\r\n\r\n",
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
                "POST /api/v1/bots HTTP/1.0\r\nHost: g\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n");
    }

    static Stream<String> badChunks() {
        return Stream.of(
                post("Transfer-Encoding: chunked") + "z\r\n",
                post("Transfer-Encoding: chunked") + "-1\r\n",
                post("Transfer-Encoding: chunked") + " 5\r\nhello\r\n",
                post("Transfer-Encoding: chunked") + "5 \r\nhello\r\n",
                post("Transfer-Encoding: chunked") + "0x5\r\nhello\r\n",
                post("Transfer-Encoding: chunked") + "5\nhello\n",
                post("Transfer-Encoding: chunked") + "5\r\nhelloX\r\n0\r\n\r\n",
                post("Transfer-Encoding: chunked") + "5;a\nb\r\nhello\r\n",
                post("Transfer-Encoding: chunked") + "fffffffffffffffff\r\n",
                post("Transfer-Encoding: chunked") + "\r\n");
    }

    @ParameterizedTest
    @MethodSource({"ambiguous", "malformed", "badChunks"})
    void whatCanBeReadTwoWaysIsRefusedAndTheConnectionCloses(String message) {
        try (RawClient client = rig.client()) {
            client.raw(message + HIDDEN);
            RawClient.Answer answer = client.read();
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.says("invalid_request")).isTrue();
            assertThat(answer.header("Connection")).hasValue("close");
            assertThat(client.rest()).isEmpty();
        }
        assertThat(rig.backend.requests).noneMatch(request -> request.head().contains("hidden"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /api/v1/bots HTTP/1.1\nHost: g\n\n",
                "GET /api/v1/bots HTTP/1.1\r\nHost: g\n\n",
                "GET /api/v1/bots HTTP/1.1\r\nHost: g\r\n\n"
            })
    void aBareLineFeedIsRefusedAtOnceWithoutWaitingForTheEnd(String message) {
        try (RawClient client = rig.client()) {
            client.raw(message);
            assertThat(client.read().status()).isEqualTo(400);
            assertThat(client.closed()).isTrue();
        }
    }

    @Test
    void aBodyThatLooksLikeARequestStaysABody() {
        int before = rig.backend.requests.size();
        try (RawClient client = rig.client()) {
            client.send("GET /api/v1/bots", Rig.authorized("Content-Length: " + HIDDEN.length()));
            client.raw(HIDDEN);
            assertThat(client.read().status()).isEqualTo(200);
            client.send("GET /api/v1/bots", Rig.authorized());
            assertThat(client.read().status()).isEqualTo(200);
        }
        assertThat(rig.backend.requests).hasSize(before + 2);
        assertThat(rig.backend.requests.get(before).body()).isEqualTo(HIDDEN);
    }

    @Test
    void anAnswerWithSomethingBehindItEndsItsConnectionToTheUpstream() {
        rig.backend.answers(
                "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil");
        for (int i = 0; i < 3; i++) {
            assertThat(rig.call("GET /api/v1/bots").body()).isEqualTo("{}");
        }
        rig.backend.answersWith();
    }

    @Test
    void anAnswerThatCanBeReadTwoWaysIsNoAnswer() {
        for (String nonsense : new String[] {
            "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
            "HTTP/1.1 200 OK\r\nX : y\r\nContent-Length: 2\r\n\r\n{}",
            "nonsense\r\n\r\n"
        }) {
            rig.backend.answers(nonsense);
            RawClient.Answer answer = rig.call("GET /api/v1/bots");
            assertThat(answer.status()).isEqualTo(502);
            assertThat(answer.says("upstream_unavailable")).isTrue();
        }
        rig.backend.answersWith();
    }

    @Test
    void oldClientsAreServedAndTheirConnectionEnds() {
        try (RawClient client = rig.client()) {
            client.raw("GET /api/v1/bots HTTP/1.0\r\nAuthorization: Bearer " + Rig.KEY.value() + "\r\n\r\n");
            RawClient.Answer answer = client.read();
            assertThat(answer.status()).isEqualTo(200);
            assertThat(client.closed()).isTrue();
        }
    }
}
