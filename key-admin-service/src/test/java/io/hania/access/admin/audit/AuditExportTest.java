package io.hania.access.admin.audit;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class AuditExportTest {
    @Property
    void writesCellsThatBeginNoFormulaAndEndWhereTheyShould(@ForAll("texts") String text) {
        String cell = AuditExport.cell(text);
        assertThat(cell).startsWith("\"").endsWith("\"");
        String inside = cell.substring(1, cell.length() - 1);
        assertThat(inside.replace("\"\"", "")).doesNotContain("\"");
        String read = inside.replace("\"\"", "\"");
        assertThat(read).isIn(text, "'" + text).doesNotMatch("(?s)[=+\\-@\\t\\r\\n].*");
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                Arbitraries.strings(),
                Arbitraries.strings().withChars("=+-@\t\r\n\",';a").ofMaxLength(12));
    }

    @Example
    void leavesPlainTextsAsTheyAre() {
        assertThat(AuditExport.cell("key.created")).isEqualTo("\"key.created\"");
        assertThat(AuditExport.cell(null)).isEqualTo("\"\"");
    }
}
