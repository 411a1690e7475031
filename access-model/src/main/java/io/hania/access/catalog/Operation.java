package io.hania.access.catalog;

/**
 * One endpoint of the catalog.
 *
 * @param method in capitals
 * @param path the whole path with its parameters' names, such as {@code /api/v1/bots/{id}}
 * @param ability what a key needs for it
 * @param upstream the name of the upstream that serves it
 * @param summary what it does, in a few words
 */
public record Operation(String method, String path, String ability, String upstream, String summary) {
    /** The resource that the ability belongs to, such as {@code bots}. */
    public String resource() {
        return ability.substring(0, ability.indexOf(':'));
    }
}
