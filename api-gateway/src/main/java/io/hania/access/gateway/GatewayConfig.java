package io.hania.access.gateway;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What operators can set, under {@code gateway.}. */
@ConfigMapping(prefix = "gateway")
public interface GatewayConfig {
    /** The public port; 0 takes any free one. */
    @WithDefault("8080")
    int port();

    /** The public address. */
    @WithDefault("0.0.0.0")
    String host();

    /** Event loops; 0 for one per processor. */
    @WithDefault("0")
    int eventLoops();

    /** Where the auth-services listen for streams, {@code host:port} each; every address of a name is used. */
    @WithDefault("localhost:8181")
    List<String> authServices();

    /** How the auth-services are reached. */
    Link link();

    /** The upstreams by name, each one or more of {@code http(s)://host:port}. */
    Map<String, List<String>> upstreams();

    /** How upstreams are reached. */
    Upstream upstream();

    /** Networks whose {@code X-Forwarded-*} headers count; none if not given. */
    Optional<List<String>> trustedProxies();

    /** The gateway's own origins, such as {@code https://api.example.com}; if not given, each call's {@code Host} tells. */
    Optional<Set<String>> publicOrigins();

    /** Every 401 is answered at a multiple of this after its call began, so that time doesn't tell why. */
    @WithDefault("5ms")
    Duration unauthorizedHold();

    /** How long running calls and streams may go on when the gateway stops. */
    @WithDefault("300s")
    Duration drain();

    /** Whether each call is logged: without its query, headers or body. */
    @WithDefault("false")
    boolean accessLog();

    /** Bounds on what callers may send and how slowly. */
    Limits limits();

    /** The hop. */
    interface Link {
        /** What a question may take in all. */
        @WithDefault("250ms")
        Duration budget();

        /** A PEM file of the authorities that sign auth-services' certificates; plain TCP if not given. */
        Optional<Path> trustedCertificates();

        /** A PEM file of the gateway's own certificate, if the auth-services ask for one. */
        Optional<Path> certificate();

        /** A PEM file of its private key. */
        Optional<Path> privateKey();
    }

    /** The way to the upstreams. */
    interface Upstream {
        /** For one address. */
        @WithDefault("1s")
        Duration connectTimeout();

        /** Until the answer begins. */
        @WithDefault("30s")
        Duration timeout();

        /** Between two pieces of an answer that has begun. */
        @WithDefault("300s")
        Duration streamIdle();

        /** How long a connection may stay unused; less than the upstream's own time. */
        @WithDefault("20s")
        Duration idle();

        /** Connections of one event loop to one upstream. */
        @WithDefault("8192")
        int connections();

        /** A PEM file of authorities for https upstreams; the Java platform's if not given. */
        Optional<Path> trustedCertificates();
    }

    /** Bounds. */
    interface Limits {
        /** Bytes of a request target; 414 beyond. */
        @WithDefault("8192")
        int target();

        /** Bytes of all headers; 431 beyond. */
        @WithDefault("16384")
        int headers();

        /** Bytes of a body; 413 beyond. */
        @WithDefault("2097152")
        long body();

        /** Bytes of a {@code multipart/form-data} body: five files of 5 MB and what is around them; 413 beyond. */
        @WithDefault("27262976")
        long multipart();

        /** Connections at once. */
        @WithDefault("20000")
        int connections();

        /** For a head to arrive whole. */
        @WithDefault("10s")
        Duration head();

        /** Between two pieces of a body. */
        @WithName("body-idle")
        @WithDefault("10s")
        Duration bodyIdle();

        /** Bytes a second that a body must arrive with at least, after its first seconds. */
        @WithDefault("1024")
        int bodyRate();

        /** Between two calls on a connection. */
        @WithDefault("75s")
        Duration keepAlive();
    }
}
