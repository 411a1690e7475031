package io.hania.access.gateway.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Heads and bodies read the same however they are cut, and anything at all is either read or refused. */
class ReadingPropertiesTest {
    private final HeadReader reader = HeadReader.ofRequests(8192, 16384);

    @Property
    void anyBytesAreReadOrRefused(@ForAll @Size(max = 300) byte[] bytes, @ForAll boolean ended) {
        ByteBuf in = Unpooled.buffer().writeBytes(bytes);
        if (ended) {
            in.writeBytes("\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        try {
            Head head = reader.read(in);
            assertThat(head == null || head.size() >= 0).isTrue();
        } catch (BadMessage refused) {
            assertThat(refused.reason()).isNotNull();
        }
    }

    @Property
    void aMutatedHeadIsReadOrRefused(@ForAll @IntRange(max = 90) int at, @ForAll byte mutation) throws BadMessage {
        byte[] bytes =
                "GET /api/v1/bots?x=1 HTTP/1.1\r\nHost: gateway\r\nAccept: */*\r\nContent-Length: 12\r\nX-Y: z\r\n\r\n"
                        .getBytes(StandardCharsets.US_ASCII);
        bytes[Math.min(at, bytes.length - 1)] = mutation;
        try {
            Head head = reader.read(Unpooled.wrappedBuffer(bytes));
            if (head != null) {
                ByteBuf out = Unpooled.buffer();
                head.writeTarget(out);
                for (int i = 0; i < head.size(); i++) {
                    head.writeLine(out, i);
                }
                String written = out.toString(StandardCharsets.ISO_8859_1);
                assertThat(written.replace("\r\n", "")).doesNotContain("\r", "\n", "\0");
            }
        } catch (BadMessage refused) {
            assertThat(refused.reason()).isNotNull();
        }
    }

    @Property
    void aChunkedBodyReadsTheSameHoweverItIsCut(
            @ForAll("contents") List<String> contents, @ForAll @IntRange(min = 1, max = 7) int step) throws BadMessage {
        StringBuilder wire = new StringBuilder();
        for (String each : contents) {
            wire.append(Integer.toHexString(each.length()))
                    .append(";e=1\r\n")
                    .append(each)
                    .append("\r\n");
        }
        wire.append("0\r\nX-Trailer: dropped\r\n\r\n").append("NEXT");
        byte[] bytes = wire.toString().getBytes(StandardCharsets.US_ASCII);
        BodyReader body = chunked();
        StringBuilder read = new StringBuilder();
        int at = 0;
        ByteBuf in = Unpooled.buffer();
        while (!body.ended() && at < bytes.length) {
            int end = Math.min(at + step, bytes.length);
            in.writeBytes(bytes, at, end - at);
            at = end;
            for (ByteBuf piece = body.next(in); piece != null; piece = body.next(in)) {
                read.append(piece.toString(StandardCharsets.US_ASCII));
                piece.release();
            }
        }
        assertThat(read.toString()).isEqualTo(String.join("", contents));
        assertThat(body.ended()).isTrue();
        in.writeBytes(bytes, at, bytes.length - at);
        assertThat(in.toString(StandardCharsets.US_ASCII)).isEqualTo("NEXT");
    }

    @Property
    void anyChunkedBodyIsReadOrRefused(@ForAll @Size(max = 100) byte[] bytes) throws BadMessage {
        BodyReader body = chunked();
        ByteBuf in = Unpooled.wrappedBuffer(bytes);
        try {
            for (ByteBuf piece = body.next(in); piece != null; piece = body.next(in)) {
                piece.release();
            }
            assertThat(body.ended() || !in.isReadable()).isTrue();
        } catch (BadMessage refused) {
            assertThat(refused.reason()).isNotNull();
        }
    }

    private BodyReader chunked() throws BadMessage {
        Head head = reader.read(Unpooled.copiedBuffer(
                "POST / HTTP/1.1\r\nHost: g\r\nTransfer-Encoding: chunked\r\n\r\n", StandardCharsets.US_ASCII));
        assertThat(head).isNotNull();
        return BodyReader.ofRequest(head);
    }

    @Provide
    Arbitrary<List<String>> contents() {
        return Arbitraries.strings()
                .withCharRange('a', 'z')
                .ofMinLength(1)
                .ofMaxLength(40)
                .list()
                .ofMaxSize(6);
    }
}
