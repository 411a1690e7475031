package io.hania.access.local.sandbox;

import io.hania.access.edge.GateExtension;
import io.hania.access.token.HttpJwksSource;
import io.hania.access.token.TokenVerifier;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.time.Clock;

/** The sandbox platform's server: {@code /health} for the launcher, everything else through the {@link TokenGate}. */
public final class Sandbox {
    private static final String ISSUER = "hania-access";
    private static final String AUDIENCE = "platform";
    private static final int LONGEST_TARGET = 16 * 1024;

    private Sandbox() {}

    /** Options are system properties or environment variables: {@code SANDBOX_PORT}, {@code SANDBOX_JWKS_URL}. */
    public static void main(String[] arguments) {
        int port = Integer.parseInt(option("SANDBOX_PORT", "8090"));
        GateExtension.install();
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(1));
        String jwks = option("SANDBOX_JWKS_URL", "http://localhost:8081/.well-known/jwks.json");
        start(vertx, port, new TokenVerifier(ISSUER, AUDIENCE, new HttpJwksSource(URI.create(jwks)), Clock.systemUTC()))
                .onSuccess(server -> System.out.println("The sandbox platform listens on port " + server.actualPort()))
                .onFailure(failure -> {
                    System.err.println("The sandbox platform can't listen on port " + port + ": " + failure);
                    vertx.close();
                });
    }

    /**
     * Starts a server.
     *
     * @param port 0 for any free one
     */
    static Future<HttpServer> start(Vertx vertx, int port, TokenVerifier verifier) {
        Context context = vertx.getOrCreateContext();
        TokenGate gate = new TokenGate(context, verifier, new Platform(vertx));
        HttpServerOptions options = new HttpServerOptions()
                .setHttp2ClearTextEnabled(false)
                .setMaxInitialLineLength(LONGEST_TARGET)
                .setMaxFormBufferedBytes(LONGEST_TARGET);
        Promise<HttpServer> started = Promise.promise();
        context.runOnContext(_ -> vertx.createHttpServer(options)
                .requestHandler(request -> handle(request, gate))
                .listen(port)
                .onComplete(started));
        return started.future();
    }

    private static void handle(HttpServerRequest request, TokenGate gate) {
        if ("/health".equals(request.path())) {
            request.response().end("ready\n");
        } else {
            gate.handle(request);
        }
    }

    private static String option(String name, String otherwise) {
        String property = System.getProperty(name, System.getenv(name));
        return property == null ? otherwise : property;
    }
}
