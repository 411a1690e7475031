package io.hania.access.widget;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

/** A platform on a free port: bots whose id begins with "bot" exist; the chat answers what the test lets it. */
final class FakePlatform {
    final BlockingQueue<Call> calls = new LinkedBlockingQueue<>();
    final BlockingQueue<String> events = new LinkedBlockingQueue<>();
    final CountDownLatch aborted = new CountDownLatch(1);
    volatile int chatStatus = 200;
    private HttpServer server;

    record Call(String path, String authorization, String body) {}

    void start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/.well-known/jwks.json", exchange -> send(exchange, 200, Issuer.SHARED.jwks()));
        server.createContext("/api/v1/bots/", this::bot);
        server.createContext("/api/v1/chat/send-stream", this::stream);
        server.createContext("/api/v1/chat/send", this::chat);
        server.start();
    }

    void stop() {
        server.stop(0);
    }

    String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    private void bot(HttpExchange exchange) throws IOException {
        note(exchange);
        boolean known = exchange.getRequestURI().getPath().startsWith("/api/v1/bots/bot");
        send(exchange, known ? 200 : 404, "{}");
    }

    private void chat(HttpExchange exchange) throws IOException {
        note(exchange);
        send(exchange, chatStatus, new JsonObject().put("reply", "hello").encode());
    }

    /** Sends an event whenever the test gives one; "end" ends the answer. */
    private void stream(HttpExchange exchange) throws IOException {
        note(exchange);
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = exchange.getResponseBody()) {
            for (String event = events.take(); !event.equals("end"); event = events.take()) {
                out.write(("data: " + event + "\n\n").getBytes(StandardCharsets.UTF_8));
                out.flush();
            }
        } catch (IOException e) {
            aborted.countDown();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void note(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        calls.add(new Call(
                exchange.getRequestURI().toString(),
                exchange.getRequestHeaders().getFirst("Authorization"),
                body));
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
