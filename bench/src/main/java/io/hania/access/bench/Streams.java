package io.hania.access.bench;

import io.hania.access.bench.load.Child;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** Many streams of events at once, from an upstream in this JVM that writes into each event when it was sent. */
final class Streams {
    private static final int COUNT = 1_000;
    private static final long OPENED_EVERY_MILLIS = 4;
    private static final int SECONDS = 10;
    private static final long WORST = TimeUnit.SECONDS.toNanos(60);

    private final Histogram first = new ConcurrentHistogram(WORST, 3);
    private final Histogram later = new ConcurrentHistogram(WORST, 3);
    private final List<String> keys;

    private Streams(List<String> keys) {
        this.keys = keys;
    }

    /** @param keys with {@code chat:send} */
    static JsonObject run(Field field, Places places, Ours.Auth auth, List<String> keys) throws Exception {
        try (LiveUpstream upstream = new LiveUpstream();
                Contender gateway = Ours.startGateway(field, places, List.of(), List.of(auth), upstream.port())) {
            return new Streams(keys).run(upstream, gateway);
        }
    }

    private JsonObject run(LiveUpstream upstream, Contender gateway) throws InterruptedException {
        Child process = gateway.own().getFirst();
        HttpClient client = upstream.vertx()
                .createHttpClient(
                        new HttpClientOptions().setDefaultPort(gateway.port()),
                        new PoolOptions().setHttp1MaxSize(COUNT));
        open(client, 50); // what is needed once, not for each
        TimeUnit.SECONDS.sleep(2);
        first.reset();
        long before = process.residentKilobytes();
        open(client, COUNT - 50);
        later.reset();
        long cpu = process.cpuMillis();
        TimeUnit.SECONDS.sleep(SECONDS);
        return new JsonObject()
                .put("streams", COUNT)
                .put("open", later.getTotalCount() / SECONDS)
                .put("kilobytes_each", (process.residentKilobytes() - before) / (double) (COUNT - 50))
                .put("first_p50_ms", first.getValueAtPercentile(50) / 1e6)
                .put("first_p99_ms", first.getValueAtPercentile(99) / 1e6)
                .put("later_p99_ms", later.getValueAtPercentile(99) / 1e6)
                .put("cpu_percent", (process.cpuMillis() - cpu) / (10.0 * SECONDS));
    }

    private void open(HttpClient client, int count) throws InterruptedException {
        for (int i = 0; i < count; i++) {
            open(client, keys.get(i % keys.size()));
            TimeUnit.MILLISECONDS.sleep(OPENED_EVERY_MILLIS);
        }
        TimeUnit.SECONDS.sleep(1);
    }

    private void open(HttpClient client, String key) {
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setURI(LiveUpstream.STREAM)
                .putHeader("Authorization", "Bearer " + key);
        client.request(options)
                .compose(request -> request.send("{}"))
                .onSuccess(response -> response.handler(new Events()::arrived));
    }

    /** Of one stream. */
    private final class Events {
        private boolean begun;

        void arrived(Buffer piece) {
            long now = System.nanoTime();
            String text = piece.toString(StandardCharsets.US_ASCII);
            long sent = Long.parseLong(text.substring(text.lastIndexOf(' ') + 1).strip());
            (begun ? later : first).recordValue(Math.min(now - sent, WORST));
            begun = true;
        }
    }
}
