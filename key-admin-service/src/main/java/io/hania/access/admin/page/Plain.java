package io.hania.access.admin.page;

/**
 * What a page outside the frame needs: for those who aren't signed in, and for errors.
 *
 * @param language {@code en} or {@code de}
 */
public record Plain(String language) {}
