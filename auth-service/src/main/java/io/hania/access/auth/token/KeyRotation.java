package io.hania.access.auth.token;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Keeps {@link SigningKeys} up to date: from PostgreSQL, where it also makes the next key in time, or from mounted
 * files. While PostgreSQL is lost, the keys that are known go on signing.
 */
@Singleton
public class KeyRotation {
    private static final Logger LOG = Logger.getLogger(KeyRotation.class);
    /** Beyond the last token's end: clocks that differ, and verifiers' leeway. */
    private static final Duration MARGIN = Duration.ofMinutes(1);

    private final SigningKeys keys;
    private final SigningKeyStore store;
    private final Optional<SigningKeyFiles> files;
    private final Duration refresh;
    private final Vertx vertx;

    public KeyRotation(
            Vertx vertx, Pool pool, SigningKeys keys, SigningConfig signing, TokenConfig token, MeterRegistry meters) {
        this.vertx = vertx;
        this.keys = keys;
        this.refresh = signing.refresh();
        meters.gauge("auth.signing.key.seconds.left", keys, SigningKeys::secondsLeft);
        this.files = signing.directory().map(at -> new SigningKeyFiles(at, signing.publishAhead()));
        Duration grace = token.lifetime().plus(MARGIN);
        this.store = new SigningKeyStore(
                pool, new Sealing(signing.secret()), signing.rotation(), signing.publishAhead(), grace);
    }

    void start(@Observes StartupEvent event) {
        refreshed();
    }

    /** Whether keys are made here; mounted ones are rotated by whoever mounts them. */
    boolean rotatesItself() {
        return files.isEmpty();
    }

    /** Makes the next key now. It signs once it has been published long enough. */
    Uni<SigningKey> rotate() {
        return store.rotate(Instant.now()).invoke(keys::replace).map(List::getLast);
    }

    private void refreshed() {
        read().subscribe().with(this::learned, this::missed);
    }

    private Uni<List<SigningKey>> read() {
        Function<SigningKeyFiles, Uni<List<SigningKey>>> mounted = directory ->
                Uni.createFrom().item(directory::read).runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
        return files.map(mounted).orElseGet(() -> store.ensureSuccessor(Instant.now()));
    }

    private void learned(List<SigningKey> known) {
        keys.replace(known);
        again();
    }

    private void missed(Throwable failure) {
        LOG.warnf("signing keys can't be read, those known go on: %s", failure.getMessage());
        again();
    }

    private void again() {
        boolean none = keys.signer(Instant.now()) == null;
        vertx.setTimer(Math.max(1, none ? Math.min(500, refresh.toMillis()) : refresh.toMillis()), due -> refreshed());
    }
}
