package io.hania.access.link;

import io.netty.channel.ChannelPipeline;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.impl.NetSocketInternal;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/**
 * The auth-service's side of the hop. Everything of one server happens on the event loop it was made on: to use several
 * event loops, listen once in each instance of a verticle, on the same port.
 */
public final class DecisionServer {
    private static final long LOOK_AGAIN_MILLIS = 10;

    private final ContextInternal context;
    private final NetServer server;
    private final Decider decider;
    private final Set<ServerStream> streams = new HashSet<>();
    private boolean draining;

    private DecisionServer(ContextInternal context, NetServer server, Decider decider) {
        this.context = context;
        this.server = server;
        this.decider = decider;
    }

    /**
     * Listens on all addresses of the machine.
     *
     * @param port 0 for any free one, see {@link #port()}
     */
    public static Future<DecisionServer> listen(Vertx vertx, int port, Decider decider) {
        return listen(vertx, new NetServerOptions().setPort(port), decider);
    }

    /**
     * Listens as the options say, which is where TLS and client certificates are asked for.
     *
     * @param options host, port and TLS; the rest is set here
     * @param decider called on the event loop of this server
     */
    public static Future<DecisionServer> listen(Vertx vertx, NetServerOptions options, Decider decider) {
        ContextInternal context = (ContextInternal) vertx.getOrCreateContext();
        NetServer server = vertx.createNetServer(new NetServerOptions(options).setTcpNoDelay(true));
        DecisionServer link = new DecisionServer(context, server, decider);
        return server.connectHandler(link::connected).listen().map(link);
    }

    /** The port that it listens on. */
    public int port() {
        return server.actualPort();
    }

    /**
     * Leaves without losing a question: takes no new streams, tells the clients to ask elsewhere, goes on answering until
     * each has hung up, and closes.
     *
     * @param limit when to close all the same
     * @return completes when closed
     */
    public Future<Void> drain(Duration limit) {
        Promise<Void> gone = context.promise();
        context.runOnContext(_ -> {
            draining = true;
            streams.forEach(ServerStream::goAway);
            awaitLeave(System.nanoTime() + limit.toNanos(), gone);
        });
        return gone.future().transform(_ -> close());
    }

    /** Closes at once; what is unanswered is asked elsewhere by the clients. */
    public Future<Void> close() {
        return server.close();
    }

    /** A stream has ended. */
    void lost(ServerStream stream) {
        streams.remove(stream);
    }

    private void awaitLeave(long until, Promise<Void> gone) {
        if (streams.isEmpty() || System.nanoTime() - until >= 0) {
            gone.complete();
            return;
        }
        context.setTimer(LOOK_AGAIN_MILLIS, _ -> awaitLeave(until, gone));
    }

    private void connected(NetSocket socket) {
        if (draining) {
            socket.close();
            return;
        }
        ServerStream stream = new ServerStream(context, decider, this);
        ChannelPipeline pipeline =
                ((NetSocketInternal) socket).channelHandlerContext().pipeline();
        streams.add(stream);
        pipeline.addBefore(((NetSocketInternal) socket).channelHandlerContext().name(), "decisions", stream);
    }
}
