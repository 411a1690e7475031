package io.hania.access.admin.account;

import java.util.Locale;

/** What a member of a workspace may do. */
public enum Role {
    /** Everything, members and settings included. */
    OWNER,
    /** Everything with keys. */
    ADMIN,
    /** Looks, and changes nothing. */
    VIEWER;

    /** The role's name in roles checks. */
    public static final String OWNS = "owner";
    /** The role's name in roles checks. */
    public static final String ADMINISTERS = "admin";

    /** The name in tables and forms, such as {@code owner}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException for any other name than those of {@link #id()} */
    public static Role of(String id) {
        return valueOf(id.toUpperCase(Locale.ROOT));
    }

    /** Whether this role may create and change keys. */
    public boolean changesKeys() {
        return this != VIEWER;
    }
}
