package io.hania.access.bench;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.NetSocket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.Base64;

/**
 * The fixed yardstick of the guard: a gate in one Vert.x process that hashes the key, asks Redis once a call, and
 * forwards. It stays as it is: changing it changes what the recorded ratio means.
 */
public final class Yardstick extends AbstractVerticle {
    private final int port;
    private final int upstream;
    private final int redis;
    private final MessageDigest digest = sha256();
    private final ArrayDeque<HttpServerRequest> asked = new ArrayDeque<>();

    private Yardstick(int port, int upstream, int redis) {
        this.port = port;
        this.upstream = upstream;
        this.redis = redis;
    }

    /** @param args port, port of the upstream, port of Redis */
    public static void main(String[] args) {
        int port = Integer.parseInt(args[0]);
        int upstream = Integer.parseInt(args[1]);
        int redis = Integer.parseInt(args[2]);
        Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2).setPreferNativeTransport(true))
                .deployVerticle(() -> new Yardstick(port, upstream, redis), new DeploymentOptions().setInstances(2));
    }

    @Override
    public void start(Promise<Void> started) {
        HttpClient client = vertx.createHttpClient(
                new HttpClientOptions().setMaxPoolSize(256).setDefaultPort(upstream));
        vertx.createNetClient().connect(redis, "127.0.0.1").onSuccess(socket -> {
            socket.handler(reply -> answered(reply, client));
            vertx.createHttpServer(new HttpServerOptions().setPort(port))
                    .requestHandler(request -> ask(socket, request))
                    .listen()
                    .<Void>mapEmpty()
                    .onComplete(started);
        });
    }

    private void ask(NetSocket socket, HttpServerRequest request) {
        String header = request.getHeader("Authorization");
        if (header == null) {
            request.response().setStatusCode(401).end();
            return;
        }
        byte[] hash = digest.digest(header.substring(7).getBytes(StandardCharsets.US_ASCII));
        String key = Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        request.pause();
        asked.add(request);
        socket.write("*2\r\n$4\r\nINCR\r\n$43\r\n" + key + "\r\n");
    }

    /** Each answer of Redis is one line. */
    private void answered(Buffer reply, HttpClient client) {
        for (int i = 0; i < reply.length(); i++) {
            if (reply.getByte(i) == '\n') {
                forward(asked.remove(), client);
            }
        }
    }

    private static void forward(HttpServerRequest request, HttpClient client) {
        client.request(HttpMethod.GET, request.uri())
                .compose(out -> {
                    copy(request.headers(), out.headers());
                    out.putHeader("Authorization", "Bearer internal");
                    return out.send();
                })
                .compose(HttpClientResponse::body)
                .onSuccess(body -> request.response().end(body))
                .onFailure(_ -> request.response().setStatusCode(502).end());
    }

    private static void copy(MultiMap from, MultiMap to) {
        from.forEach((name, value) -> to.set(name, value));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
