package io.hania.access.deploy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.google.gson.Gson;
import com.google.gson.JsonElement;
import io.kubernetes.client.openapi.JSON;
import java.lang.reflect.InvocationTargetException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Holds manifests against the types that Kubernetes' own OpenAPI description yields: unknown fields, missing required
 * ones and wrong types are errors. Gateway API objects are held against fabric8's classes (unknown fields and types).
 */
final class KubernetesTypes {
    private static final String MODELS = "io.kubernetes.client.openapi.models.";
    private static final String GATEWAY_API = "io.fabric8.kubernetes.api.model.gatewayapi.";

    /** Kinds for which no schema is to be had from the registries; only their names are checked. */
    static final java.util.Set<String> WITHOUT_SCHEMA = java.util.Set.of(
            "traefik.io/v1alpha1 Middleware",
            "traefik.io/v1alpha1 IngressRoute",
            "gateway.envoyproxy.io/v1alpha1 SecurityPolicy",
            "monitoring.coreos.com/v1 PodMonitor");

    private static final Gson GSON = gson();
    private static final ObjectMapper STRICT = new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .setAnnotationIntrospector(new NoCatchAll());

    private KubernetesTypes() {}

    /** The client's own reader, which it sets up when its class is first used. */
    private static Gson gson() {
        return JSON.getGson();
    }

    /** What is wrong with the manifest, if anything. */
    static Optional<String> fault(Manifest manifest) {
        String type = manifest.apiVersion() + " " + manifest.kind();
        if (WITHOUT_SCHEMA.contains(type)) {
            return Optional.empty();
        }
        try {
            if (manifest.apiVersion().startsWith("gateway.networking.k8s.io/")) {
                var _ = STRICT.convertValue(
                        manifest.tree(), Class.forName(GATEWAY_API + version(manifest) + "." + manifest.kind()));
            } else {
                core(manifest, Class.forName(MODELS + version(manifest).toUpperCase(Locale.ROOT) + manifest.kind()));
            }
            return Optional.empty();
        } catch (ClassNotFoundException e) {
            return Optional.of(manifest + ": no such type: " + type);
        } catch (InvocationTargetException e) {
            return Optional.of(manifest + ": " + e.getCause().getMessage());
        } catch (ReflectiveOperationException | RuntimeException e) {
            return Optional.of(manifest + ": " + e.getMessage());
        }
    }

    private static void core(Manifest manifest, Class<?> type) throws ReflectiveOperationException {
        JsonElement json = GSON.toJsonTree(manifest.tree(), Map.class);
        type.getMethod("validateJsonElement", JsonElement.class).invoke(null, json);
        var _ = GSON.fromJson(json, type);
    }

    private static String version(Manifest manifest) {
        return manifest.apiVersion().replaceFirst(".*/", "");
    }

    /** fabric8's classes keep unknown fields in a map; without it Jackson reports them. */
    private static final class NoCatchAll extends JacksonAnnotationIntrospector {
        private static final long serialVersionUID = 1L;

        @Override
        public Boolean hasAnySetter(com.fasterxml.jackson.databind.introspect.Annotated annotated) {
            return annotated instanceof AnnotatedMember ? Boolean.FALSE : super.hasAnySetter(annotated);
        }
    }
}
