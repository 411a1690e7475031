package io.hania.access.widget.platform;

import io.hania.access.error.ApiError;
import io.hania.access.widget.answer.CallFault;
import io.hania.access.widget.caller.Caller;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.regex.Pattern;

/** Speaks to the platform with the caller's own token, so that it sees whose call it is. */
@ApplicationScoped
public class Platform {
    private static final int CONNECTIONS = 500;
    private static final int CONNECT_MILLIS = 1000;
    private static final Pattern BOT_ID = Pattern.compile("[A-Za-z0-9_-]{1,100}");

    private final HttpClient client;
    private final String url;
    private final long patience;

    Platform(Vertx vertx, PlatformConfig config) {
        this.client = vertx.createHttpClient(
                new HttpClientOptions().setMaxPoolSize(CONNECTIONS).setConnectTimeout(CONNECT_MILLIS));
        this.url = config.platformUrl().toString().replaceAll("/+$", "");
        this.patience = config.platformPatience().toMillis();
    }

    /** A request to the platform on the caller's behalf. */
    public Future<HttpClientRequest> request(HttpMethod method, String path, Caller caller) {
        RequestOptions options = new RequestOptions()
                .setMethod(method)
                .setAbsoluteURI(url + path)
                .setFollowRedirects(false)
                .setIdleTimeout(patience)
                .putHeader("Authorization", "Bearer " + caller.token())
                .putHeader("X-Request-Id", caller.requestId());
        return client.request(options);
    }

    /** Fails with {@link CallFault} unless this bot is the caller's own. */
    public Uni<Void> wantBot(Caller caller, String botId) {
        if (!BOT_ID.matcher(botId).matches()) {
            return Uni.createFrom().failure(noBot(botId.isEmpty() ? "(none)" : "given"));
        }
        Future<Integer> status = request(HttpMethod.GET, "/api/v1/bots/" + botId, caller)
                .compose(HttpClientRequest::send)
                .compose(Platform::statusOf);
        return Uni.createFrom()
                .completionStage(status.toCompletionStage())
                .onFailure()
                .transform(failure -> new CallFault(ApiError.UPSTREAM_UNAVAILABLE))
                .invoke(code -> judge(code, botId))
                .replaceWithVoid();
    }

    private static Future<Integer> statusOf(HttpClientResponse response) {
        return response.end().map(response.statusCode());
    }

    private static void judge(int status, String botId) {
        if (status == 404 || status == 403) {
            throw noBot('"' + botId + '"');
        }
        if (status != 200) {
            throw new CallFault(ApiError.UPSTREAM_UNAVAILABLE);
        }
    }

    private static CallFault noBot(String shown) {
        return new CallFault(
                ApiError.NOT_FOUND, "No bot " + shown + ": take bot_id from GET /api/v1/bots of the same workspace");
    }
}
