package io.hania.access.deploy.process;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The series that services give to Prometheus, and what queries ask of them. */
record Exposition(List<String> series) {
    /** A metric's name, and its matchers if it has any; a function is followed by a parenthesis, a label by an operator. */
    private static final Pattern SELECTOR =
            Pattern.compile("\\b([a-z]+(?:_[a-z]+)+|up)\\b(?:\\{([^}]*)})?(?!\\s*[(=])");

    private static final Pattern EQUAL = Pattern.compile("(\\w+)=(\"[^\"]*\")");
    private static final Pattern GROUPING = Pattern.compile("\\b(?:by|without|on|ignoring) ?\\([^)]*\\)");
    /** What isn't there from the start: Prometheus' own, and what Quarkus registers with the first request over HTTP. */
    private static final Set<String> LATER = Set.of("up", "http_server_requests_seconds_count");
    /** What Prometheus itself adds. */
    private static final Set<String> OF_THE_SCRAPE = Set.of("job", "instance");

    static Exposition of(List<String> pages) {
        List<String> series = new ArrayList<>();
        for (String page : pages) {
            page.lines().filter(line -> !line.startsWith("#")).forEach(series::add);
        }
        return new Exposition(series);
    }

    /** The selectors of a query for which there is no series. */
    Set<String> missing(String query) {
        Set<String> missing = new TreeSet<>();
        Matcher selectors = SELECTOR.matcher(GROUPING.matcher(query).replaceAll(""));
        while (selectors.find()) {
            String name = selectors.group(1);
            String matchers = selectors.group(2) == null ? "" : selectors.group(2);
            if (!LATER.contains(name) && !has(name, matchers)) {
                missing.add(selectors.group());
            }
        }
        return missing;
    }

    private boolean has(String name, String matchers) {
        List<String> wanted = EQUAL.matcher(matchers)
                .results()
                .filter(equal -> !OF_THE_SCRAPE.contains(equal.group(1)))
                .map(equal -> equal.group(1) + "=" + equal.group(2))
                .toList();
        return series.stream()
                .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
                .anyMatch(line -> wanted.stream().allMatch(label -> line.contains(label)));
    }
}
