package io.hania.access.widget.embed;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The files of the embed script, by release and name: those built with this service, and earlier ones if configured. */
@ApplicationScoped
public class Assets {
    private static final String FOLDER = "/widget-assets/";
    private static final List<String> FILES =
            List.of("loader.js", "loader.js.map", "ui.js", "ui.js.map", "preview.js", "preview.js.map", "preview.html");

    private final Map<String, Asset> assets = new HashMap<>();
    private final String release;

    Assets(EmbedConfig config) {
        config.releases().ifPresent(this::addEarlier);
        Properties facts = new Properties();
        try (InputStream in = open("embed.properties")) {
            facts.load(in);
            this.release = facts.getProperty("release");
            for (String file : FILES) {
                try (InputStream content = open(file)) {
                    assets.put(release + '/' + file, Asset.of(file, content.readAllBytes()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The release that this service was built with. */
    String release() {
        return release;
    }

    @Nullable
    Asset find(String release, String file) {
        return assets.get(release + '/' + file);
    }

    private void addEarlier(Path folder) {
        try (Stream<Path> files = Files.find(folder, 2, (path, facts) -> facts.isRegularFile())) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                Path release = file.getParent();
                if (release != null && FILES.contains(name) && !release.equals(folder)) {
                    assets.put(release.getFileName() + "/" + name, Asset.of(name, Files.readAllBytes(file)));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("widget.releases can't be read", e);
        }
    }

    private static InputStream open(String file) {
        InputStream in = Assets.class.getResourceAsStream(FOLDER + file);
        if (in == null) {
            throw new IllegalStateException(file + " is missing from the build");
        }
        return in;
    }
}
