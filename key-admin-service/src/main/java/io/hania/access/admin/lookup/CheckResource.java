package io.hania.access.admin.lookup;

import io.hania.access.admin.page.Frame;
import io.hania.access.admin.page.Frames;
import io.hania.access.admin.page.Visit;
import io.hania.access.key.KeyFormat;
import io.hania.access.key.KeyHash;
import io.hania.access.key.RawKey;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestForm;
import org.jspecify.annotations.Nullable;

/** Which key this is. What is pasted is hashed at once, never stored, logged or shown again. */
@Path("/check")
@Produces(MediaType.TEXT_HTML)
@Authenticated
public class CheckResource {
    private static final List<String> METHODS = List.of("GET", "POST", "PUT", "PATCH", "DELETE");

    /** The pages. */
    @CheckedTemplate(basePath = "lookup")
    static class Templates {
        static native TemplateInstance check(
                Frame frame,
                String result,
                Optional<KnownKey> key,
                List<String> methods,
                String method,
                String path,
                String answer);
    }

    private final Frames frames;
    private final Visit visit;
    private final KeyFormat format;
    private final KeyLookup keys;
    private final Foresight foresight;

    CheckResource(Frames frames, Visit visit, KeyFormat format, KeyLookup keys, Foresight foresight) {
        this.frames = frames;
        this.visit = visit;
        this.format = format;
        this.keys = keys;
        this.foresight = foresight;
    }

    @GET
    public Uni<TemplateInstance> form() {
        return frames.of("check")
                .map(frame -> Templates.check(frame, "", Optional.empty(), METHODS, "GET", "/api/v1/bots", ""));
    }

    /**
     * @param key as pasted
     * @param method of the call to foresee
     * @param path of that call
     */
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<TemplateInstance> check(
            @RestForm @Nullable String key, @RestForm @Nullable String method, @RestForm @Nullable String path) {
        RawKey raw = new RawKey(key == null ? "" : key.strip());
        String verb = method == null ? "GET" : method.strip();
        String target = path == null ? "" : path.strip();
        if (format.kindOf(raw).isEmpty()) {
            return page("malformed", Optional.empty(), verb, target);
        }
        return keys.find(visit.operator().tenant(), KeyHash.of(raw))
                .chain(found -> page(found.isEmpty() ? "unknown" : "known", found, verb, target));
    }

    private Uni<TemplateInstance> page(String result, Optional<KnownKey> key, String method, String path) {
        String answer = key.isEmpty() || path.isEmpty() ? "" : foresight.answer(key.get(), method, path);
        return frames.of("check").map(frame -> Templates.check(frame, result, key, METHODS, method, path, answer));
    }
}
