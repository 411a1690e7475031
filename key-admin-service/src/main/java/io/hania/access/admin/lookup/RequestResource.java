package io.hania.access.admin.lookup;

import io.hania.access.admin.page.Frame;
import io.hania.access.admin.page.Frames;
import io.hania.access.admin.page.Visit;
import io.hania.access.admin.usage.RefusedCall;
import io.hania.access.admin.usage.UsageStore;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Why a call was refused, by the request id that its caller was given. */
@Path("/requests")
@Produces(MediaType.TEXT_HTML)
@Authenticated
public class RequestResource {
    private static final int LONGEST = 128;

    /** The pages. */
    @CheckedTemplate(basePath = "lookup")
    static class Templates {
        static native TemplateInstance request(Frame frame, String id, List<RefusedCall> calls);
    }

    private final Frames frames;
    private final Visit visit;
    private final UsageStore usage;

    RequestResource(Frames frames, Visit visit, UsageStore usage) {
        this.frames = frames;
        this.visit = visit;
        this.usage = usage;
    }

    @GET
    public Uni<TemplateInstance> look(@RestQuery @Nullable String id) {
        String wanted = id == null ? "" : id.strip();
        boolean possible = wanted.length() <= LONGEST && wanted.chars().allMatch(c -> c > ' ' && c < 0x7f);
        Uni<List<RefusedCall>> calls = wanted.isEmpty() || !possible
                ? Uni.createFrom().item(List.of())
                : usage.refusals(visit.operator().tenant(), wanted);
        return Uni.combine()
                .all()
                .unis(frames.of("requests"), calls)
                .with((frame, found) -> Templates.request(frame, possible ? wanted : "", found));
    }
}
