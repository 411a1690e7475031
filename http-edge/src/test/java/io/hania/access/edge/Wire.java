package io.hania.access.edge;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** A connection to a gate: what it let pass, what it and the server behind it answered. */
final class Wire {
    private final EmbeddedChannel channel =
            new EmbeddedChannel(new FramingGate(Duration.ofSeconds(10)), new HttpResponseEncoder());

    static Wire of(String bytes) {
        return of(bytes, List.of());
    }

    /** The same bytes, cut at these places. */
    static Wire of(String bytes, List<Integer> cuts) {
        Wire wire = new Wire();
        int from = 0;
        for (int cut : cuts.stream()
                .filter(c -> c > 0 && c < bytes.length())
                .distinct()
                .sorted()
                .toList()) {
            wire.send(bytes.substring(from, cut));
            from = cut;
        }
        wire.send(bytes.substring(from));
        return wire;
    }

    void send(String bytes) {
        channel.writeInbound(Unpooled.copiedBuffer(bytes, StandardCharsets.ISO_8859_1));
        channel.runPendingTasks();
    }

    /** The server behind gives a whole answer of no length. */
    void serve() {
        begin();
        end();
    }

    /** The server behind begins to answer. */
    void begin() {
        HttpResponse response = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
        response.headers().set("Transfer-Encoding", "chunked");
        write(response);
    }

    /** The server behind ends its answer. */
    void end() {
        write(LastHttpContent.EMPTY_LAST_CONTENT);
    }

    /** As servers do: without a look at whether the connection still takes it. */
    private void write(HttpObject part) {
        channel.writeAndFlush(part, channel.voidPromise());
        channel.runPendingTasks();
    }

    /** All that has come out behind the gate since the last call. */
    String passed() {
        return read(true);
    }

    /** All that the gate has answered since the last call. */
    String answered() {
        return read(false);
    }

    /** The status of the gate's answer, or {@code pass}. */
    String verdict() {
        String answer = answered();
        return answer.isEmpty() ? "pass" : answer.substring(9, 12);
    }

    void wait(Duration time) {
        channel.advanceTimeBy(time.toMillis(), java.util.concurrent.TimeUnit.MILLISECONDS);
        channel.runScheduledPendingTasks();
    }

    boolean open() {
        return channel.isOpen();
    }

    private String read(boolean inbound) {
        StringBuilder text = new StringBuilder();
        for (ByteBuf next = take(inbound); next != null; next = take(inbound)) {
            text.append(next.toString(StandardCharsets.ISO_8859_1));
            next.release();
        }
        return text.toString();
    }

    private ByteBuf take(boolean inbound) {
        return inbound ? channel.readInbound() : channel.readOutbound();
    }
}
