package io.hania.access.records;

/** Whether a key may be used, as its operators left it. */
public enum KeyStatus {
    /** In use. */
    ACTIVE("active"),
    /** Switched off for now. */
    DISABLED("disabled"),
    /** Dead for good. */
    REVOKED("revoked");

    private final String column;

    KeyStatus(String column) {
        this.column = column;
    }

    /** The word in the tables. */
    public String column() {
        return column;
    }

    /** @throws IllegalArgumentException for any other word than those of the tables */
    public static KeyStatus of(String column) {
        for (KeyStatus status : values()) {
            if (status.column.equals(column)) {
                return status;
            }
        }
        throw new IllegalArgumentException("no status of a key: " + column);
    }
}
