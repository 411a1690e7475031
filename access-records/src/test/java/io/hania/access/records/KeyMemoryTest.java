package io.hania.access.records;

import static org.assertj.core.api.Assertions.assertThat;

import io.hania.access.key.KeyHash;
import io.hania.access.key.KeyId;
import io.hania.access.key.KeyKind;
import io.hania.access.key.RawKey;
import io.hania.access.stores.RedisStore;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Redis;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.redis.client.Response;
import io.vertx.redis.client.RedisOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What a key takes in Redis, name, record, expiry and the window of an hour in which it was called, by Redis's own count of
 * the memory it uses. The figures are in docs/scaling.md.
 */
class KeyMemoryTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int KEYS = 32_768; // twice that fills Redis's table of names, and once its table of expiries
    private static final int AT_ONCE = 2048;
    private static final String RUN = "RUN!";
    private static final LuaScript READ = LuaScript.read(WindowShape.HOUR);
    private static final LuaScript SETTLE = LuaScript.settle(WindowShape.HOUR);
    private static final Pattern USED = Pattern.compile("used_memory:(\\d+)");
    private static final List<String> GRANTS = List.of(
            "bots:read",
            "bots:write",
            "knowledge:read",
            "knowledge:write",
            "conversations:read",
            "conversations:write",
            "chat:send",
            "calls:write");

    private static RedisStore store;
    private static Vertx vertx;
    private static Redis redis;

    @BeforeAll
    static void open() {
        store = RedisStore.start();
        vertx = Vertx.vertx();
        redis = Redis.createClient(
                vertx, new RedisOptions().setConnectionString(store.url()).setMaxPoolWaiting(AT_ONCE));
    }

    @AfterAll
    static void close() {
        redis.close();
        vertx.close().await().atMost(PATIENCE);
        store.close();
    }

    @ParameterizedTest(name = "{0} abilities, limited {1}, expiring {2}: at most {3} bytes")
    @CsvSource({"1, false, false, 250", "1, true, false, 400", "3, true, false, 400", "8, true, true, 400"})
    void aKeyTakesAtMost(int abilities, boolean limited, boolean expires, int most) {
        call(Request.cmd(Command.FLUSHALL));
        call(Request.cmd(Command.SCRIPT).arg("LOAD").arg(READ.text()));
        call(Request.cmd(Command.SCRIPT).arg("LOAD").arg(SETTLE.text()));
        long empty = used();
        List<Request> calls = new ArrayList<>();
        for (int i = 0; i < KEYS; i++) {
            add(calls, record(GRANTS.subList(0, abilities), limited ? 100_000 : 0, expires), hash(i));
        }
        for (int i = 0; i < calls.size(); i += AT_ONCE) {
            redis.batch(calls.subList(i, i + AT_ONCE)).await().atMost(PATIENCE);
        }
        long bytes = (used() - empty) / KEYS;
        System.out.printf(
                "%d abilities, limited %s, expiring %s: %d bytes a key%n", abilities, limited, expires, bytes);
        assertThat(bytes).isBetween(100L, (long) most);
    }

    private static KeyHash hash(int number) {
        return KeyHash.of(new RawKey("key " + number));
    }

    private static KeyRecord record(List<String> abilities, int limit, boolean expires) {
        return new KeyRecord(
                new KeyId(UUID.randomUUID()),
                KeyKind.ACCOUNT,
                UUID.randomUUID(),
                abilities,
                KeyStatus.ACTIVE,
                expires ? Instant.parse("2030-01-01T00:00:00Z") : null,
                limit,
                3,
                null,
                List.of());
    }

    /** A first call: the reader finds nothing, leaves its token, and writes what PostgreSQL has. */
    private static void add(List<Request> calls, KeyRecord record, KeyHash hash) {
        RedisNames names = new RedisNames("hania");
        Buffer token = Buffer.buffer(new byte[CachedValue.TOKEN_LENGTH]);
        calls.add(Request.cmd(Command.EVALSHA)
                .arg(READ.sha())
                .arg(2)
                .arg(names.record(hash))
                .arg(names.counter(hash))
                .arg(RUN)
                .arg(token)
                .arg(1));
        calls.add(Request.cmd(Command.EVALSHA)
                .arg(SETTLE.sha())
                .arg(3)
                .arg(names.record(hash))
                .arg(names.counter(hash))
                .arg(names.visitor(hash, "none"))
                .arg(RUN)
                .arg(token)
                .arg(Buffer.buffer(CachedValue.record(hash, record, 1_800_000_000L)))
                .arg(Duration.ofHours(1).toMillis())
                .arg(record.limit())
                .arg(0)
                .arg(1));
    }

    private static long used() {
        String info = call(Request.cmd(Command.INFO).arg("memory")).toString();
        var found = USED.matcher(info);
        assertThat(found.find()).isTrue();
        return Long.parseLong(found.group(1));
    }

    private static Response call(Request request) {
        return redis.send(request).await().atMost(PATIENCE);
    }
}
