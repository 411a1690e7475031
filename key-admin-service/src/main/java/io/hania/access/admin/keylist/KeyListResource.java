package io.hania.access.admin.keylist;

import io.hania.access.admin.page.Frame;
import io.hania.access.admin.page.Frames;
import io.hania.access.admin.page.Visit;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The list of account keys. */
@Path("/settings/api-keys")
@Produces(MediaType.TEXT_HTML)
@Authenticated
public class KeyListResource {
    /** The pages. */
    @CheckedTemplate(basePath = "key")
    static class Templates {
        static native TemplateInstance list(Frame frame, KeyFilter filter, KeyPage page, KeyFilter.Show[] shows);
    }

    private final Frames frames;
    private final KeyList list;
    private final Visit visit;

    KeyListResource(Frames frames, KeyList list, Visit visit) {
        this.frames = frames;
        this.list = list;
        this.visit = visit;
    }

    /**
     * @param q part of a name or display form
     * @param show which keys, by state
     * @param after the cursor of the page before
     */
    @GET
    public Uni<TemplateInstance> list(
            @RestQuery @Nullable String q,
            @RestQuery @Nullable String show,
            @RestQuery @Nullable String order,
            @RestQuery @Nullable String after,
            @RestQuery @Nullable String done,
            @HeaderParam("HX-Target") @Nullable String target) {
        KeyFilter filter = KeyFilter.of(q, show, order, after);
        Uni<KeyPage> page = list.page(visit.operator().tenant(), filter);
        return Uni.combine()
                .all()
                .unis(frames.of("keys", done), page)
                .with((frame, rows) -> render(frame, filter, rows, "results".equals(target)));
    }

    /** For a change of the filter only the part of the page that follows from it. */
    private static TemplateInstance render(Frame frame, KeyFilter filter, KeyPage rows, boolean part) {
        TemplateInstance whole = Templates.list(frame, filter, rows, KeyFilter.Show.values());
        return part
                ? whole.getFragment("results")
                        .data("frame", frame)
                        .data("filter", filter)
                        .data("page", rows)
                : whole;
    }
}
