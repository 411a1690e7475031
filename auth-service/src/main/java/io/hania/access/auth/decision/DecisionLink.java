package io.hania.access.auth.decision;

import io.hania.access.auth.token.SigningKeys;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Starts the event loops that decide, and stops them without losing a question. */
@Singleton
public class DecisionLink {
    private static final Logger LOG = Logger.getLogger(DecisionLink.class);

    private final Vertx vertx;
    private final Desks desks;
    private final SigningKeys keys;
    private final LinkConfig config;
    private final List<DecisionVerticle> verticles = new CopyOnWriteArrayList<>();
    private final List<String> deployments = new CopyOnWriteArrayList<>();

    @Inject
    DecisionLink(Vertx vertx, Desks desks, SigningKeys keys, LinkConfig config) {
        this.vertx = vertx;
        this.desks = desks;
        this.keys = keys;
        this.config = config;
    }

    void start(@Observes StartupEvent event) {
        int loops = config.loops() > 0 ? config.loops() : Runtime.getRuntime().availableProcessors();
        for (int i = 0; i < loops; i++) {
            DecisionVerticle verticle = new DecisionVerticle(desks, keys, config, loops);
            verticles.add(verticle);
            vertx.deployVerticle(verticle, new DeploymentOptions())
                    .onSuccess(deployments::add)
                    .onFailure(failure -> LOG.errorf(failure, "the decision link can't listen on %d", config.port()));
        }
    }

    void stop(@Observes @Priority(1) ShutdownEvent event) throws Exception {
        for (String deployment : deployments) {
            vertx.undeploy(deployment)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(config.drain().toMillis() + 1000, TimeUnit.MILLISECONDS);
        }
    }

    /** Whether every event loop takes questions. */
    public boolean listening() {
        return verticles.stream().allMatch(verticle -> verticle.port() > 0);
    }

    /** The port of the link; 0 as long as it doesn't listen. */
    public int port() {
        return verticles.isEmpty() ? 0 : verticles.getFirst().port();
    }
}
