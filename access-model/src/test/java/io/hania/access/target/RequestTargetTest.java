package io.hania.access.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestTargetTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/api/v1/bots",
                "/api/v1/bots/",
                "/a%20b",
                "/a.b/..c/d..",
                "/x?y=/../%2e%2e;&z=//",
                "/%C3%A9",
                "/%F0%9F%98%80/%e2%82%ac%21",
                "/x?q=%2F%2e%25%3b|{}",
                "/~a!$&'()*+,=:@b"
            })
    void acceptsWhatHasOneReading(String raw) {
        assertThat(RequestTarget.check(raw)).isInstanceOfSatisfying(RequestTarget.Accepted.class, accepted -> {
            String query = accepted.query() == null ? "" : "?" + accepted.query();
            assertThat(accepted.path() + query).isEqualTo(raw);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*",
                "http://other/api/v1/bots",
                "api",
                "//api/v1/bots",
                "/api/v1//bots",
                "/api/v1/x/../bots",
                "/..",
                "/.",
                "/a/./b",
                "/q/health/../api/v1/bots",
                "/%2e%2e/x",
                "/%2E/x",
                "/a/..;/b",
                "/a/..;x=1/b",
                "/api/v1/bots;x=1",
                "/api;x/v1/bots",
                "/api%2Fv1%2Fbots",
                "/api%2fv1",
                "/a%3Bb",
                "/a%00",
                "/a%0d%0ab",
                "/a%5cb",
                "/a\\b",
                "/a%25b",
                "/a%",
                "/a%2",
                "/a%zz",
                "/a%+1",
                "/a#b",
                "/a?b#c",
                "/a b",
                "/a\tb",
                "/a\u0000",
                "/caf\u00e9",
                "/a?b=%0d",
                "/a?b=%zz",
                "/a?b c",
                "/a\u007f",
                "/a%7f",
                "/a<b",
                "/knowledge/%73tats",
                "/a%2db",
                "/a%c0%ae",
                "/a%c0%af",
                "/a%e0%80%af",
                "/a%ed%a0%80",
                "/a%f5%80%80%80",
                "/a%c3",
                "/a%c3x",
                "/a%c3%41",
                "/a%80",
                "/a%c2%85",
                "/a%3f",
                "/a?b=%00",
                "/a?\uff05"
            })
    void rejectsWhatHasSeveralReadings(String raw) {
        assertThat(RequestTarget.check(raw)).isInstanceOf(RequestTarget.Rejected.class);
    }

    @Property(tries = 2000)
    void whatIsAcceptedReadsTheSameNormalised(@ForAll("targets") String raw) {
        if (RequestTarget.check(raw) instanceof RequestTarget.Accepted accepted) {
            URI uri = URI.create("http://h" + accepted.path());
            assertThat(uri.normalize().getRawPath()).isEqualTo(accepted.path());
            assertThat(uri.getRawPath()).isEqualTo(accepted.path());
            long slashes = accepted.path().chars().filter(c -> c == '/').count();
            assertThat(uri.getPath().chars().filter(c -> c == '/').count()).isEqualTo(slashes);
        }
    }

    @Provide
    Arbitrary<String> targets() {
        return Arbitraries.of(
                        "/", ".", "..", "%2e", "%2F", "a", "b1", ";", "%", "%41", "%25", "?", "x=1", "\\", "//",
                        "%c3%a9", "~")
                .list()
                .ofMaxSize(8)
                .map(parts -> "/" + String.join("", parts));
    }
}
