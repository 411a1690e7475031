package io.hania.access.gateway.edge;

import io.hania.access.error.ApiError;
import io.hania.access.gateway.error.OwnAnswer;
import io.hania.access.gateway.proxy.Chunks;
import io.hania.access.gateway.proxy.Exchange;
import io.hania.access.gateway.proxy.Forward;
import io.hania.access.gateway.proxy.RequestWriter;
import io.hania.access.gateway.proxy.UpstreamConnection;
import io.hania.access.gateway.proxy.UpstreamPool;
import io.hania.access.gateway.wire.BodyReader;
import io.hania.access.gateway.wire.Head;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import org.jspecify.annotations.Nullable;

/**
 * The part of a call that happens between caller and upstream: pieces pass in both directions as fast as the slower side
 * takes them, and nothing is kept.
 */
final class Forwarding implements Exchange {
    private static final int HEAD_BYTES = 1024;

    private final Call call;
    private final Head request;
    private final BodyReader body;
    private final @Nullable String token;
    private final long mostBody;
    private final boolean chunkedRequest;
    private long bodyBytes;
    private @Nullable UpstreamPool pool;
    private @Nullable UpstreamConnection connection;
    private @Nullable PassingAnswer answer;
    private boolean retried;
    private boolean over;
    private long began;

    Forwarding(Call call, Head request, BodyReader body, @Nullable String token, long mostBody) {
        this.call = call;
        this.request = request;
        this.body = body;
        this.token = token;
        this.mostBody = mostBody;
        this.chunkedRequest = body.announced() < 0;
    }

    void begin(String upstream) {
        began = System.nanoTime();
        pool = call.loop().upstream(upstream);
        call.client().deadlineIn(call.loop().config().upstream().timeout());
        if (pool == null) {
            failed(Failure.UNREACHABLE);
        } else {
            pool.connect(this);
        }
    }

    @Override
    public String method() {
        return request.method();
    }

    @Override
    public void connected(UpstreamConnection made) {
        UpstreamPool from = pool;
        if (over || from == null) {
            made.abort();
            return;
        }
        connection = made;
        ByteBuf out = allocator().buffer(HEAD_BYTES);
        RequestWriter.write(out, forward(), from.upstream());
        made.write(out);
        if (body.ended()) {
            made.sent();
            made.flush();
        } else {
            made.flush();
            Continue.send(call.client(), request);
            call.client().readBody(true);
        }
    }

    private Forward forward() {
        var sender = call.client().sender();
        return new Forward(
                request,
                body,
                call.headers().requestId(),
                token,
                sender.forwardedFor(request),
                sender.proto(request),
                sender.host(request),
                call.record().traceparent());
    }

    boolean takesBody() {
        return connection != null && connection.isWritable();
    }

    void bodyPiece(ByteBuf piece) {
        UpstreamConnection to = connection;
        bodyBytes += piece.readableBytes();
        if (to == null) {
            piece.release();
        } else if (bodyBytes > mostBody) {
            piece.release();
            giveUp(ApiError.BODY_TOO_LARGE);
        } else {
            to.write(chunkedRequest ? Chunks.chunk(allocator(), piece) : piece);
            if (answer == null) {
                call.client().deadlineIn(call.loop().config().upstream().timeout());
            }
        }
    }

    void bodyPaused() {
        if (connection != null && bodyBytes > 0 && !body.ended()) {
            connection.flush();
            if (!connection.isWritable()) {
                call.client().readBody(false);
            }
        }
    }

    void bodyEnded() {
        UpstreamConnection to = connection;
        if (to == null) {
            return;
        }
        if (chunkedRequest) {
            ByteBuf last = allocator().buffer(8);
            Chunks.writeLast(last);
            to.write(last);
        }
        to.sent();
        to.flush();
    }

    @Override
    public void writable() {
        if (!body.ended()) {
            call.client().readBody(true);
        }
    }

    @Override
    public void answered(Head head, BodyReader framing) {
        call.loop().metrics().upstream(upstreamName(), "answered", System.nanoTime() - began);
        if (head.status() == 101 || head.status() == 401 && token != null) {
            giveUp(ApiError.UPSTREAM_UNAVAILABLE);
            return;
        }
        answer = new PassingAnswer(call, request, head, framing);
        call.client().deadlineIn(call.loop().config().upstream().streamIdle());
    }

    @Override
    public void content(ByteBuf piece) {
        if (answer == null) {
            piece.release();
        } else {
            answer.pass(piece);
            heedCaller();
        }
    }

    @Override
    public void paused() {
        if (answer != null) {
            answer.flush();
            heedCaller();
            call.client().deadlineIn(call.loop().config().upstream().streamIdle());
        }
    }

    /** Reads no more from the upstream than the caller takes. */
    private void heedCaller() {
        if (connection != null && !call.client().channel().isWritable()) {
            connection.read(false);
        }
    }

    void callerWritable(boolean writable) {
        if (connection != null) {
            connection.read(writable);
        }
    }

    @Override
    public void ended() {
        connection = null;
        PassingAnswer passed = answer;
        if (passed != null) {
            passed.end();
            finish();
            call.finished(passed.status(), passed.lasts(body.ended()));
        }
    }

    @Override
    public void failed(Failure failure) {
        UpstreamConnection lost = connection;
        connection = null;
        if (over) {
            return;
        }
        if (failure == Failure.LOST && lost != null && lost.used() && repeatable() && pool != null) {
            retried = true;
            pool.connectAnew(this);
            return;
        }
        call.loop().metrics().upstream(upstreamName(), "unreachable", System.nanoTime() - began);
        endWith(ApiError.UPSTREAM_UNAVAILABLE);
    }

    /** Lets go of the upstream and tells the caller, if that can still be told. */
    void giveUp(ApiError fault) {
        abort();
        if (fault == ApiError.UPSTREAM_TIMEOUT) {
            call.loop().metrics().upstream(upstreamName(), "timeout", System.nanoTime() - began);
        }
        endWith(fault);
    }

    void callerGone() {
        if (!over) {
            call.loop().metrics().upstream(upstreamName(), "aborted", System.nanoTime() - began);
            abort();
            finish();
        }
    }

    private void endWith(ApiError fault) {
        PassingAnswer begun = answer;
        if (begun == null || begun.unseen()) {
            finish();
            call.answer(OwnAnswer.of(fault));
        } else {
            finish();
            call.broken(begun.status());
        }
    }

    private void finish() {
        over = true;
        PassingAnswer passed = answer;
        answer = null;
        if (passed != null) {
            passed.close();
        }
    }

    private void abort() {
        UpstreamConnection held = connection;
        connection = null;
        if (held != null) {
            held.abort();
        }
    }

    /** Whether the request may be sent again: nothing but its head was sent, and sending it twice does no harm. */
    private boolean repeatable() {
        return !retried
                && body.ended()
                && bodyBytes == 0
                && switch (request.method()) {
                    case "GET", "HEAD", "PUT", "DELETE", "OPTIONS" -> true;
                    default -> false;
                };
    }

    private String upstreamName() {
        return pool == null ? "none" : pool.upstream().name();
    }

    private ByteBufAllocator allocator() {
        return call.client().channel().alloc();
    }
}
