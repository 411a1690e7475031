package io.hania.access.gateway.proxy;

import io.hania.access.gateway.wire.BodyReader;
import io.hania.access.gateway.wire.Head;
import io.netty.buffer.ByteBuf;

/** The caller's side of one request to an upstream. Everything happens on one event loop. */
public interface Exchange {
    /** How it went wrong. */
    enum Failure {
        /** No connection could be made. */
        UNREACHABLE,
        /** The connection was lost before a byte of the answer came: the request may never have been seen. */
        LOST,
        /** What came is no answer. */
        NONSENSE,
        /** The connection was lost in the middle of the answer. */
        CUT
    }

    /** The method, which decides whether an answer has a body. */
    String method();

    /** A connection is there for this exchange alone, until it ends or fails. */
    void connected(UpstreamConnection connection);

    /** The head of the answer. */
    void answered(Head head, BodyReader body);

    /** A piece of the answer's body; the receiver releases it. */
    void content(ByteBuf piece);

    /** All that had arrived has been given away: time to flush. */
    void paused();

    /** The answer is complete; the connection isn't this exchange's any more. */
    void ended();

    /** There will be no answer, or no more of it; the connection isn't this exchange's any more. */
    void failed(Failure failure);

    /** The connection takes pieces of the request again. */
    void writable();
}
