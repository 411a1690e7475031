package io.hania.access.decision;

import io.hania.access.key.KeyId;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The answer to one question about a key. A refusal is an answer, not an exception. */
public sealed interface Decision {
    /**
     * Forward the call.
     *
     * @param key the key's id, for logs
     * @param upstream the name of the upstream that serves the call, from the catalog
     * @param token the internal token for that upstream
     * @param quota what is left of the key's limit; null if it has none
     * @param visitor a new visitor token for the browser to keep; null if it needs none
     */
    record Allowed(
            KeyId key,
            String upstream,
            String token,
            @Nullable Quota quota,
            @Nullable String visitor) implements Decision {
        @Override
        public String toString() {
            return "Allowed[key=" + key + ", upstream=" + upstream + "]";
        }
    }

    /**
     * Don't forward the call.
     *
     * @param refusal what the caller is told
     * @param quota what is left of the key's limit; null if it has none, or if the key was not accepted
     */
    record Refused(Refusal refusal, @Nullable Quota quota) implements Decision {}

    /**
     * Don't forward the call: the limit is used up.
     *
     * @param quota the limit, with nothing left
     * @param retryAfter when the next call can succeed at the earliest, at least a second
     */
    record Limited(Quota quota, Duration retryAfter) implements Decision {}
}
