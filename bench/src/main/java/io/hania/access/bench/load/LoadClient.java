package io.hania.access.bench.load;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * One thread that sends requests over keep-alive connections. Open loop: each request has its instant, whatever became of
 * those before, and its latency counts from that instant. Closed loop (rate 0): each connection sends as soon as it has
 * its answer.
 */
public final class LoadClient {
    private static final long LONGEST_SLEEP = 50_000;
    private static final long WORST = Duration.ofSeconds(60).toNanos();

    private final List<Connection> idle = new ArrayList<>();
    private final ArrayDeque<Long> late = new ArrayDeque<>();
    private final Histogram latency = new Histogram(WORST, 3);
    private final List<byte[]> requests;
    private final boolean open;
    private int next;
    private long answered;
    private long refused;
    private long failed;
    private long recordFrom;
    private boolean sending = true;

    private LoadClient(List<byte[]> requests, boolean open) {
        this.requests = requests;
        this.open = open;
    }

    /**
     * Runs one load and waits for it.
     *
     * @param requests whole requests, sent in turn
     * @param rate requests a second; 0 for a closed loop
     * @param warmUp a first part that isn't recorded
     */
    public static Outcome run(
            int port, List<byte[]> requests, int connections, double rate, Duration warmUp, Duration time)
            throws IOException {
        return run(List.of(port), requests, connections, rate, warmUp, time);
    }

    /** The same to several ports in turn. */
    public static Outcome run(
            List<Integer> ports, List<byte[]> requests, int connections, double rate, Duration warmUp, Duration time)
            throws IOException {
        LoadClient client = new LoadClient(requests, rate > 0);
        try (Selector selector = Selector.open()) {
            for (int i = 0; i < connections; i++) {
                client.idle.add(
                        client.connect(selector, new InetSocketAddress("127.0.0.1", ports.get(i % ports.size()))));
            }
            try {
                return client.loop(selector, rate, warmUp.toNanos(), time.toNanos());
            } finally {
                for (SelectionKey key : selector.keys()) {
                    key.channel().close();
                }
            }
        }
    }

    private Connection connect(Selector selector, SocketAddress address) throws IOException {
        SocketChannel channel = SocketChannel.open(address);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        Connection connection = new Connection(channel, this);
        channel.register(selector, SelectionKey.OP_READ, connection);
        return connection;
    }

    private Outcome loop(Selector selector, double rate, long warmUp, long time) throws IOException {
        long begin = System.nanoTime();
        recordFrom = begin + warmUp;
        long end = recordFrom + time;
        double pause = open ? 1e9 / rate : 0;
        long due = 0;
        if (!open) {
            startAll(begin);
        }
        for (long now = begin; now < end; now = System.nanoTime()) {
            while (open && begin + (long) (due * pause) <= now) {
                send(begin + (long) (due++ * pause));
            }
            if (poll(selector, open ? 0 : 10) == 0 && open) {
                long wait = begin + (long) (due * pause) - System.nanoTime();
                LockSupport.parkNanos(Math.clamp(wait, 0, LONGEST_SLEEP));
            }
        }
        sending = false;
        drain(selector);
        return new Outcome(answered, refused, failed, time / 1e9, latency);
    }

    private void startAll(long now) throws IOException {
        List<Connection> all = List.copyOf(idle);
        idle.clear();
        for (Connection connection : all) {
            connection.send(take(), now);
        }
    }

    private void drain(Selector selector) throws IOException {
        long until = System.nanoTime() + Duration.ofMillis(500).toNanos();
        while (System.nanoTime() < until && poll(selector, 20) > 0) {
            continue;
        }
    }

    private int poll(Selector selector, int millis) throws IOException {
        int found = millis == 0 ? selector.selectNow() : selector.select(millis);
        for (SelectionKey key : selector.selectedKeys()) {
            Connection connection = (Connection) key.attachment();
            try {
                connection.read();
            } catch (EOFException _) {
                hungUp(connection, selector);
            }
        }
        selector.selectedKeys().clear();
        return found;
    }

    /** Some servers close after an answer of their own. Whatever was due counts as failed; another connection takes over. */
    private void hungUp(Connection gone, Selector selector) throws IOException {
        SocketAddress address = gone.channel().getRemoteAddress();
        gone.channel().close();
        idle.remove(gone);
        Connection next = connect(selector, address);
        if (gone.waiting()) {
            answered(next, gone.scheduled(), '-');
        } else {
            idle.add(next);
        }
    }

    private void send(long scheduled) throws IOException {
        if (idle.isEmpty()) {
            late.add(scheduled);
        } else {
            idle.removeLast().send(take(), scheduled);
        }
    }

    private byte[] take() {
        byte[] request = requests.get(next);
        next = next + 1 == requests.size() ? 0 : next + 1;
        return request;
    }

    /** An answer has come in whole; its status begins so. */
    void answered(Connection connection, long scheduled, char status) throws IOException {
        long now = System.nanoTime();
        if (sending && now >= recordFrom) {
            answered++;
            refused += status == '4' ? 1 : 0;
            failed += status == '2' || status == '4' ? 0 : 1;
        }
        if (scheduled >= recordFrom) {
            latency.recordValue(Math.min(now - scheduled, WORST));
        }
        if (!open) {
            if (sending) {
                connection.send(take(), now);
            }
        } else if (late.isEmpty()) {
            idle.add(connection);
        } else {
            connection.send(take(), late.poll());
        }
    }

    /**
     * What came back.
     *
     * @param calls answers in the recorded time
     * @param refused those of them with a status of 4xx
     * @param failed those of them with neither 2xx nor 4xx, or with none
     * @param latency nanoseconds from when a request was due until its answer was there
     */
    public record Outcome(long calls, long refused, long failed, double seconds, Histogram latency) {
        /** Answers a second. */
        public double perSecond() {
            return calls / seconds;
        }

        /** Milliseconds. */
        public double millisAt(double percentile) {
            return latency.getValueAtPercentile(percentile) / 1e6;
        }
    }
}
