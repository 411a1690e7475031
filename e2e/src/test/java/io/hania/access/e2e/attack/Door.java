package io.hania.access.e2e.attack;

import io.hania.access.e2e.HaniaSystem;
import io.hania.access.e2e.RawSocket;
import io.hania.access.local.Ports;
import java.util.function.ToIntFunction;

/** The public port of each service. */
enum Door {
    GATEWAY(Ports::gateway),
    AUTH_SERVICE(Ports::auth),
    DASHBOARD(Ports::admin),
    WIDGET_SERVICE(Ports::widget),
    SANDBOX(Ports::sandbox);

    private final ToIntFunction<Ports> port;

    Door(ToIntFunction<Ports> port) {
        this.port = port;
    }

    RawSocket open() {
        return new RawSocket(port.applyAsInt(HaniaSystem.shared().local().ports()));
    }

    /** A key that opens the gateway, so that only the attack itself can be what is refused; the others take none. */
    String credential() {
        return this == GATEWAY ? "Authorization: Bearer " + HaniaSystem.shared().fact("API_KEY") + "\r\n" : "";
    }
}
