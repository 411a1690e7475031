package io.hania.access.gateway.edge;

import io.hania.access.gateway.GatewayConfig;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** TLS towards auth-services and upstreams; the other side's name is always checked. */
final class Certificates {
    private Certificates() {}

    /** Null for plain TCP. */
    static @Nullable SslContext link(GatewayConfig.Link link) {
        if (link.trustedCertificates().isEmpty()) {
            return null;
        }
        SslContextBuilder builder =
                client().trustManager(link.trustedCertificates().get().toFile());
        if (link.certificate().isPresent() && link.privateKey().isPresent()) {
            builder.keyManager(
                    link.certificate().get().toFile(), link.privateKey().get().toFile());
        }
        return build(builder);
    }

    /** Null if no upstream speaks https. */
    static @Nullable SslContext upstreams(GatewayConfig config) {
        boolean secure = config.upstreams().values().stream()
                .flatMap(places -> places.stream())
                .anyMatch(place -> place.startsWith("https:"));
        if (!secure) {
            return null;
        }
        SslContextBuilder builder = client();
        config.upstream().trustedCertificates().ifPresent(file -> builder.trustManager(file.toFile()));
        return build(builder);
    }

    private static SslContextBuilder client() {
        return SslContextBuilder.forClient().endpointIdentificationAlgorithm("HTTPS");
    }

    private static SslContext build(SslContextBuilder builder) {
        try {
            return builder.build();
        } catch (SSLException e) {
            throw new IllegalStateException("TLS can't be set up", e);
        }
    }
}
