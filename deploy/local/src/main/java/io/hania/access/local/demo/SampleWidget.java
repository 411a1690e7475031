package io.hania.access.local.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes the sample widget key as a customer's server does: over the API. */
public final class SampleWidget {
    private static final Pattern KEY = Pattern.compile("\"api_key\":\"(hania_[0-9a-f]{40})\"");
    private static final String WISH = """
            {"bot_id":"bot_support","name":"Sample: demo site","allowed_domains":["localhost:%d"]}
            """;

    /** A busy machine may answer 503 at first. */
    private static final int PATIENCE = 20;

    private SampleWidget() {}

    /**
     * The key, for pages on one port of {@code localhost}.
     *
     * @param apiKey an account key that may write widgets
     * @throws IllegalStateException if the API has refused
     */
    public static String create(String gateway, String apiKey, int port) {
        for (int attempt = 1; attempt <= PATIENCE; attempt++) {
            Optional<String> key = ask(gateway, apiKey, port);
            if (key.isPresent()) {
                return key.get();
            }
        }
        throw new IllegalStateException("The sample widget key could not be made: see the log of widget-service");
    }

    private static Optional<String> ask(String gateway, String apiKey, int port) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(gateway + "/api/v1/widgets/keys"))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + apiKey)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", "sample-widget-" + port)
                .POST(HttpRequest.BodyPublishers.ofString(WISH.formatted(port)))
                .build();
        try {
            String answer = HttpClient.newHttpClient()
                    .send(request, HttpResponse.BodyHandlers.ofString())
                    .body();
            Matcher key = KEY.matcher(answer);
            return key.find() ? Optional.of(key.group(1)) : Optional.empty();
        } catch (IOException e) {
            throw new IllegalStateException("The gateway did not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
