package io.hania.access.e2e;

import io.hania.access.key.KeyFormat;
import io.hania.access.key.KeyHash;
import io.hania.access.key.KeyKind;
import io.hania.access.key.RawKey;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Many keys that may read bots and that no cache has seen, put into PostgreSQL at once and taken out again. */
public final class FreshKeys implements AutoCloseable {
    private final HaniaSystem system;
    private final List<String> keys;
    private final AtomicInteger next = new AtomicInteger();

    /** Makes them. */
    public FreshKeys(HaniaSystem system, int count) {
        this.system = system;
        KeyFormat format = new KeyFormat("hania");
        keys = Stream.generate(() -> format.generate(KeyKind.ACCOUNT).value())
                .limit(count)
                .toList();
        String rows = keys.stream()
                .map(key -> "(gen_random_uuid(), (select id from access.workspace limit 1), '\\x"
                        + KeyHash.of(new RawKey(key)).hex() + "', 'fresh', 'fresh', '{bots:read}', 'fresh')")
                .collect(Collectors.joining(","));
        try (Database database = new Database(system)) {
            database.execute("insert into access.account_key"
                    + " (id, tenant_id, hash, display, name, abilities, created_by) values " + rows);
        }
    }

    /** One that was not used before, as long as there are any. */
    public String next() {
        return keys.get(next.getAndIncrement() % keys.size());
    }

    @Override
    public void close() {
        try (Database database = new Database(system)) {
            database.execute("delete from access.account_key where created_by = 'fresh'");
        }
    }
}
