package io.hania.access.admin;

import static io.hania.access.admin.Route.Who.ADMINS;
import static io.hania.access.admin.Route.Who.ANYBODY;
import static io.hania.access.admin.Route.Who.MEMBERS;
import static io.hania.access.admin.Route.Who.OWNERS;

import java.util.List;
import java.util.Map;

/**
 * One page or form of the dashboard.
 *
 * @param path with the names of ids, such as {@code {key}}, which belong to a workspace
 * @param who may have or send it
 */
record Route(String method, String path, Who who) {
    /** Who may have a page; each includes those after it. */
    enum Who {
        ANYBODY,
        MEMBERS,
        ADMINS,
        OWNERS;

        boolean includes(Who other) {
            return compareTo(other) <= 0;
        }
    }

    private static final String KEYS = "/settings/api-keys";

    /** All there are; {@link RulesTest} holds them against the classes. */
    static final List<Route> ALL = List.of(
            get("/", ANYBODY),
            get("/settings", ANYBODY),
            get("/api-keys", ANYBODY),
            get("/sign-in", ANYBODY),
            post("/sign-in", ANYBODY),
            get("/sign-in/company", ANYBODY),
            get("/invitation/{secret}", ANYBODY),
            post("/invitation/{secret}", ANYBODY),
            post("/sign-out", MEMBERS),
            get(KEYS, MEMBERS),
            post(KEYS, ADMINS),
            get(KEYS + "/new", ADMINS),
            get(KEYS + "/revoke", ADMINS),
            post(KEYS + "/revoke", ADMINS),
            get(KEYS + "/{key}", MEMBERS),
            get(KEYS + "/{key}/edit", ADMINS),
            post(KEYS + "/{key}/edit", ADMINS),
            get(KEYS + "/{key}/rotate", ADMINS),
            post(KEYS + "/{key}/rotate", ADMINS),
            get(KEYS + "/{key}/revoke", ADMINS),
            post(KEYS + "/{key}/revoke", ADMINS),
            post(KEYS + "/{key}/disable", ADMINS),
            post(KEYS + "/{key}/enable", ADMINS),
            post(KEYS + "/{key}/narrow", ADMINS),
            get("/widgets", MEMBERS),
            get("/widgets/bots/{bot}", MEMBERS),
            get("/widgets/bots/{bot}/keys/new", ADMINS),
            post("/widgets/bots/{bot}/keys", ADMINS),
            get("/widgets/bots/{bot}/look", MEMBERS),
            post("/widgets/bots/{bot}/look", ADMINS),
            get("/widgets/keys/{widget}", MEMBERS),
            post("/widgets/keys/{widget}", ADMINS),
            post("/widgets/keys/{widget}/allow", ADMINS),
            post("/widgets/keys/{widget}/revoke", ADMINS),
            get("/requests", MEMBERS),
            get("/check", MEMBERS),
            post("/check", MEMBERS),
            get("/audit", MEMBERS),
            post("/audit/verify", MEMBERS),
            get("/audit/export.{format}", ADMINS),
            get("/settings/members", MEMBERS),
            post("/settings/members/invite", OWNERS),
            post("/settings/members/invitations/{invitation}/withdraw", OWNERS),
            post("/settings/members/{member}/role", OWNERS),
            post("/settings/members/{member}/remove", OWNERS),
            get("/settings/workspace", MEMBERS),
            post("/settings/workspace", OWNERS),
            post("/settings/workspace/webhooks", OWNERS),
            post("/settings/workspace/webhooks/test", OWNERS),
            post("/settings/workspace/webhooks/{webhook}/remove", OWNERS),
            post("/settings/workspace/deliveries/{delivery}/send", OWNERS),
            get("/settings/account", MEMBERS),
            post("/settings/account/password", MEMBERS),
            post("/settings/account/sessions/{session}/end", MEMBERS),
            post("/settings/account/sessions/end", MEMBERS),
            post("/settings/account/language", MEMBERS),
            post("/settings/account/workspace", MEMBERS));

    private static Route get(String path, Who who) {
        return new Route("GET", path, who);
    }

    private static Route post(String path, Who who) {
        return new Route("POST", path, who);
    }

    boolean changes() {
        return method.equals("POST");
    }

    /** Whether it names something that belongs to one workspace, or to one person. */
    boolean namesSomething() {
        return List.of("{key}", "{widget}", "{invitation}", "{member}", "{webhook}", "{delivery}", "{session}").stream()
                .anyMatch(path::contains);
    }

    /** Its address with ids in place of their names. */
    String address(Map<String, String> ids) {
        String address = path.replace("{format}", "csv").replace("{bot}", "bot_support");
        for (Map.Entry<String, String> id : ids.entrySet()) {
            address = address.replace('{' + id.getKey() + '}', id.getValue());
        }
        return address.replace("{secret}", "x".repeat(40));
    }

    /** How it reads in {@link RulesTest}: ids without their names. */
    String shape() {
        return method + ' ' + path.replaceAll("\\{[^}]*}", "{}");
    }

    @Override
    public String toString() {
        return method + ' ' + path;
    }
}
