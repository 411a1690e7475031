package io.hania.access.e2e.dashboard;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A customer's program that webhooks lead to. */
final class WebhookReceiver implements AutoCloseable {
    private final HttpServer server;
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final AtomicInteger status = new AtomicInteger(200);

    /** What one attempt brought. */
    record Received(String event, String delivery, String signature, String body) {}

    WebhookReceiver() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/hook", this::take);
        server.start();
    }

    private void take(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        int answer = status.get();
        received.add(new Received(
                exchange.getRequestHeaders().getFirst("X-Hania-Event"),
                exchange.getRequestHeaders().getFirst("X-Hania-Delivery"),
                exchange.getRequestHeaders().getFirst("X-Hania-Signature"),
                body));
        exchange.sendResponseHeaders(answer, -1);
        exchange.close();
    }

    /** From now on. */
    void answers(int code) {
        status.set(code);
    }

    String address() {
        return "http://localhost:" + server.getAddress().getPort() + "/hook";
    }

    List<Received> received() {
        return received;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
