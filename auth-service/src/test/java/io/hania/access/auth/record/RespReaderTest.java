package io.hania.access.auth.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Replies of Redis, cut anywhere. */
class RespReaderTest {
    private static final String REPLIES = "$5\r\nhello\r\n+OK\r\n-ERR no\r\n:42\r\n$0\r\n\r\n$-1\r\n$3\r\na\r\n\r\n";
    private static final List<String> EXPECTED = List.of("hello", "OK", "!ERR no", "42", "", "", "a\r\n");

    /** Writes down what it gets. */
    private static final class Notes implements RespReader.Sink {
        final List<String> all = new ArrayList<>();

        @Override
        public void value(byte[] from, int offset, int length) {
            all.add(new String(from, offset, length, UTF_8));
        }

        @Override
        public void error(String message) {
            all.add('!' + message);
        }
    }

    @Property
    void readsTheSameHoweverTheBytesArrive(@ForAll @Size(max = 20) List<@IntRange(max = 60) Integer> cuts) {
        byte[] bytes = REPLIES.getBytes(UTF_8);
        int[] at = cuts.stream()
                .mapToInt(cut -> Math.min(cut, bytes.length))
                .sorted()
                .toArray();
        RespReader reader = new RespReader();
        Notes notes = new Notes();
        int from = 0;
        for (int cut : at) {
            reader.feed(Arrays.copyOfRange(bytes, from, cut), notes);
            from = cut;
        }
        reader.feed(Arrays.copyOfRange(bytes, from, bytes.length), notes);

        assertThat(notes.all).isEqualTo(EXPECTED);
    }

    @Property
    void neitherHangsNorFailsOtherwiseThanBySayingThatThisIsNotRedis(@ForAll @Size(max = 100) byte[] garbage) {
        try {
            new RespReader().feed(garbage, new Notes());
        } catch (IllegalStateException said) {
            assertThat(said).hasMessageMatching("not a (reply|length) of Redis");
        }
    }

    @Example
    void refusesAReplyThatIsTooLong() {
        assertThatThrownBy(() -> new RespReader().feed("$99999999\r\n".getBytes(UTF_8), new Notes()))
                .isInstanceOf(IllegalStateException.class);
    }
}
