package io.hania.access.peer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.core.Ordered;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The same work as the other peers: one script in Redis per call, ability, internal token from memory. */
@Component
public class KeyFilter implements GlobalFilter, Ordered {
    private static final Map<String, String> ABILITIES = Map.of("bots", "bots:read", "tools", "tools:read");

    private final ReactiveStringRedisTemplate redis;
    private final RedisScript<String> script;
    private final Map<String, String> tokens = new ConcurrentHashMap<>();

    public KeyFilter(ReactiveStringRedisTemplate redis, @Value("${peer.script}") Path script) throws IOException {
        this.redis = redis;
        this.script = RedisScript.of(Files.readString(script), String.class);
    }

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        String header = exchange.getRequest().getHeaders().getFirst("Authorization");
        if (header == null || !header.startsWith("Bearer hania_sk_")) {
            return refuse(exchange, HttpStatus.UNAUTHORIZED);
        }
        String hash = hash(header.substring(7));
        return redis.execute(script, List.of("p:k:" + hash, "p:c:" + hash))
                .next()
                .map(answer -> judge(exchange, hash, answer))
                .defaultIfEmpty(HttpStatus.UNAUTHORIZED)
                .flatMap(status -> status == HttpStatus.OK
                        ? chain.filter(withToken(exchange, hash))
                        : refuse(exchange, status));
    }

    private HttpStatus judge(ServerWebExchange exchange, String hash, String answer) {
        String[] parts = answer.split("\\|", 6);
        long expires = Long.parseLong(parts[2]);
        if (expires > 0 && expires <= Instant.now().getEpochSecond()) {
            return HttpStatus.UNAUTHORIZED;
        }
        long limit = Long.parseLong(parts[1]);
        if (limit > 0 && Long.parseLong(parts[0]) > limit) {
            return HttpStatus.TOO_MANY_REQUESTS;
        }
        String[] path = exchange.getRequest().getURI().getRawPath().split("/", 5);
        String ability = path.length > 3 ? ABILITIES.get(path[3]) : null;
        if (ability == null) {
            return HttpStatus.NOT_FOUND;
        }
        boolean granted = parts[5].contains(",*,") || parts[5].contains("," + ability + ",");
        return granted ? HttpStatus.OK : HttpStatus.FORBIDDEN;
    }

    private ServerWebExchange withToken(ServerWebExchange exchange, String hash) {
        String token = tokens.computeIfAbsent(hash, key -> "Bearer " + "t".repeat(420));
        ServerHttpRequest request = exchange.getRequest()
                .mutate()
                .headers(headers -> headers.set("Authorization", token))
                .build();
        return exchange.mutate().request(request).build();
    }

    private static Mono<Void> refuse(ServerWebExchange exchange, HttpStatus status) {
        exchange.getResponse().setStatusCode(status);
        return exchange.getResponse().setComplete();
    }

    private static String hash(String key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
