package io.hania.access.admin.keylist;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;

class KeyCursorTest {
    private static final UUID ID = new UUID(1, 2);

    @Property
    void isReadAsItWasWritten(@ForAll @StringLength(max = 100) String name) {
        KeyCursor cursor = new KeyCursor(name.replace("\0", "").replaceAll("[\\ud800-\\udfff]", ""), ID);
        assertThat(KeyCursor.parse(cursor.text(), KeyFilter.Order.NAME)).isEqualTo(cursor);
    }

    @Property
    void isNothingWhereItMakesNoSense(@ForAll String text, @ForAll KeyFilter.Order order) {
        assertThat(KeyCursor.parse(text, order)).isNull();
        String packed = Base64.getUrlEncoder().encodeToString((ID + text).getBytes(StandardCharsets.UTF_8));
        assertThat(KeyCursor.parse(packed, KeyFilter.Order.CREATED)).isNull();
    }

    @Example
    void knowsMomentsAsPostgresWritesThem() {
        for (String moment :
                new String[] {"2026-11-24 14:59:51.12345+00", "2026-11-24 14:59:51+05:30", "infinity", "-infinity"}) {
            KeyCursor cursor = new KeyCursor(moment, ID);
            assertThat(KeyCursor.parse(cursor.text(), KeyFilter.Order.USED)).isEqualTo(cursor);
        }
        for (String moment : new String[] {"2026-13-45 99:99:99+00", "2026-02-30 00:00:00+00", "now", "infinity;--"}) {
            assertThat(KeyCursor.parse(new KeyCursor(moment, ID).text(), KeyFilter.Order.USED))
                    .isNull();
        }
    }
}
