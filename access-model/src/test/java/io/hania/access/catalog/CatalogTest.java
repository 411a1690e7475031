package io.hania.access.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogTest {
    private final Catalog catalog = Catalog.builtin();

    @ParameterizedTest
    @CsvSource({
        "GET, /api/v1/bots, bots:read, platform",
        "HEAD, /api/v1/bots/b1, bots:read, platform",
        "POST, /api/v1/bots/discover, bots:write, platform",
        "PATCH, /api/v1/bots/b1/metadata, bots:write, platform",
        "POST, /api/v1/tools/t1/test, tools:write, platform",
        "GET, /api/v1/knowledge/stats, knowledge:read, platform",
        "PUT, /api/v1/memories/m1, memories:write, platform",
        "GET, /api/v1/widgets/embed-code, widgets:read, widget-service",
        "GET, /api/v1/conversations/c1/trace, conversations:read, platform",
        "POST, /api/v1/chat/send-stream, chat:send, platform",
        "POST, /api/v1/calls, calls:write, platform"
    })
    void knowsWhatAnEndpointNeeds(String method, String path, String ability, String upstream) {
        assertThat(catalog.match(method, path)).isInstanceOfSatisfying(Match.Endpoint.class, endpoint -> {
            assertThat(endpoint.ability()).isEqualTo(ability);
            assertThat(endpoint.upstream()).isEqualTo(upstream);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/api/v1/bots/", "/API/V1/BOTS", "/api/v1", "/api/v1/bots/b1/other", "/api/v1//bots", "", "x"})
    void doesNotKnowOtherPaths(String path) {
        assertThat(catalog.match("GET", path)).isEqualTo(new Match.Unknown());
    }

    @Test
    void saysWhichMethodsAPathHas() {
        assertThat(catalog.match("DELETE", "/api/v1/bots"))
                .isEqualTo(new Match.WrongMethod(List.of("GET", "HEAD", "POST")));
        assertThat(catalog.match("get", "/api/v1/bots")).isInstanceOf(Match.WrongMethod.class);
    }

    @Test
    void hasAReadAndAWriteForEachResourceOfTheContract() {
        assertThat(catalog.operations()).hasSize(37);
        assertThat(catalog.abilities()).hasSize(14).contains("chat:send", "calls:write");
        assertThat(catalog.resources())
                .extracting(Resource::name)
                .startsWith("bots", "tools")
                .hasSize(8);
    }

    @Nested
    class Refuses {
        private static final String GOOD = """
                openapi: 3.1.0
                servers: [{url: /api/v1}]
                x-abilities: {'bots:read': See bots}
                paths:
                  /bots:
                    get: {security: [{accountKey: ['bots:read']}]}
                """;

        @Test
        void anUnknownAbility() {
            assertFault(GOOD.replace("['bots:read']", "['bots:raed']"), "line 6: unknown ability bots:raed");
        }

        @Test
        void anOperationWithoutSecurity() {
            assertFault(GOOD.replace("security", "x-security"), "line 6: the operation has no security");
        }

        @Test
        void aPathThatStandsTwice() {
            String twice = GOOD + "  /bots/{id}:\n    get: {security: [{k: ['bots:read']}]}\n"
                    + "  /bots/{bot}:\n    get: {security: [{k: ['bots:read']}]}\n";
            assertFault(twice, "line 10: the endpoint GET /api/v1/bots/{bot} stands twice");
            assertFault(
                    GOOD + "  /bots:\n    get: {security: [{k: ['bots:read']}]}\n",
                    "line 8: the endpoint GET /api/v1/bots stands twice");
        }

        @ParameterizedTest
        @ValueSource(strings = {"head", "options", "trace", "connect", "GET", "servers", "$ref"})
        void whatIsNoOperation(String name) {
            assertFault(
                    GOOD + "    " + name + ": {security: [{accountKey: ['bots:read']}]}\n",
                    "line 7: " + name + " can't stand here: operations are get, put, post, delete and patch");
        }

        @ParameterizedTest
        @ValueSource(strings = {"/", "/api/v2", "/api/v1/", "https://example.com/api/v1", "/widget/v1"})
        void anotherBasePath(String base) {
            assertFault(
                    GOOD.replace("/api/v1", base),
                    "line 2: the path before all others is /api/v1, where the gateway takes keys, not " + base);
        }

        @Test
        void noneOrSeveralBasePaths() {
            assertFault(GOOD.replace("servers", "x-servers"), "line 1: servers is missing");
            assertFault(
                    GOOD.replace("[{url: /api/v1}]", "[{url: /api/v1}, {url: /api/v2}]"),
                    "line 2: servers must have one entry");
        }

        @Test
        void brokenYaml() {
            assertFault("paths: [", "test.yaml can't be read");
            assertFault("", "test.yaml, line 1: the file is empty");
        }

        private void assertFault(String text, String message) {
            assertThatThrownBy(() -> Catalog.parse("test.yaml", text))
                    .isInstanceOf(CatalogException.class)
                    .hasMessageContaining(message);
        }
    }
}
