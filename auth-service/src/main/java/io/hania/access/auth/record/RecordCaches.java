package io.hania.access.auth.record;

import io.vertx.core.Context;

/** Opens the way to Redis of an event loop: a pipe of our own for one server, the client library for a cluster. */
public interface RecordCaches {
    /** To be called on the event loop of this context. */
    RecordCache open(Context context);
}
