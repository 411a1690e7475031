package io.hania.access.e2e.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.hania.access.e2e.Api;
import io.hania.access.e2e.Await;
import io.hania.access.e2e.HaniaSystem;
import io.hania.access.e2e.RedisLine;
import io.hania.access.local.Dashboard;
import io.hania.access.local.Dashboard.CreatedKey;
import io.hania.access.stores.RedisStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever happens to Redis: valid keys are accepted, revoked ones are not. */
class RedisFaultTest {
    private static final Duration RECOVERY = Duration.ofSeconds(5);

    private final HaniaSystem system = HaniaSystem.shared();
    private final Api api = system.api();
    private final RedisStore redis = system.local().redis();
    private final Dashboard operator = system.operator();
    private String valid = "";
    private CreatedKey revoked = new CreatedKey("", "", "");

    @BeforeEach
    void makeKeys() {
        valid = operator.createKey("Valid", List.of(), 0).secret();
        revoked = operator.createKey("Soon revoked", List.of(), 0);
        assertThat(api.status(valid)).isEqualTo(200);
        assertThat(api.status(revoked.secret())).isEqualTo(200);
    }

    @AfterEach
    void isBackToNormal() {
        Await.until("both answers are right", RECOVERY, this::right);
    }

    @Test
    void killed() {
        operator.revoke(revoked);
        redis.kill();
        expectRightAnswers();
        redis.restart();
    }

    @Test
    void stopped() {
        operator.revoke(revoked);
        redis.pause();
        expectRightAnswers();
        redis.resume();
    }

    @Test
    void flushed() {
        operator.revoke(revoked);
        RedisLine.send(redis.port(), "FLUSHALL");
        expectRightAnswers();
    }

    @Test
    void flushedUnderLoadGivesOnly200And503() {
        Set<Integer> statuses = new TreeSet<>();
        for (int i = 0; i < 300; i++) {
            if (i % 10 == 0) {
                RedisLine.send(redis.port(), "FLUSHALL");
            }
            statuses.add(api.status(valid));
        }
        operator.revoke(revoked);
        assertThat(statuses).isSubsetOf(200, 503).contains(200);
    }

    @Test
    void full() {
        operator.revoke(revoked);
        RedisLine.send(redis.port(), "CONFIG", "SET", "maxmemory", "1");
        expectRightAnswers();
        RedisLine.send(redis.port(), "CONFIG", "SET", "maxmemory", "0");
    }

    @Test
    void holdingGarbage() {
        operator.revoke(revoked);
        List<String> names = RedisLine.keys(redis.port(), "hania:*");
        assertThat(names).isNotEmpty();
        names.forEach(name -> RedisLine.send(redis.port(), "SET", name, "\u0001\u00ffgarbage"));
        expectRightAnswers();
    }

    @Test
    void restoredFromASnapshotTakenBeforeTheRevocation() throws IOException {
        Path dump = system.local().folder().resolve("redis/dump.rdb");
        assertThat(RedisLine.send(redis.port(), "SAVE")).startsWith("+OK");
        Path old = Files.copy(dump, dump.resolveSibling("old.rdb"), StandardCopyOption.REPLACE_EXISTING);
        operator.revoke(revoked);
        redis.kill();
        Files.move(old, dump, StandardCopyOption.REPLACE_EXISTING);
        redis.restart();
        expectRightAnswers();
        Files.delete(dump);
    }

    @Test
    void stoppedWhileAKeyIsRevokedTellsTheOperatorAndIsMadeGoodAfterwards() {
        redis.pause();
        String answer = operator.revoke(revoked);
        assertThat(answer).contains("banner soon");
        redis.resume();
        Await.until("the key is refused", Duration.ofSeconds(60), () -> api.status(revoked.secret()) == 401);
    }

    /** For a while: no key is taken for another, and never a 401 for a good one. */
    private void expectRightAnswers() {
        for (int i = 0; i < 20; i++) {
            assertThat(api.status(valid)).isEqualTo(200);
            assertThat(api.status(revoked.secret())).isEqualTo(401);
        }
    }

    private boolean right() {
        return api.status(valid) == 200 && api.status(revoked.secret()) == 401;
    }
}
