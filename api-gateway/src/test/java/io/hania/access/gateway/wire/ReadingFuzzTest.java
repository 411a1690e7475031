package io.hania.access.gateway.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;

/** Any bytes at all on the gateway's port. A minute of it: CONTRIBUTING.md. */
class ReadingFuzzTest {
    private final HeadReader reader = HeadReader.ofRequests(8192, 16384);

    @FuzzTest(maxDuration = "1m")
    void aRequestIsReadOrRefusedTheSameHoweverItIsCut(byte[] bytes) {
        String whole = read(bytes, bytes.length);
        String cut = read(bytes, Math.max(1, bytes.length / 3));
        if (whole.startsWith("read") || cut.startsWith("read")) {
            assertThat(cut).isEqualTo(whole);
        }
        assertThat(whole.replace("\r\n", "")).doesNotContain("\r", "\n", "\0");
    }

    /** What passes on of one request, or what became of it. */
    private String read(byte[] bytes, int step) {
        ByteBuf in = Unpooled.buffer();
        try {
            Head head = null;
            for (int at = 0; head == null && at < bytes.length; at += step) {
                in.writeBytes(bytes, at, Math.min(step, bytes.length - at));
                head = reader.read(in);
            }
            return head == null
                    ? "more is wanted"
                    : "read " + written(head) + BodyReader.ofRequest(head).announced();
        } catch (BadMessage refused) {
            return "refused";
        }
    }

    private static String written(Head head) {
        ByteBuf out = Unpooled.buffer();
        head.writeTarget(out);
        for (int i = 0; i < head.size(); i++) {
            head.writeLine(out, i);
        }
        return out.toString(StandardCharsets.ISO_8859_1);
    }
}
