package io.hania.access.admin.widget;

import io.hania.access.origin.AllowedDomains;
import io.hania.access.origin.WebOrigin;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether pages at an address may use a key, and why.
 *
 * @param address as typed
 * @param origin of the address; empty if it has none
 * @param verdict {@code allowed}, {@code insecure}, {@code elsewhere} or {@code none}
 * @param rule the rule that allows it, or empty
 */
record Diagnosis(String address, String origin, String verdict, String rule) {
    private static final int LONGEST = 2000;

    /** Looks at an address, such as {@code https://shop.example.com/cart} or {@code shop.example.com}. */
    static Diagnosis of(List<String> rules, String typed) {
        String address = typed.length() > LONGEST ? "" : typed.strip();
        return of(rules, address, address.contains("://") ? address : "https://" + address);
    }

    /** Looks at an origin as a browser stated it, such as {@code https://shop.example.com} or {@code null}. */
    static Diagnosis ofOrigin(List<String> rules, String stated) {
        return of(rules, stated, stated);
    }

    private static Diagnosis of(List<String> rules, String address, String url) {
        String origin = WebOrigin.ofReferer(url);
        WebOrigin page = WebOrigin.parse(origin);
        if (page == null || origin == null) {
            return new Diagnosis(address, "", "none", "");
        }
        if (!page.secure()) {
            return new Diagnosis(address, origin, "insecure", "");
        }
        Optional<String> rule = rules.stream()
                .filter(each -> AllowedDomains.of(List.of(each)).allows(origin))
                .findFirst();
        return rule.map(found -> new Diagnosis(address, origin, "allowed", found))
                .orElseGet(() -> new Diagnosis(address, origin, "elsewhere", ""));
    }

    /** Null for nothing typed. */
    static @Nullable Diagnosis ofTyped(List<String> rules, @Nullable String typed) {
        return typed == null || typed.isBlank() ? null : of(rules, typed);
    }

    public boolean allowed() {
        return verdict.equals("allowed");
    }
}
