package io.hania.access.stores;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class StoresTest {
    @Test
    void redisAnswersAgainAfterItWasKilled() throws IOException {
        try (RedisStore redis = RedisStore.start()) {
            assertEquals("+PONG", ping(redis));
            redis.kill();
            assertThrows(IOException.class, () -> ping(redis));
            redis.restart();
            assertEquals("+PONG", ping(redis));
        }
    }

    @Test
    void postgresKeepsWhatWasCommittedWhenItIsKilled() {
        PostgresStore database = Stores.postgres().createEmptyDatabase();
        database.execute("create table kept (id integer)");
        database.kill();
        assertThrows(IllegalStateException.class, () -> database.execute("select 1"));
        database.restart();
        database.execute("insert into kept values (1)");
    }

    private static String ping(RedisStore redis) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", redis.port())) {
            socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readNBytes(5), StandardCharsets.US_ASCII);
        }
    }
}
