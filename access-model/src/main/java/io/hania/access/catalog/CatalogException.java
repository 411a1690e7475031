package io.hania.access.catalog;

/** A catalog that can't be used; the message names the line and says what is wrong with it. */
public final class CatalogException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CatalogException(String source, int line, String reason) {
        super(source + ", line " + line + ": " + reason);
    }

    CatalogException(String source, Exception cause) {
        super(source + " can't be read: " + cause.getMessage(), cause);
    }
}
