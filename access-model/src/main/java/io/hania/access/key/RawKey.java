package io.hania.access.key;

/** A key exactly as sent. Hash it at once; never store or log it. */
public record RawKey(String value) {
    @Override
    public String toString() {
        return "RawKey[hidden]";
    }
}
