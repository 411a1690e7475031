package io.hania.access.admin;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.http.Cookie;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Somebody with a browser: keeps cookies, and sends a page's form token back. */
final class Browser {
    static final String OWNER = "owner@example.com";
    static final String PASSWORD = "correct horse battery staple";
    static final String KEYS = "/settings/api-keys";

    private static final Pattern TOKEN = Pattern.compile("name=\"form-token\" value=\"([^\"]*)\"");
    private static final Pattern SECRET = Pattern.compile("hania_sk_[0-9a-f]{40}");

    private final Map<String, String> cookies = new HashMap<>();
    private String token = "";

    /** The owner of the first workspace, signed in. */
    static Browser owner() {
        Browser browser = new Browser();
        browser.signIn(OWNER, PASSWORD).then().statusCode(303);
        return browser;
    }

    /** A new member of the first workspace, signed in. */
    static Browser member(String role) {
        return owner().invites(role);
    }

    /** The owner of another workspace. */
    static Browser stranger() {
        String email = "stranger-" + UUID.randomUUID() + "@example.com";
        Browser invited = owner().invites("viewer", email);
        UUID tenant = UUID.randomUUID();
        StoresForTests.database()
                .execute("insert into access.workspace (id, name) values ('%s', 'Other')".formatted(tenant));
        StoresForTests.database().execute("""
                insert into access.membership (account_id, tenant_id, role)
                select id, '%s', 'owner' from access.account where email = '%s'
                """.formatted(tenant, email));
        invited.post("/settings/account/workspace", Map.of("tenant", tenant.toString()))
                .then()
                .statusCode(303);
        return invited;
    }

    Browser invites(String role) {
        return invites(role, role + "-" + UUID.randomUUID() + "@example.com");
    }

    Browser invites(String role, String email) {
        Response page = post("/settings/members/invite", Map.of("email", email, "role", role));
        String link = find(Pattern.compile("(/invitation/[A-Za-z0-9_-]+)"), page.asString());
        Browser invited = new Browser();
        invited.get(link).then().statusCode(200);
        invited.post(link, Map.of("password", PASSWORD)).then().statusCode(303);
        return invited;
    }

    Response signIn(String email, String password) {
        get("/sign-in");
        return post("/sign-in", Map.of("email", email, "password", password));
    }

    Response get(String path) {
        return keep(request().get(path));
    }

    /** Goes where an answer sends, byte for byte. */
    Response follow(Response redirect) {
        URI target = URI.create(redirect.getHeader("Location"));
        String query = target.getRawQuery() == null ? "" : "?" + target.getRawQuery();
        return keep(request().urlEncodingEnabled(false).get(target.getRawPath() + query));
    }

    Response post(String path, Map<String, ?> fields) {
        return post(path, fields, Map.of());
    }

    Response post(String path, Map<String, ?> fields, Map<String, String> headers) {
        if (token.isEmpty()) {
            get("/sign-in");
        }
        return keep(request()
                .headers(headers)
                .contentType(ContentType.URLENC)
                .formParam("form-token", token)
                .formParams(fields)
                .post(path));
    }

    /** A form without its token. */
    Response postBare(String path, Map<String, ?> fields) {
        return request().contentType(ContentType.URLENC).formParams(fields).post(path);
    }

    /** Creates a key; its secret is in the answer. */
    Response create(String name) {
        return create(name, UUID.randomUUID().toString());
    }

    Response create(String name, String once) {
        return post(KEYS, Map.of("name", name, "access", "read-only", "expiry", "30", "once", once));
    }

    /** The id of a key just created. */
    String createId(String name) {
        return idIn(create(name));
    }

    static String idIn(Response reveal) {
        return find(Pattern.compile("data-stored href=\"/settings/api-keys/([0-9a-f-]{36})"), reveal.asString());
    }

    static String secretIn(Response page) {
        return find(SECRET, page.asString());
    }

    static boolean hasSecret(Response page) {
        return SECRET.matcher(page.asString()).find();
    }

    String cookie(String name) {
        return cookies.get(name);
    }

    /** Another browser with the same cookies. */
    Browser copy() {
        Browser copy = new Browser();
        copy.cookies.putAll(cookies);
        copy.token = token;
        return copy;
    }

    private RequestSpecification request() {
        return given().redirects().follow(false).cookies(cookies);
    }

    private Response keep(Response response) {
        for (Cookie cookie : response.getDetailedCookies()) {
            if (cookie.getMaxAge() == 0) {
                cookies.remove(cookie.getName());
            } else {
                cookies.put(cookie.getName(), cookie.getValue());
            }
        }
        Matcher matcher = TOKEN.matcher(response.asString());
        if (matcher.find()) {
            token = matcher.group(1);
        }
        return response;
    }

    static String find(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new AssertionError("no " + pattern + " in " + text);
        }
        return matcher.group(matcher.groupCount());
    }
}
