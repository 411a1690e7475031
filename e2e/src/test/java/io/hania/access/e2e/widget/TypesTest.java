package io.hania.access.e2e.widget;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Page;
import io.hania.access.e2e.Chromium;
import io.hania.access.e2e.HaniaSystem;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The embed script's types, checked by the TypeScript compiler in Chromium, for esbuild only takes them off. */
class TypesTest {
    private static final String COMPILER = "/META-INF/resources/webjars/typescript/5.9.3/lib/typescript.js";
    private static final Path SOURCES = HaniaSystem.root().resolve("widget-service/src/main");

    private final Map<String, String> files = new TreeMap<>();

    @Test
    void theTypesOfTheEmbedScriptFit() throws Exception {
        readSources();
        assertThat(complaints()).isEmpty();
    }

    @Test
    void aWrongTypeIsFound() throws Exception {
        readSources();
        files.put("/web/wrong.ts", "import { text } from './safe';\nexport const wrong: number = text({}, 'a', 1);\n");
        assertThat(complaints()).containsExactly("/web/wrong.ts:2 Type 'string' is not assignable to type 'number'.");
    }

    private void readSources() throws IOException {
        try (Stream<Path> sources = Files.list(SOURCES.resolve("web"))) {
            for (Path source :
                    sources.filter(file -> file.toString().endsWith(".ts")).toList()) {
                files.put("/web/" + source.getFileName(), Files.readString(source));
            }
        }
        assertThat(files).containsKeys("/web/loader.ts", "/web/ui.ts", "/web/preview.ts");
    }

    private List<String> complaints() throws IOException, URISyntaxException {
        URL compiler = Objects.requireNonNull(getClass().getResource(COMPILER), "the jar org.webjars.npm:typescript");
        try (FileSystem jar = FileSystems.newFileSystem(compiler.toURI(), Map.of());
                Chromium chromium = new Chromium()) {
            Path program = jar.getPath(COMPILER);
            readLibrary(program.getParent());
            Page page = chromium.page();
            page.addScriptTag(new Page.AddScriptTagOptions().setContent(Files.readString(program)));
            Object config = new ObjectMapper()
                    .readValue(SOURCES.resolve("tsconfig.json").toFile(), Map.class);
            List<?> said = (List<?>) page.evaluate(script(), Map.of("files", files, "config", config));
            return said.stream().map(String::valueOf).toList();
        }
    }

    /** What browsers and the language bring. */
    private void readLibrary(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            for (Path file : all.toList()) {
                String name = file.getFileName().toString();
                if (name.startsWith("lib.") && name.endsWith(".d.ts")) {
                    files.put("/lib/" + name, Files.readString(file));
                }
            }
        }
    }

    private String script() throws IOException {
        try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream("type-check.js"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
