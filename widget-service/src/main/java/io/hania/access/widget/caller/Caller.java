package io.hania.access.widget.caller;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who calls.
 *
 * @param tenant whose data the call may touch
 * @param keyId the id of the key that the gateway accepted
 * @param widget whether that is a widget key, thus the call a visitor's
 * @param botId the widget key's bot; empty for account keys
 * @param token the internal token, for the platform
 * @param requestId the call's id
 * @param address of the client, as the gateway tells
 * @param agent the client's program, as it says itself
 */
public record Caller(
        UUID tenant,
        String keyId,
        boolean widget,
        String botId,
        String token,
        String requestId,
        @Nullable String address,
        @Nullable String agent) {
    @Override
    public String toString() {
        return "Caller[tenant=" + tenant + ", keyId=" + keyId + "]";
    }
}
