package io.hania.access.key;

/** The two kinds of key. Each is refused in the other's place, as any unknown key is. */
public enum KeyKind {
    /** Secret, for servers: {@code hania_sk_…}. Scoped by abilities. */
    ACCOUNT("account", "_sk_"),
    /** Public, for browsers: {@code hania_…}. Scoped by one bot and a list of allowed domains. */
    WIDGET("widget", "_");

    private final String claim;
    private final String infix;

    KeyKind(String claim, String infix) {
        this.claim = claim;
        this.infix = infix;
    }

    /** The name in tokens, tables and logs: {@code account} or {@code widget}. */
    public String claim() {
        return claim;
    }

    /** What stands between the configured prefix and the hex digits: {@code _sk_} or {@code _}. */
    String infix() {
        return infix;
    }
}
