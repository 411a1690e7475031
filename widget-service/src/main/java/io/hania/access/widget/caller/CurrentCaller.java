package io.hania.access.widget.caller;

import jakarta.enterprise.context.RequestScoped;
import org.jspecify.annotations.Nullable;

/** The caller of the request under way. */
@RequestScoped
public class CurrentCaller {
    private @Nullable Caller caller;

    /** @throws IllegalStateException if nobody was let in */
    public Caller get() {
        if (caller == null) {
            throw new IllegalStateException("a resource was reached without a caller");
        }
        return caller;
    }

    void set(Caller caller) {
        this.caller = caller;
    }
}
