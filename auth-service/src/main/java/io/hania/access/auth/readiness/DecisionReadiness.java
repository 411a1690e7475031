package io.hania.access.auth.readiness;

import io.hania.access.auth.decision.DecisionLink;
import io.hania.access.auth.decision.Desks;
import io.hania.access.auth.token.SigningKeys;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready as soon as questions are taken. A lost store is reported but doesn't take the service out of rotation, for it goes on
 * without either: Redis's part is done by PostgreSQL, and leased records outlive PostgreSQL. Only without both there is
 * nothing left to decide with.
 */
@Readiness
@Singleton
public class DecisionReadiness implements AsyncHealthCheck {
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final DecisionLink link;
    private final Desks desks;
    private final SigningKeys keys;
    private final Pool pool;

    public DecisionReadiness(DecisionLink link, Desks desks, SigningKeys keys, Pool pool) {
        this.link = link;
        this.desks = desks;
        this.keys = keys;
        this.pool = pool;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return pool.query("select 1")
                .execute()
                .replaceWith(true)
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .onFailure()
                .recoverWithItem(false)
                .map(this::response);
    }

    private HealthCheckResponse response(boolean postgres) {
        boolean redis = desks.redisReachable();
        boolean signs = keys.signer(Instant.now()) != null;
        return HealthCheckResponse.named("decisions")
                .status(signs && link.listening() && (postgres || redis))
                .withData("postgresql", postgres ? "reachable" : "lost: leased records go on, then 503")
                .withData("redis", redis ? "reachable" : "lost: PostgreSQL decides, limits are shared out")
                .withData("signing key", signs ? "known" : "none yet: waiting for PostgreSQL")
                .withData("decision link", link.listening() ? "listening" : "not yet")
                .build();
    }
}
