package io.hania.access.token;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Fetches the keys over HTTP. Redirects are not followed. */
public final class HttpJwksSource implements JwksSource {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final HttpRequest request;

    /** @param uri such as {@code http://auth-service:8081/.well-known/jwks.json} */
    public HttpJwksSource(URI uri) {
        this.request = HttpRequest.newBuilder(uri).timeout(PATIENCE).build();
    }

    @Override
    public CompletionStage<String> fetch() {
        return client.sendAsync(request, HttpResponse.BodyHandlers.ofString()).thenCompose(HttpJwksSource::body);
    }

    private static CompletionStage<String> body(HttpResponse<String> response) {
        return response.statusCode() == 200
                ? CompletableFuture.completedStage(response.body())
                : CompletableFuture.failedStage(new IOException("the keys' address answered " + response.statusCode()));
    }
}
