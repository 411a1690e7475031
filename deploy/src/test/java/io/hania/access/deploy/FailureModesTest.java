package io.hania.access.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.hania.access.error.ApiError;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The page on what goes wrong names every error that we make. */
class FailureModesTest {
    @ParameterizedTest
    @EnumSource(ApiError.class)
    void everyErrorIsThereWithItsStatus(ApiError error) {
        String page = Project.read(Project.ROOT.resolve("docs/failure-modes.md"));
        assertThat(page).contains("`" + error.code() + "` " + error.status());
    }
}
