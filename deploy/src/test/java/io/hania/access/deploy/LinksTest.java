package io.hania.access.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every link in our Markdown leads to a file of the repository, and to a heading of it where it names one. */
class LinksTest {
    private static final Pattern LINK = Pattern.compile("\\[[^\\]\n]*]\\(([^)\\s]+)(?:\\s+\"[^\"]*\")?\\)");
    private static final Pattern CODE = Pattern.compile("(?s)```.*?```|`[^`\n]*`");

    static Stream<Path> pages() {
        return Project.files(Project.ROOT, ".md").stream();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyLinkLeadsSomewhere(Path page) {
        assertThat(broken(page, Project.read(page))).isEmpty();
    }

    @Test
    void findsBrokenLinks() {
        String links = "[a](nowhere.md) [b](scaling.md#nowhere) [c](#nowhere) [d](scaling.md#regions) [e](#here)";
        assertThat(broken(Project.ROOT.resolve("docs/operating.md"), "# Here\n" + links))
                .containsExactly("nowhere.md", "scaling.md#nowhere", "#nowhere");
    }

    @Test
    void findsLinksAndHeadings() {
        assertThat(links("[a](b.md#c-d) `[no](x)` [out](https://example.com)")).containsExactly("b.md#c-d");
        assertThat(headings("## C, `d`!\ntext")).containsExactly("c-d");
    }

    private static List<String> broken(Path page, String markdown) {
        return links(markdown).stream()
                .filter(link -> {
                    String[] parts = link.split("#", 2);
                    Path target = page.resolveSibling(parts[0]).normalize();
                    if (!parts[0].isEmpty() && !Files.exists(target)) {
                        return true;
                    }
                    return parts.length == 2
                            && !headings(parts[0].isEmpty() ? markdown : Project.read(target))
                                    .contains(parts[1]);
                })
                .toList();
    }

    private static List<String> links(String markdown) {
        return LINK.matcher(CODE.matcher(markdown).replaceAll(""))
                .results()
                .map(link -> link.group(1))
                .filter(link -> !link.matches("[a-z]+:.*"))
                .toList();
    }

    /** The anchors that renderers make of headings: lower case, blanks to hyphens, all other marks dropped. */
    private static Set<String> headings(String markdown) {
        return markdown.lines()
                .filter(line -> line.matches("#{1,6} .*"))
                .map(line -> line.replaceFirst("#+ ", "").toLowerCase(Locale.ROOT))
                .map(line -> line.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
                .collect(Collectors.toSet());
    }
}
