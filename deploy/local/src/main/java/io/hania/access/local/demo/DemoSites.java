package io.hania.access.local.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The two sites, on different hosts and ports of this machine, both under a strict Content-Security-Policy. */
public final class DemoSites implements AutoCloseable {
    private static final String STYLE = """
            body { margin: 0; font: 17px/1.65 Georgia, serif; background: #f6f4ef; color: #1f2937; }
            main { max-width: 38rem; margin: 14vh auto; padding: 0 1.5rem; }
            h1 { font-size: 2.4rem; line-height: 1.15; margin: 0 0 1rem; }
            code { font-size: .9em; background: #e7e3d8; padding: .1em .35em; border-radius: .3em; }
            """;

    private final List<HttpServer> servers;

    private DemoSites(List<HttpServer> servers) {
        this.servers = servers;
    }

    /**
     * Starts both.
     *
     * @param allowed the port of {@code localhost} that the key's rules name
     * @param blocked the port of {@code 127.0.0.1} that they don't
     * @param gateway where the script is
     * @param key the sample widget key
     */
    public static DemoSites start(int allowed, int blocked, String gateway, String key) {
        String good = page(
                gateway,
                key,
                "Northwind Outdoor",
                "This site is among the key's allowed domains: the chat at the lower right works.");
        String bad = page(
                gateway,
                key,
                "Another site",
                "This site copied the snippet, but is not among the key's allowed domains: the chat says so, and the"
                        + " dashboard's domain doctor lists this site as blocked.");
        return new DemoSites(List.of(serve(allowed, good, gateway), serve(blocked, bad, gateway)));
    }

    @Override
    public void close() {
        servers.forEach(server -> server.stop(0));
    }

    private static String page(String gateway, String key, String title, String text) {
        return """
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>%s</title>
                <link rel="stylesheet" href="/style.css">
                <script async src="%s/widget.js" data-key="%s"></script>
                </head>
                <body><main><h1>%s</h1><p>%s</p></main></body>
                </html>
                """.formatted(title, gateway, key, title, text);
    }

    private static HttpServer serve(int port, String page, String gateway) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            String policy = "default-src 'none'; style-src 'self'; img-src https:; script-src " + gateway
                    + "; connect-src " + gateway;
            server.createContext("/", exchange -> {
                exchange.getResponseHeaders().set("Content-Security-Policy", policy);
                send(exchange, "text/html; charset=utf-8", page);
            });
            server.createContext("/style.css", exchange -> send(exchange, "text/css; charset=utf-8", STYLE));
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void send(HttpExchange exchange, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
