package io.hania.access.widget;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;

/** A platform on a free port: bots whose id begins with "bot" exist; streamed answers say what the test has them say. */
final class FakePlatform {
    final BlockingQueue<Call> calls = new LinkedBlockingQueue<>();
    final BlockingQueue<Stream> streams = new LinkedBlockingQueue<>();
    volatile int chatStatus = 200;
    private final Vertx vertx = Vertx.vertx();
    private HttpServer server;

    record Call(String path, String authorization, String body) {}

    /** An answer that is being streamed; {@code gone} completes when whoever asked hangs up. */
    record Stream(HttpServerResponse response, CompletableFuture<Void> gone) {
        void say(String event) {
            response.write("data: " + event + "\n\n");
        }

        void end() {
            response.end();
        }
    }

    void start() {
        server = vertx.createHttpServer(new HttpServerOptions().setHost("localhost"))
                .requestHandler(request -> request.body().onSuccess(body -> answer(request, body)))
                .listen(0)
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    String url() {
        return "http://localhost:" + server.actualPort();
    }

    private void answer(HttpServerRequest request, Buffer body) {
        String path = request.path();
        if (path.equals("/.well-known/jwks.json")) {
            send(request, 200, Issuer.SHARED.jwks());
            return;
        }
        calls.add(new Call(request.uri(), request.getHeader("Authorization"), body.toString()));
        switch (path) {
            case "/api/v1/chat/send-stream" -> stream(request.response());
            case "/api/v1/chat/send" ->
                send(request, chatStatus, new JsonObject().put("reply", "hello").encode());
            default -> send(request, path.startsWith("/api/v1/bots/bot") ? 200 : 404, "{}");
        }
    }

    private void stream(HttpServerResponse response) {
        CompletableFuture<Void> gone = new CompletableFuture<>();
        response.closeHandler(gone::complete);
        response.putHeader("Content-Type", "text/event-stream").setChunked(true);
        response.write(": answering\n\n");
        streams.add(new Stream(response, gone));
    }

    private static void send(HttpServerRequest request, int status, String body) {
        request.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/json")
                .end(body);
    }
}
