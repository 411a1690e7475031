package io.hania.access.e2e.dashboard;

import io.hania.access.e2e.Api;
import io.hania.access.e2e.Await;
import io.hania.access.e2e.HaniaSystem;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

/** A program that uses a key as callers should: told that nothing could be decided just now, it asks again. */
record Caller(String key) {
    private static final int UNDECIDED = 503;

    private static Api api() {
        return HaniaSystem.shared().api();
    }

    /** The status of a call that reads. */
    int reads() {
        return answer(request().build()).statusCode();
    }

    /** A call that writes. */
    HttpResponse<String> writes() {
        return answer(request()
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build());
    }

    /** The status of a call as the browser sends it for a page of this origin. */
    int readsFromPage(String origin) {
        return answer(request().header("Origin", origin).build()).statusCode();
    }

    private HttpRequest.Builder request() {
        return api().request(Api.BOTS, key);
    }

    private static HttpResponse<String> answer(HttpRequest request) {
        AtomicReference<HttpResponse<String>> last = new AtomicReference<>();
        Await.until("a decision on the call", Duration.ofSeconds(20), () -> {
            last.set(api().send(request));
            return last.get().statusCode() != UNDECIDED;
        });
        return last.get();
    }
}
