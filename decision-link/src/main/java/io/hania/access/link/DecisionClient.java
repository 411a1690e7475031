package io.hania.access.link;

import io.hania.access.decision.Decision;
import io.hania.access.decision.Question;
import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.SocketChannel;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The gateway's side of the hop: one for each event loop, with a stream to each auth-service. A question is written at the
 * end of the tick it was asked in, to the stream with the fewest unanswered ones; it is asked again elsewhere when its
 * stream is lost or falls silent, and given up when its budget is spent. Everything happens on the one event loop.
 */
public final class DecisionClient {
    private static final long CHECK_MILLIS = 20;
    private static final long READ_FIRST_MILLIS = 1;
    private static final long HEARTBEAT_MILLIS = 500;

    private final EventLoop loop;
    private final LinkOptions options;
    private final StreamConnector connector;
    private final LoopClock clock;
    private final PendingQuestions pending;
    private final Map<InetSocketAddress, Peer> peers = new LinkedHashMap<>();
    private final List<ClientStream> ready = new ArrayList<>();
    private final Runnable due = this::due;
    private final Runnable check = this::check;
    private volatile int connected;
    private boolean armed;
    private boolean closed;

    /**
     * Begins to connect.
     *
     * @param channel the kind of socket that belongs to the event loop
     */
    public DecisionClient(
            EventLoop loop, Class<? extends SocketChannel> channel, AuthServices services, LinkOptions options) {
        this.loop = loop;
        this.options = options;
        this.connector = new StreamConnector(loop, channel, options);
        this.clock = new LoopClock(loop, options.budget().toNanos());
        this.pending = new PendingQuestions(options.mostInFlight());
        services.listen(found -> loop.execute(() -> found(found)));
        loop.scheduleAtFixedRate(this::heartbeat, HEARTBEAT_MILLIS, HEARTBEAT_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Asks. To be called on the event loop, on which the reply comes too: at once if there are too many questions. */
    public void ask(Question question, Reply reply) {
        long now = clock.now();
        Pending asked = closed ? null : pending.add(question, reply, now);
        if (asked == null) {
            reply.undecided();
            return;
        }
        arm();
        send(asked, now);
    }

    /** How many auth-services can be asked now; any thread may look. */
    public int connected() {
        return connected;
    }

    /** How many questions have no answer yet; exact on the event loop, near enough elsewhere. */
    public int inFlight() {
        return pending.size();
    }

    /** Hangs up; what is unanswered stays undecided. To be called on the event loop. */
    public void close() {
        closed = true;
        for (Peer peer : peers.values()) {
            if (peer.stream != null) {
                peer.stream.close();
            }
        }
        for (Pending oldest = pending.oldest(); oldest != null; oldest = pending.oldest()) {
            giveUp(oldest);
        }
    }

    /** The time by which questions are judged. */
    long now() {
        return clock.now();
    }

    void connected(ClientStream stream) {
        stream.peer().greeted();
        ready.add(stream);
        connected = ready.size();
        long now = clock.now();
        for (Pending each = pending.oldest(); each != null; ) {
            Pending next = each.younger;
            if (each.stream == null) {
                send(each, now);
            }
            each = next;
        }
    }

    /** An answer came; an exception means garbage, and closes the stream. */
    void answered(int id, ByteBuf payload) {
        Decision decision = AnswerCodec.read(payload);
        if (decision == null) {
            failed(id);
            return;
        }
        Pending asked = pending.remove(id);
        if (asked != null) {
            asked.reply.decided(decision);
        }
    }

    /** One auth-service could not decide: perhaps another can, which is tried once. */
    private void failed(int id) {
        Pending asked = pending.get(id);
        if (asked == null) {
            return;
        }
        if (asked.failed || choose(asked.stream) == null) {
            giveUp(asked);
        } else {
            asked.failed = true;
            send(asked, clock.now());
        }
    }

    /** The stream is not to be asked any more, but still answers. */
    void left(ClientStream stream) {
        ready.remove(stream);
        connected = ready.size();
    }

    void suspected(ClientStream stream) {
        if (choose(stream) != null) {
            askAgain(stream);
        }
    }

    void lost(ClientStream stream) {
        left(stream);
        stream.peer().stream = null;
        askAgain(stream);
        reconnect(stream.peer());
    }

    private void found(Set<InetSocketAddress> found) {
        peers.values().forEach(peer -> peer.wanted = found.contains(peer.address()));
        peers.values().removeIf(peer -> !peer.wanted && peer.stream == null);
        for (InetSocketAddress address : found) {
            if (!peers.containsKey(address)) {
                Peer peer = new Peer(address);
                peers.put(address, peer);
                connect(peer);
            }
        }
    }

    private void connect(Peer peer) {
        if (!closed && peer.stream == null && peers.get(peer.address()) == peer) {
            ClientStream stream = new ClientStream(this, peer, options);
            peer.stream = stream;
            connector.connect(stream);
        }
    }

    private void reconnect(Peer peer) {
        if (!peer.wanted) {
            peers.remove(peer.address(), peer);
        } else if (!closed) {
            loop.schedule(() -> connect(peer), peer.nextPauseMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void send(Pending asked, long now) {
        ClientStream stream = choose(asked.stream);
        if (stream != null && !stream.send(asked, now)) {
            giveUp(asked);
        }
    }

    private void askAgain(ClientStream stream) {
        long now = clock.now();
        for (Pending each = pending.oldest(); each != null; ) {
            Pending next = each.younger;
            if (each.stream == stream) {
                send(each, now);
                if (each.stream == stream) {
                    each.stream = null;
                }
            }
            each = next;
        }
    }

    /** The trusted stream with the fewest questions, rather any other than the one given; null if there is none. */
    private @Nullable ClientStream choose(@Nullable ClientStream notThis) {
        ClientStream best = null;
        for (ClientStream each : ready) {
            if (each != notThis && (best == null || better(each, best))) {
                best = each;
            }
        }
        return best;
    }

    private static boolean better(ClientStream one, ClientStream other) {
        return one.suspect() == other.suspect() ? one.inFlight() < other.inFlight() : other.suspect();
    }

    private void arm() {
        if (!armed) {
            armed = true;
            clock.schedule(due, CHECK_MILLIS);
        }
    }

    /** A turn later, so that answers which came while this event loop was held up are read before the clock is looked at. */
    private void due() {
        clock.schedule(check, READ_FIRST_MILLIS);
    }

    private void check() {
        long now = clock.now();
        long budget = options.budget().toNanos();
        for (Pending oldest = pending.oldest();
                oldest != null && now - oldest.askedAt >= budget;
                oldest = pending.oldest()) {
            giveUp(oldest);
        }
        boolean waiting = false;
        for (Peer each : peers.values()) {
            waiting |= each.stream != null && each.stream.check(now);
        }
        armed = false;
        if (waiting || pending.size() > 0) {
            arm();
        }
    }

    private void heartbeat() {
        long now = clock.now();
        for (ClientStream each : ready) {
            if (!each.waiting()) {
                each.ping(now);
                arm();
            }
        }
    }

    private void giveUp(Pending asked) {
        if (pending.remove(asked.id) != null) {
            asked.reply.undecided();
        }
    }
}
