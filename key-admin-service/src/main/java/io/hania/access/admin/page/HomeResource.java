package io.hania.access.admin.page;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

/** Where the dashboard begins, and where pages moved to. */
@Path("/")
public class HomeResource {
    @GET
    public Response home() {
        return Redirect.to("/settings/api-keys");
    }

    @GET
    @Path("settings")
    public Response settings() {
        return home();
    }

    @GET
    @Path("api-keys")
    public Response keys() {
        return Response.status(Response.Status.MOVED_PERMANENTLY)
                .header("Location", "/settings/api-keys")
                .build();
    }
}
