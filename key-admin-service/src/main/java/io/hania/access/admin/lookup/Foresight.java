package io.hania.access.admin.lookup;

import io.hania.access.ability.Abilities;
import io.hania.access.catalog.Catalog;
import io.hania.access.catalog.Match;
import jakarta.enterprise.context.ApplicationScoped;

/** What a call with a key would be answered, in the order of section 2 of the contract; its limit aside. */
@ApplicationScoped
class Foresight {
    private final Catalog catalog;

    Foresight(Catalog catalog) {
        this.catalog = catalog;
    }

    String answer(KnownKey key, String method, String path) {
        if (!key.kind().equals("account") || !key.state().equals("active")) {
            return "401 Unauthorized";
        }
        int query = path.indexOf('?');
        return switch (catalog.match(method, query < 0 ? path : path.substring(0, query))) {
            case Match.Unknown unknown -> "404 Not found";
            case Match.WrongMethod wrong -> "405 Method not allowed, Allow: " + String.join(", ", wrong.allow());
            case Match.Endpoint endpoint -> granted(key, endpoint.ability());
        };
    }

    private String granted(KnownKey key, String ability) {
        return Abilities.of(key.abilities(), catalog).grants(ability) ? "2xx" : "403 Missing ability: " + ability;
    }
}
