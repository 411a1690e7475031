package io.hania.access.admin.notice;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.http.HttpClient;
import io.vertx.mutiny.core.http.HttpClientRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Delivers events to webhooks: signed, without following redirects, and only to the address that was checked to be
 * public. What isn't answered with 2xx is tried again, seven times within about a day.
 */
@ApplicationScoped
class Deliveries {
    private static final int MOST_ATTEMPTS = 7;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int LONGEST_ANSWER = 200;

    private final WebhookStore store;
    private final WebhookAddress addresses;
    private final HttpClient client;

    Deliveries(WebhookStore store, WebhookAddress addresses, Vertx vertx) {
        this.store = store;
        this.addresses = addresses;
        this.client = vertx.createHttpClient(new HttpClientOptions()
                .setConnectTimeout((int) PATIENCE.toMillis())
                .setMaxPoolSize(10)
                .setVerifyHost(true));
    }

    @Scheduled(every = "{admin.webhooks.every:5s}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> deliver() {
        return store.take()
                .onItem()
                .transformToMulti(due -> Multi.createFrom().iterable(due))
                .onItem()
                .transformToUni(this::attempt)
                .merge(4)
                .collect()
                .asList()
                .replaceWithVoid()
                .onFailure()
                .recoverWithNull();
    }

    private Uni<Void> attempt(WebhookStore.Due due) {
        return addresses
                .resolve(due.url())
                .chain(address -> post(due, address))
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .map(status -> status / 100 == 2 ? "delivered " + status : "waiting " + status)
                .onFailure()
                .recoverWithItem(e -> "waiting " + String.valueOf(e.getMessage()))
                .chain(result -> note(due, result));
    }

    private Uni<Void> note(WebhookStore.Due due, String result) {
        int space = result.indexOf(' ');
        String answer = result.substring(space + 1);
        String state = result.substring(0, space);
        boolean givenUp = state.equals("waiting") && due.attempts() >= MOST_ATTEMPTS;
        return store.note(
                due.id(),
                givenUp ? "failed" : state,
                answer.length() > LONGEST_ANSWER ? answer.substring(0, LONGEST_ANSWER) : answer);
    }

    private Uni<Integer> post(WebhookStore.Due due, InetAddress address) {
        URI uri = URI.create(due.url());
        boolean tls = uri.getScheme().equals("https");
        int port = uri.getPort() > 0 ? uri.getPort() : tls ? 443 : 80;
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setSsl(tls)
                .setHost(uri.getHost())
                .setPort(port)
                .setServer(SocketAddress.inetSocketAddress(port, address.getHostAddress()))
                .setURI(path(uri))
                .setFollowRedirects(false)
                .putHeader("Content-Type", "application/json")
                .putHeader("User-Agent", "Hania-Access")
                .putHeader("X-Hania-Event", due.event())
                .putHeader("X-Hania-Delivery", due.id().toString())
                .putHeader(
                        "X-Hania-Signature",
                        signature(due.secret(), Instant.now().getEpochSecond(), due.body()));
        return client.request(options)
                .chain((HttpClientRequest request) -> request.send(due.body()).map(response -> {
                    int status = response.statusCode();
                    request.connection().closeAndForget();
                    return status;
                }));
    }

    private static String path(URI uri) {
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
    }

    /** {@code t=<seconds>,v1=<hex of HMAC-SHA-256 over seconds, a dot and the body>}. */
    static String signature(String secret, long seconds, String body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            byte[] digest = mac.doFinal((seconds + "." + body).getBytes(StandardCharsets.UTF_8));
            return "t=" + seconds + ",v1=" + HexFormat.of().formatHex(digest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA-256", e);
        }
    }
}
