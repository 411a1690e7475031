package io.hania.access.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FramingGateTest {
    private static final String GET = "GET /a HTTP/1.1\r\nHost: h\r\n\r\n";
    private static final String HEAD = "POST /a HTTP/1.1\r\nHost: h\r\n";

    @Nested
    class Refuses {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n",
                    "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n",
                    "Content-Length: 5\r\nContent-Length: 6\r\n",
                    "Content-Length: 5\r\nContent-Length: 5\r\n",
                    "Content-Length: 5, 5\r\n",
                    "Content-Length: +5\r\n",
                    "Content-Length: -1\r\n",
                    "Content-Length: 0x5\r\n",
                    "Content-Length: 5 5\r\n",
                    "Content-Length:\r\n",
                    "Content-Length: 9999999999999999999\r\n",
                    "Transfer-Encoding : chunked\r\n",
                    "Transfer-Encoding\t: chunked\r\n",
                    "Transfer-Encoding: xchunked\r\n",
                    "Transfer-Encoding: chunked, identity\r\n",
                    "Transfer-Encoding: gzip, chunked\r\n",
                    "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n",
                    "Transfer-Encoding: \u000bchunked\r\n",
                    "Folded: a\r\n b\r\n",
                    "Folded: a\r\n\tb\r\n",
                    "X: a\rb\r\n",
                    "X: a\nY: b\r\n",
                    "X: a\0b\r\n",
                    "X\0: b\r\n",
                    "X\r\n",
                    ": x\r\n",
                    "X Y: z\r\n",
                    "Host: other\r\n",
                })
        void aHeadThatCanBeReadInTwoWays(String lines) {
            Wire wire = Wire.of(HEAD + lines + "\r\nhello");
            assertThat(wire.verdict()).isEqualTo("400");
            assertThat(wire.passed()).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "GET /a HTTP/1.1\r\n\r\n",
                    "GET /a HTTP/1.1\r\nHost:\r\n\r\n",
                    "GET /a HTTP/1.1\r\nHost: a b\r\n\r\n",
                    "GET /a HTTP/1.1\r\nHost: a@b\r\n\r\n",
                    "POST /a HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n",
                    "GET /a HTTP/1.1\nHost: h\n\n",
                    "\r\nGET /a HTTP/1.1\r\nHost: h\r\n\r\n",
                    " GET /a HTTP/1.1\r\nHost: h\r\n\r\n",
                    "GET  /a HTTP/1.1\r\nHost: h\r\n\r\n",
                    "GET /a  HTTP/1.1\r\nHost: h\r\n\r\n",
                    "GET /a HTTP/1.1 \r\nHost: h\r\n\r\n",
                    "GET /a\r\nHost: h\r\n\r\n",
                    "GET /a HTTP/1.2\r\nHost: h\r\n\r\n",
                    "GET /a http/1.1\r\nHost: h\r\n\r\n",
                    "GET /a\tHTTP/1.1\r\nHost: h\r\n\r\n",
                    "G@T /a HTTP/1.1\r\nHost: h\r\n\r\n",
                    "GET http://other/a HTTP/1.1\r\nHost: h\r\n\r\n",
                    "OPTIONS * HTTP/1.1\r\nHost: h\r\n\r\n",
                    "GET //a HTTP/1.1\r\nHost: h\r\n\r\n",
                    "GET /a/../b HTTP/1.1\r\nHost: h\r\n\r\n",
                    "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
                    "\u0016\u0003\u0001 TLS where there is none",
                })
        void aRequestThatIsNone(String bytes) {
            Wire wire = Wire.of(bytes + "\n");
            assertThat(wire.verdict()).isEqualTo("400");
            assertThat(wire.passed()).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "x\r\n",
                    "\r\n",
                    "5;a=b\r\n",
                    "5 \r\n",
                    "+5\r\n",
                    "5\n",
                    "5\r\nhello!\r\n",
                    "5\r\nhelloX\r\n",
                    "1234567890123\r\n"
                })
        void anOddChunk(String chunks) {
            assertThat(Wire.of(HEAD + "Transfer-Encoding: chunked\r\n\r\n" + chunks)
                            .verdict())
                    .isEqualTo("400");
        }

        @Test
        void traceAndConnect() {
            assertThat(Wire.of("TRACE /a HTTP/1.1\r\nHost: h\r\n\r\n").verdict())
                    .isEqualTo("405");
            assertThat(Wire.of("CONNECT a:443 HTTP/1.1\r\nHost: h\r\n\r\n").verdict())
                    .isEqualTo("405");
        }

        @Test
        void longTargetsAndHeaders() {
            assertThat(Wire.of("GET /" + "a".repeat(8200) + " HTTP/1.1\r\nHost: h\r\n\r\n")
                            .verdict())
                    .isEqualTo("414");
            assertThat(Wire.of("GET /" + "a".repeat(9000)).verdict()).isEqualTo("414");
            assertThat(Wire.of(HEAD + "X: " + "a".repeat(17_000) + "\r\n\r\n").verdict())
                    .isEqualTo("431");
            assertThat(Wire.of(HEAD + "X: y\r\n".repeat(3_000)).verdict()).isEqualTo("431");
        }

        @Test
        void aSlowHead() {
            Wire wire = Wire.of("GET /a HTTP/1.1\r\nHo");
            wire.wait(Duration.ofSeconds(9));
            assertThat(wire.verdict()).isEqualTo("pass");
            wire.send("st: h\r\n");
            wire.wait(Duration.ofSeconds(2));
            assertThat(wire.verdict()).isEqualTo("408");
            wire.wait(Duration.ofSeconds(1));
            assertThat(wire.open()).isFalse();
        }

        @Test
        void whatFollowsARefusedRequest() {
            Wire wire = Wire.of(HEAD + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + GET);
            wire.send(GET);
            assertThat(wire.passed()).isEmpty();
            assertThat(wire.answered()).startsWith("HTTP/1.1 400").containsOnlyOnce("HTTP/1.1");
        }
    }

    /** One answer for each request, in their order, and none after the refusal. */
    @Nested
    class Answers {
        private static final String BAD = "GET //a HTTP/1.1\r\nHost: h\r\n\r\n";
        private static final String BAD_BODY = HEAD + "Transfer-Encoding: chunked\r\n\r\nx\r\n";

        @ParameterizedTest
        @ValueSource(strings = {BAD, BAD_BODY})
        void aBadRequestBehindGoodOnesInItsTurn(String bad) {
            Wire wire = Wire.of(GET + GET + bad + GET);
            assertThat(wire.passed()).isEqualTo(GET + GET);
            assertThat(wire.answered()).isEmpty();
            wire.serve();
            assertThat(wire.answered()).containsOnlyOnce("HTTP/1.1").contains("200 OK");
            wire.serve();
            assertThat(wire.answered()).containsSubsequence("200 OK", "HTTP/1.1 400 ", "invalid_request");
            wire.serve();
            assertThat(wire.answered()).isEmpty();
            wire.wait(Duration.ofSeconds(1));
            assertThat(wire.open()).isFalse();
        }

        @Test
        void aBadBodyOnlyOnceIfTheServerHasAnsweredItsHead() {
            Wire wire = Wire.of(HEAD + "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n");
            wire.serve();
            wire.send("x\r\n" + GET);
            assertThat(wire.answered()).containsOnlyOnce("HTTP/1.1").contains("200 OK");
            wire.wait(Duration.ofSeconds(1));
            assertThat(wire.open()).isFalse();
        }

        @Test
        void aBadBodyWithNothingMoreIfTheServerIsInTheMiddleOfItsAnswer() {
            Wire wire = Wire.of(HEAD + "Transfer-Encoding: chunked\r\n\r\n");
            wire.begin();
            wire.send("x\r\n");
            wire.end();
            assertThat(wire.answered()).containsOnlyOnce("HTTP/1.1").endsWith("chunked\r\n\r\n");
            wire.wait(Duration.ofSeconds(1));
            assertThat(wire.open()).isFalse();
        }

        @Test
        void aBadBodyBeforeTheServerDoes() {
            Wire wire = Wire.of(HEAD + "Transfer-Encoding: chunked\r\n\r\n");
            wire.send("x\r\n");
            wire.serve();
            assertThat(wire.answered()).containsOnlyOnce("HTTP/1.1").startsWith("HTTP/1.1 400 ");
        }

        @Test
        void nothingIfTheRequestsBeforeAreNeverAnswered() {
            Wire wire = Wire.of(GET + BAD);
            wire.wait(Duration.ofSeconds(6));
            assertThat(wire.answered()).isEmpty();
            assertThat(wire.open()).isFalse();
        }
    }

    @Nested
    class Passes {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    GET,
                    "GET /a HTTP/1.0\r\n\r\n",
                    HEAD + "Content-Length: 5\r\n\r\nhello" + GET,
                    HEAD + "Content-Length:5\t\r\n\r\nhello",
                    HEAD + "Content-Length: "
                            + "60\r\n\r\nGET /hidden HTTP/1.1\r\nHost: h\r\nX: 0123456789012345678901\r\n\r\n",
                    HEAD + "transfer-encoding: Chunked\r\n\r\n5\r\nhello\r\n00a\r\n0123456789\r\n0\r\n\r\n" + GET,
                    HEAD + "Transfer-Encoding: chunked\r\n\r\n0\r\nX-Trailer: a\r\n\r\n" + GET,
                    HEAD + "Empty:\r\nUtf: \u00e4\r\n\r\n",
                    "GET /a HTTP/1.1\r\nHost: h\r\nUpgrade: h2c\r\n\r\n",
                })
        void goodRequestsAsTheyAre(String bytes) {
            Wire wire = Wire.of(bytes);
            assertThat(wire.verdict()).isEqualTo("pass");
            assertThat(wire.passed()).isEqualTo(bytes);
        }

        @Test
        void bodiesAsTheyCome() {
            Wire wire = Wire.of(HEAD + "Content-Length: 10\r\n\r\n01");
            assertThat(wire.passed()).endsWith("\r\n01");
            wire.send("234");
            assertThat(wire.passed()).isEqualTo("234");
            wire.wait(Duration.ofMinutes(1));
            assertThat(wire.verdict()).isEqualTo("pass");
        }

        @Test
        void idleConnectionsBetweenRequests() {
            Wire wire = Wire.of(GET);
            wire.wait(Duration.ofMinutes(5));
            wire.send(GET);
            assertThat(wire.passed()).isEqualTo(GET + GET);
        }
    }

    @Property
    void theVerdictDoesNotDependOnHowTheBytesAreCut(
            @ForAll("streams") String bytes, @ForAll("cuts") List<Integer> cuts) {
        Wire whole = Wire.of(bytes);
        Wire cut = Wire.of(bytes, cuts);
        String answer = whole.verdict();
        assertThat(cut.verdict()).isEqualTo(answer);
        if (answer.equals("pass")) {
            assertThat(cut.passed()).isEqualTo(whole.passed());
        }
    }

    @Property
    void whatPassesIsWhatCame(@ForAll("streams") String bytes) {
        assertThat(bytes).startsWith(Wire.of(bytes).passed());
    }

    @Provide
    Arbitrary<String> streams() {
        return Arbitraries.of(
                        GET,
                        HEAD,
                        "Content-Length: 5\r\n",
                        "Transfer-Encoding: chunked\r\n",
                        "Host: h\r\n",
                        "X: y\r\n",
                        " folded\r\n",
                        "\r\n",
                        "hello",
                        "5\r\nhello\r\n",
                        "0\r\n\r\n",
                        "\n",
                        "\0",
                        "X: " + "a".repeat(9000) + "\r\n",
                        "GET /" + "a".repeat(8190),
                        " HTTP/1.1\r\n")
                .list()
                .ofMinSize(1)
                .ofMaxSize(12)
                .map(parts -> String.join("", parts));
    }

    @Provide
    Arbitrary<List<Integer>> cuts() {
        return Arbitraries.integers().between(1, 20_000).list().ofMaxSize(30);
    }
}
