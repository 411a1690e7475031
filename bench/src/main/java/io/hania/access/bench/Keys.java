package io.hania.access.bench;

import io.hania.access.key.KeyFormat;
import io.hania.access.key.KeyHash;
import io.hania.access.key.KeyKind;
import io.hania.access.key.RawKey;
import io.hania.access.stores.PostgresStore;
import io.hania.access.stores.RedisStore;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/** Valid account keys with {@code bots:read}, known to PostgreSQL for us and to Redis for the peers. */
final class Keys {
    private static final String TENANT = "00000000-0000-4000-8000-000000000001";
    private static final int BATCH = 5_000;

    private final List<RawKey> keys = new ArrayList<>();
    private final Path file;

    /**
     * Makes keys and writes them to a file, one a line. They guard nothing.
     *
     * @param path the resource that is called
     */
    Keys(Path file, int count) throws IOException {
        KeyFormat format = new KeyFormat("hania");
        for (int i = 0; i < count; i++) {
            keys.add(format.generate(KeyKind.ACCOUNT));
        }
        this.file = Files.write(file, keys.stream().map(RawKey::value).toList());
    }

    Path file() {
        return file;
    }

    /** A GET with each key. */
    List<byte[]> requests(String path) {
        return keys.stream().map(key -> request(path, key.value())).toList();
    }

    static byte[] request(String path, String key) {
        return ("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + key + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** Rows for us. */
    void into(PostgresStore postgres, String limit, String abilities) {
        postgres.execute(
                "insert into access.workspace (id, name) values ('" + TENANT + "', 'Bench') on conflict do nothing");
        for (int from = 0; from < keys.size(); from += BATCH) {
            StringBuilder sql = new StringBuilder("insert into access.account_key"
                    + " (id, tenant_id, hash, display, name, abilities, rate_limit, created_by) values ");
            keys.subList(from, Math.min(from + BATCH, keys.size()))
                    .forEach(key -> sql.append("(gen_random_uuid(), '")
                            .append(TENANT)
                            .append("', '\\x")
                            .append(KeyHash.of(key).hex())
                            .append("', 'bench', 'bench', '{")
                            .append(abilities)
                            .append("}', ")
                            .append(limit)
                            .append(", 'bench'),"));
            sql.setLength(sql.length() - 1);
            postgres.execute(sql.toString());
        }
    }

    /** Records for the peers, under the names that each finds easiest to make. */
    void into(RedisStore redis, String limit) throws IOException {
        byte[] record = (limit + "|0|1|" + TENANT + "|,bots:read,").getBytes(StandardCharsets.US_ASCII);
        try (Socket socket = new Socket("127.0.0.1", redis.port())) {
            OutputStream out = socket.getOutputStream();
            for (RawKey key : keys) {
                KeyHash hash = KeyHash.of(key);
                String base64 = Base64.getEncoder().withoutPadding().encodeToString(hash.bytes());
                set(out, "p:k:" + base64, record);
                set(out, "p:x:" + hash.hex().toUpperCase(Locale.ROOT), record);
            }
            out.flush();
            socket.getInputStream().readNBytes(10 * keys.size()); // "+OK\r\n" for each
        }
    }

    private static void set(OutputStream out, String key, byte[] value) throws IOException {
        String head = "*3\r\n$3\r\nSET\r\n$" + key.length() + "\r\n" + key + "\r\n$" + value.length + "\r\n";
        out.write(head.getBytes(StandardCharsets.US_ASCII));
        out.write(value);
        out.write(new byte[] {'\r', '\n'});
    }
}
