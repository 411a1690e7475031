package io.hania.access.link;

import io.netty.buffer.ByteBuf;

/**
 * The gateway's end of a stream. It watches for silence: when a question or ping is out and nothing comes back, it pings,
 * then the stream is {@link #suspect}, then it is closed. Whatever arrives makes it trusted again.
 */
final class ClientStream extends LinkStream {
    private final DecisionClient client;
    private final Peer peer;
    private final LinkOptions options;
    private long waitingSince;
    private boolean waiting;
    private boolean pinged;
    private boolean suspect;
    private boolean leaving;
    private int inFlight;
    private int pings;

    ClientStream(DecisionClient client, Peer peer, LinkOptions options) {
        this.client = client;
        this.peer = peer;
        this.options = options;
    }

    Peer peer() {
        return peer;
    }

    int inFlight() {
        return inFlight;
    }

    /** Whether it has been silent for so long that others are to be preferred. */
    boolean suspect() {
        return suspect;
    }

    /** Whether something is out to which nothing has come back. */
    boolean waiting() {
        return waiting;
    }

    /** Sends the question at the end of this tick; false if it is too long to be asked. */
    boolean send(Pending pending, long now) {
        if (!QuestionCodec.write(out(), pending.id, pending.question, pending.asked)) {
            return false;
        }
        pending.stream = this;
        pending.asked = true;
        inFlight++;
        await(now);
        return true;
    }

    void ping(long now) {
        pinged = true;
        Frame.write(out(), Frame.PING, ++pings);
        await(now);
    }

    /** Looks at the clock, every few milliseconds; false if there is nothing to wait for. */
    boolean check(long now) {
        if (!waiting) {
            return false;
        }
        long silent = now - waitingSince;
        if (silent >= options.death().toNanos()) {
            close();
        } else if (silent >= options.silence().toNanos() && !suspect) {
            suspect = true;
            client.suspected(this);
        } else if (silent >= options.silence().toNanos() / 2 && !pinged) {
            ping(now);
        }
        return true;
    }

    @Override
    void greeted() {
        client.connected(this);
    }

    @Override
    void received(byte type, int id, ByteBuf payload) {
        switch (type) {
            case Frame.ANSWER -> {
                inFlight--;
                client.answered(id, payload);
            }
            case Frame.GO_AWAY -> {
                leaving = true;
                client.left(this);
            }
            case Frame.PONG -> {}
            default -> close();
        }
    }

    @Override
    void tickEnded() {
        pinged = false;
        suspect = false;
        waiting = inFlight > 0;
        waitingSince = waiting ? client.now() : 0;
        if (leaving && inFlight <= 0) {
            close();
        }
    }

    @Override
    void lost() {
        client.lost(this);
    }

    private void await(long now) {
        if (!waiting) {
            waiting = true;
            waitingSince = now;
        }
    }
}
