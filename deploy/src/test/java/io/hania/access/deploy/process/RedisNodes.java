package io.hania.access.deploy.process;

import io.hania.access.stores.RedisStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A real Redis Cluster of three nodes on this machine, whose slots can be moved while it is used. */
final class RedisNodes implements AutoCloseable {
    private static final int SLOTS = 16_384;
    private static final int BUS = 10_000; // a node's second port is this far away

    private final List<RedisStore> nodes = new ArrayList<>();
    private final List<Resp> links = new ArrayList<>();

    static RedisNodes start(Path folder) throws IOException {
        RedisNodes cluster = new RedisNodes();
        for (int i = 0; i < 3; i++) {
            Path own = Files.createDirectories(folder.resolve("redis" + i));
            int port = Ports.free(BUS);
            cluster.nodes.add(RedisStore.start(
                    port,
                    own,
                    List.of("--save", "", "--cluster-enabled", "yes", "--cluster-config-file", "nodes.conf")));
            cluster.links.add(new Resp(port));
        }
        cluster.join();
        return cluster;
    }

    private void join() {
        for (int i = 0; i < nodes.size(); i++) {
            int first = i * SLOTS / nodes.size();
            int last = (i + 1) * SLOTS / nodes.size();
            List<Object> command = new ArrayList<>(List.of("CLUSTER", "ADDSLOTS"));
            IntStream.range(first, last).forEach(command::add);
            links.get(i).ask(command.toArray());
            links.get(i).ask("CLUSTER", "MEET", "127.0.0.1", nodes.getFirst().port());
        }
        long until = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!links.stream().allMatch(RedisNodes::whole)) {
            if (System.nanoTime() > until) {
                throw new IllegalStateException("the cluster did not form");
            }
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    private static boolean whole(Resp link) {
        String info = link.ask("CLUSTER", "INFO").toString();
        return info.contains("cluster_state:ok")
                && info.contains("cluster_known_nodes:3")
                && info.contains("cluster_size:3");
    }

    /** For {@code quarkus.redis.hosts}. */
    String hosts() {
        return nodes.stream().map(RedisStore::url).collect(Collectors.joining(","));
    }

    /** How many keys a node holds. */
    int keys(int node) {
        return Integer.parseInt(links.get(node).ask("DBSIZE").toString());
    }

    /**
     * Moves every slot that holds a key from one node to another, key by key, as redis-cli's reshard does.
     *
     * @return how many slots were moved
     */
    int move(int from, int to) {
        String source = id(from);
        String target = id(to);
        int moved = 0;
        for (int slot : slots(from)) {
            if (links.get(from).ask("CLUSTER", "COUNTKEYSINSLOT", slot).equals("0")) {
                continue;
            }
            links.get(to).ask("CLUSTER", "SETSLOT", slot, "IMPORTING", source);
            links.get(from).ask("CLUSTER", "SETSLOT", slot, "MIGRATING", target);
            moveKeys(slot, from, to);
            links.get(to).ask("CLUSTER", "SETSLOT", slot, "NODE", target);
            links.get(from).ask("CLUSTER", "SETSLOT", slot, "NODE", target);
            moved++;
        }
        return moved;
    }

    private void moveKeys(int slot, int from, int to) {
        for (List<?> keys = keysIn(slot, from); !keys.isEmpty(); keys = keysIn(slot, from)) {
            for (Object key : keys) {
                links.get(from).ask("MIGRATE", "127.0.0.1", nodes.get(to).port(), key, 0, 5000, "REPLACE");
            }
        }
    }

    private List<?> keysIn(int slot, int node) {
        return (List<?>) links.get(node).ask("CLUSTER", "GETKEYSINSLOT", slot, 100);
    }

    private String id(int node) {
        return links.get(node).ask("CLUSTER", "MYID").toString();
    }

    private List<Integer> slots(int node) {
        List<Integer> slots = new ArrayList<>();
        String self = links.get(node)
                .ask("CLUSTER", "NODES")
                .toString()
                .lines()
                .filter(line -> line.contains("myself"))
                .findFirst()
                .orElseThrow();
        List<String> words = List.of(self.split(" "));
        for (String word :
                words.subList(8, words.size())) { // id, address, flags, master, ping, pong, epoch, state; then slots
            String[] ends = word.split("-");
            IntStream.rangeClosed(Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]))
                    .forEach(slots::add);
        }
        return slots;
    }

    @Override
    public void close() throws IOException {
        for (Resp link : links) {
            link.close();
        }
        nodes.forEach(RedisStore::close);
    }
}
