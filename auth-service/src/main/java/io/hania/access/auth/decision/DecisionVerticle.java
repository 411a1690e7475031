package io.hania.access.auth.decision;

import io.hania.access.auth.token.SigningKeys;
import io.hania.access.link.DecisionServer;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One event loop that decides: its desk and its end of the link. It takes no questions before a signing key is known and
 * the way of a question has been walked often enough to be fast, so that no gateway runs out of patience with it and asks
 * twice.
 */
final class DecisionVerticle extends AbstractVerticle {
    private static final long LOOK_AGAIN_MILLIS = 50;
    private static final int REDIS_LOOKS = 20;

    private final Desks desks;
    private final SigningKeys keys;
    private final LinkConfig config;
    private final int loops;
    private @Nullable Desk desk;
    private @Nullable DecisionServer server;

    DecisionVerticle(Desks desks, SigningKeys keys, LinkConfig config, int loops) {
        this.desks = desks;
        this.keys = keys;
        this.config = config;
        this.loops = loops;
    }

    @Override
    public void start(Promise<Void> started) {
        Desk opened = desks.open(context, loops);
        desk = opened;
        awaitStores()
                .compose(known -> new WarmUp(vertx, opened).run())
                .compose(warm -> listen(opened))
                .onSuccess(listening -> server = listening)
                .<Void>mapEmpty()
                .onComplete(started);
    }

    @Override
    public void stop(Promise<Void> stopped) {
        DecisionServer listening = server;
        Desk opened = desk;
        Future<Void> drained = listening == null ? Future.succeededFuture() : listening.drain(config.drain());
        drained.onComplete(gone -> {
            if (opened != null) {
                desks.close(opened);
            }
            stopped.complete();
        });
    }

    /** The port on which the link listens; 0 as long as it doesn't. */
    int port() {
        DecisionServer listening = server;
        return listening == null ? 0 : listening.port();
    }

    private Future<DecisionServer> listen(Desk opened) {
        return DecisionServer.listen(vertx, config.port(), opened::decide);
    }

    /** Waits for a signing key, and a little for Redis, which need not be there. */
    private Future<Void> awaitStores() {
        Promise<Void> there = Promise.promise();
        look(there, REDIS_LOOKS);
        return there.future();
    }

    private void look(Promise<Void> there, int looks) {
        boolean cached = looks <= 0 || (desk != null && desk.cache.reachable());
        if (cached && keys.signer(Instant.now()) != null) {
            there.complete();
        } else {
            vertx.setTimer(LOOK_AGAIN_MILLIS, due -> look(there, looks - 1));
        }
    }
}
