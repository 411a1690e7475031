package io.hania.access.local;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An operator at the dashboard: fills in its forms over HTTP, as a browser without JavaScript does. */
public final class Dashboard {
    private static final Pattern TOKEN = Pattern.compile("name=\"form-token\"[^>]*value=\"([^\"]+)\"");
    private static final Pattern ONCE = Pattern.compile("name=\"once\"[^>]*value=\"([^\"]+)\"");
    private static final Pattern SECRET = Pattern.compile("hania_sk_[0-9a-f]{40}");
    private static final Pattern ID = Pattern.compile("/settings/api-keys/([0-9a-f-]{36})");

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final Map<String, String> cookies = new LinkedHashMap<>();
    private final String address;

    /**
     * A key that was just made.
     *
     * @param id its id
     * @param secret the key itself
     * @param name as given
     */
    public record CreatedKey(String id, String secret, String name) {
        @Override
        public String toString() {
            return "CreatedKey[id=" + id + ", name=" + name + "]";
        }
    }

    /** @param address the dashboard's, such as {@code http://localhost:8082} */
    public Dashboard(String address) {
        this.address = address;
    }

    /** Signs in. */
    public void signIn(String email, String password) {
        String token = find(TOKEN, get("/sign-in"));
        HttpResponse<String> answer =
                post("/sign-in", List.of("email=" + text(email), "password=" + text(password), "form-token=" + token));
        require(answer, 303);
    }

    /**
     * Creates a key that never expires.
     *
     * @param abilities none for all
     * @param rateLimit calls an hour; 0 for no limit
     */
    public CreatedKey createKey(String name, List<String> abilities, int rateLimit) {
        String form = get("/settings/api-keys/new");
        List<String> fields = new ArrayList<>(List.of(
                "form-token=" + find(TOKEN, form),
                "once=" + find(ONCE, form),
                "name=" + text(name),
                "expiry=never",
                "rate_limit=" + (rateLimit == 0 ? "" : rateLimit),
                "access=" + (abilities.isEmpty() ? "all" : "custom")));
        abilities.forEach(ability -> fields.add("ability=" + text(ability)));
        HttpResponse<String> answer = post("/settings/api-keys", fields);
        require(answer, 201);
        return new CreatedKey(find(ID, answer.body()), group(SECRET, answer.body(), 0), name);
    }

    /** Revokes a key; returns the page that says since when, once the dashboard has answered that it is revoked. */
    public String revoke(CreatedKey key) {
        String path = "/settings/api-keys/" + key.id() + "/revoke";
        String token = find(TOKEN, get(path));
        HttpResponse<String> answer = post(path, List.of("form-token=" + token, "name=" + text(key.name())));
        require(answer, 200);
        return answer.body();
    }

    /** The page that tells which key this one is. */
    public String check(String key) {
        String token = find(TOKEN, get("/check"));
        HttpResponse<String> answer = post("/check", List.of("form-token=" + token, "key=" + text(key)));
        require(answer, 200);
        return answer.body();
    }

    /** The body of a page. */
    public String get(String path) {
        return send(request(path).GET().build()).body();
    }

    private HttpResponse<String> post(String path, List<String> fields) {
        return send(request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Origin", address)
                .POST(HttpRequest.BodyPublishers.ofString(String.join("&", fields)))
                .build());
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder builder =
                HttpRequest.newBuilder(URI.create(address + path)).timeout(Duration.ofSeconds(30));
        if (!cookies.isEmpty()) {
            builder.header(
                    "Cookie",
                    String.join(
                            "; ",
                            cookies.entrySet().stream().map(Object::toString).toList()));
        }
        return builder;
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            for (String cookie : answer.headers().allValues("Set-Cookie")) {
                String pair = cookie.split(";", 2)[0];
                cookies.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
            }
            return answer;
        } catch (IOException e) {
            throw new LaunchException("The dashboard did not answer: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LaunchException("Interrupted at the dashboard.");
        }
    }

    private static void require(HttpResponse<String> answer, int status) {
        if (answer.statusCode() != status) {
            throw new LaunchException("The dashboard answered " + answer.statusCode() + " to "
                    + answer.request().uri().getPath() + " where " + status + " was expected.");
        }
    }

    private static String find(Pattern pattern, String page) {
        return group(pattern, page, 1);
    }

    private static String group(Pattern pattern, String page, int group) {
        Matcher matcher = pattern.matcher(page);
        if (!matcher.find()) {
            throw new LaunchException("A page of the dashboard lacks " + pattern + '.');
        }
        return matcher.group(group);
    }

    private static String text(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
