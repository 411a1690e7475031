package io.hania.access.auth.record;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Where Redis is, from {@code redis://user:password@host:port/database}, with {@code rediss} for TLS.
 *
 * @param user null for the default user
 * @param password null if none is asked
 */
record RedisAddress(
        String host,
        int port,
        boolean tls,
        @Nullable String user,
        @Nullable String password,
        int database) {
    private static final int DEFAULT_PORT = 6379;

    /** @throws IllegalArgumentException for another scheme or a database that is no number */
    static RedisAddress parse(String text, @Nullable String configuredPassword) {
        URI uri = URI.create(text.strip());
        if (!"redis".equals(uri.getScheme()) && !"rediss".equals(uri.getScheme())) {
            throw new IllegalArgumentException("quarkus.redis.hosts must begin with redis:// or rediss://");
        }
        String[] login = uri.getRawUserInfo() == null
                ? new String[0]
                : uri.getRawUserInfo().split(":", 2);
        String user = login.length == 2 && !login[0].isEmpty() ? decoded(login[0]) : null;
        String password = login.length == 0 ? configuredPassword : decoded(login[login.length - 1]);
        String path = uri.getPath() == null ? "" : uri.getPath().replace("/", "");
        int port = uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort();
        int database = path.isEmpty() ? 0 : Integer.parseInt(path);
        return new RedisAddress(uri.getHost(), port, "rediss".equals(uri.getScheme()), user, password, database);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return host + ':' + port;
    }
}
