package io.hania.access.widget.embed;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** Where browsers find the embed script. */
@ConfigMapping(prefix = "widget")
public interface EmbedConfig {
    /** The gateway's address as browsers see it. */
    @WithDefault("http://localhost:8080")
    URI publicUrl();

    /** Who may frame the preview: the dashboard's origin. */
    @WithDefault("http://localhost:8082")
    String previewFrames();

    /** A folder with earlier releases of the script, each in a folder of its own name, that go on being served. */
    Optional<Path> releases();
}
