package io.hania.access.widget.embed;

import io.hania.access.error.ApiError;
import io.hania.access.widget.answer.Envelope;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jspecify.annotations.Nullable;

/**
 * The public files: {@code /widget.js}, always the newest, briefly cached; {@code /widget/<release>/…}, which never change;
 * and {@code /widget/1/…}, the newest of major version 1.
 */
@ApplicationScoped
public class EmbedRoutes {
    private static final String EVERGREEN = "1";
    private static final String BRIEFLY = "public, max-age=300";
    private static final String FOREVER = "public, max-age=31536000, immutable";

    private final Assets assets;
    private final String previewPolicy;

    EmbedRoutes(Assets assets, EmbedConfig config) {
        this.assets = assets;
        this.previewPolicy =
                "default-src 'none'; script-src 'self'; img-src https:; base-uri 'none'; form-action 'none';"
                        + " frame-ancestors " + config.previewFrames();
    }

    void mount(@Observes Router router) {
        router.get("/widget.js").handler(call -> serve(call, assets.release(), "loader.js", BRIEFLY));
        router.getWithRegex("/widget/(?<release>[0-9][^/]*)/(?<file>[^/]+)").handler(this::versioned);
    }

    private void versioned(RoutingContext call) {
        String release = String.valueOf(call.pathParam("release"));
        String file = String.valueOf(call.pathParam("file"));
        boolean evergreen = release.equals(EVERGREEN);
        serve(call, evergreen ? assets.release() : release, file, evergreen ? BRIEFLY : FOREVER);
    }

    private void serve(RoutingContext call, String release, String file, String caching) {
        HttpServerRequest request = call.request();
        Asset asset = assets.find(release, file);
        if (asset == null) {
            Envelope.fail(request, ApiError.NOT_FOUND, ApiError.NOT_FOUND.message());
            return;
        }
        HttpServerResponse response = request.response()
                .putHeader("Cache-Control", caching)
                .putHeader("ETag", asset.tag())
                .putHeader("Vary", "Accept-Encoding")
                .putHeader("X-Content-Type-Options", "nosniff");
        if (file.endsWith(".html")) {
            response.putHeader("Content-Security-Policy", previewPolicy).putHeader("Referrer-Policy", "no-referrer");
        }
        if (asset.tag().equals(request.getHeader("If-None-Match"))) {
            response.setStatusCode(304).end();
            return;
        }
        send(request, response.putHeader("Content-Type", asset.type()), asset);
    }

    private static void send(HttpServerRequest request, HttpServerResponse response, Asset asset) {
        if (takesGzip(request.getHeader("Accept-Encoding"))) {
            response.putHeader("Content-Encoding", "gzip").end(asset.gzipped());
        } else {
            response.end(asset.plain());
        }
    }

    private static boolean takesGzip(@Nullable String accepted) {
        return accepted != null && accepted.contains("gzip") && !accepted.contains("gzip;q=0");
    }
}
