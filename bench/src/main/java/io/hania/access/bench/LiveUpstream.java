package io.hania.access.bench;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.concurrent.TimeUnit;

/**
 * An upstream in this JVM for what a static nginx doesn't do: it reads bodies to their end before it answers, and it streams
 * events that say when they were sent.
 */
final class LiveUpstream implements AutoCloseable {
    static final String STREAM = "/api/v1/chat/send-stream";
    private static final long EVENT_MILLIS = 1_000;

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
    private final int port;

    LiveUpstream() throws Exception {
        HttpServer server = vertx.createHttpServer()
                .requestHandler(this::serve)
                .listen(0)
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
        port = server.actualPort();
    }

    int port() {
        return port;
    }

    Vertx vertx() {
        return vertx;
    }

    @Override
    public void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private void serve(HttpServerRequest request) {
        if (STREAM.equals(request.path())) {
            stream(request.response());
        } else {
            request.endHandler(_ -> request.response().end("{}"));
        }
    }

    private void stream(HttpServerResponse response) {
        response.setChunked(true).putHeader("Content-Type", "text/event-stream");
        response.write(event());
        long timer = vertx.setPeriodic(EVENT_MILLIS, _ -> response.write(event()));
        response.closeHandler(_ -> vertx.cancelTimer(timer));
    }

    private static String event() {
        return "data: " + System.nanoTime() + "\n\n";
    }
}
