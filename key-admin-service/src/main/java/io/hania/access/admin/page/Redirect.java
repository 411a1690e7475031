package io.hania.access.admin.page;

import jakarta.ws.rs.core.Response;

/** Sends the browser on after a form. The address stays relative: behind a proxy we don't know our own. */
public final class Redirect {
    private Redirect() {}

    /** To a page of ours, with GET. */
    public static Response to(String path) {
        return toward(path).build();
    }

    /** The same, to be completed. */
    public static Response.ResponseBuilder toward(String path) {
        return Response.status(Response.Status.SEE_OTHER).header("Location", path);
    }
}
