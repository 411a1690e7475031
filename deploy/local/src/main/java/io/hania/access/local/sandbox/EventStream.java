package io.hania.access.local.sandbox;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.util.Iterator;
import java.util.List;

/** Server-Sent Events, each when it is due. It ends when the caller hangs up. */
final class EventStream {
    private EventStream() {}

    /** Sends the first at once and one more at each tick. */
    static void send(Vertx vertx, Call call, List<Event> events, int everyMilliseconds) {
        HttpServerResponse response = call.request().response();
        response.setChunked(true).putHeader("Content-Type", "text/event-stream").putHeader("Cache-Control", "no-store");
        Iterator<Event> left = events.iterator();
        response.write(left.next().text());
        long timer = vertx.setPeriodic(everyMilliseconds, ticking -> {
            if (response.closed() || response.ended() || !left.hasNext()) {
                vertx.cancelTimer(ticking);
                end(response);
            } else if (!response.writeQueueFull()) {
                response.write(left.next().text());
            }
        });
        response.closeHandler(ignored -> vertx.cancelTimer(timer));
    }

    private static void end(HttpServerResponse response) {
        if (!response.closed() && !response.ended()) {
            response.end();
        }
    }

    /**
     * One event.
     *
     * @param name its {@code event} field
     * @param data its {@code data} field
     */
    record Event(String name, JsonObject data) {
        String text() {
            return "event: " + name + "\ndata: " + data.encode() + "\n\n";
        }
    }
}
