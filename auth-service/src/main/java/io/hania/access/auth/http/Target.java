package io.hania.access.auth.http;

import io.hania.access.decision.Caller;
import io.hania.access.decision.Question;
import io.hania.access.key.KeyFormat;
import io.hania.access.key.KeyHash;
import io.hania.access.key.KeyKind;
import io.hania.access.key.RawKey;
import org.jspecify.annotations.Nullable;

/** Whose call it is and what is asked of it: an account key in the header, or a widget key in the path. */
final class Target {
    private static final String WIDGET = "/widget/v1/";

    private final KeyFormat format;

    Target(KeyFormat format) {
        this.format = format;
    }

    static boolean isWidget(String path) {
        return path.startsWith(WIDGET);
    }

    /** The question; null if there is no key in the right form, so that no store need be asked. */
    @Nullable
    Question question(String method, String path, @Nullable RawKey bearer, Caller caller) {
        if (isWidget(path)) {
            return widget(method, path, caller);
        }
        boolean good = bearer != null && format.kindOf(bearer).isPresent();
        return good && bearer != null ? new Question(KeyHash.of(bearer), KeyKind.ACCOUNT, method, path, caller) : null;
    }

    private @Nullable Question widget(String method, String path, Caller caller) {
        int end = path.indexOf('/', WIDGET.length());
        RawKey key = new RawKey(path.substring(WIDGET.length(), end < 0 ? path.length() : end));
        String rest = end < 0 ? "/" : path.substring(end);
        return format.kindOf(key).isPresent()
                ? new Question(KeyHash.of(key), KeyKind.WIDGET, method, rest, caller)
                : null;
    }
}
