package io.hania.access.e2e.canary;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;

/** Takes the spans that services export, as an OpenTelemetry collector does, and keeps their bytes. */
final class SpanCollector implements AutoCloseable {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final HttpServer server;

    SpanCollector() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/v1/traces", exchange -> {
            bytes.writeBytes(exchange.getRequestBody().readAllBytes());
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
    }

    /** What makes a service tell its spans here, all and soon. */
    Map<String, String> settings() {
        return Map.of(
                "quarkus.otel.sdk.disabled",
                "false",
                "quarkus.otel.exporter.otlp.protocol",
                "http/protobuf",
                "quarkus.otel.exporter.otlp.endpoint",
                "http://localhost:" + server.getAddress().getPort(),
                "quarkus.otel.bsp.schedule.delay",
                "200ms");
    }

    /** All that has come; texts in it are in clear. */
    byte[] received() {
        return bytes.toByteArray();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
