package io.sightglass.compat.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sightglass.compat.Comparison;
import io.sightglass.compat.outline.Alignment;
import io.sightglass.model.Direction;
import io.sightglass.model.Format;
import io.sightglass.model.Location;
import io.sightglass.model.SchemaChange;
import io.sightglass.model.Sentence;
import io.sightglass.model.Verdict;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Set;

class ReportTest {
    private static final Report REPORT =
            new Report(
                    "order-status-value v3",
                    "order-status-value v4",
                    new Comparison(
                            Format.AVRO,
                            new Verdict(false, true),
                            List.of(
                                    new SchemaChange(
                                            "READER_FIELD_MISSING_DEFAULT_VALUE",
                                            "/fields/7",
                                            Set.of(Direction.BACKWARD),
                                            Sentence.builder()
                                                    .text("Field ")
                                                    .strong("loyalty_points")
                                                    .text(" was added without a default.")
                                                    .build(),
                                            null,
                                            new Location("v4", 71, 5),
                                            List.of())),
                            Map.of()),
                    Alignment.ofText(
                                    List.of("record R {", "  string a = \"<b>\";", "}"),
                                    List.of("record R {", "  string a = \"```\";", "  int p;", "}"))
                            .rows());

    @Test
    void markdownHasVerdictChangesAndStructure() {
        assertEquals(
                """
                ## order\\-status\\-value v3 → order\\-status\\-value v4

                | BACKWARD | FORWARD | FULL |
                | --- | --- | --- |
                | ✕ incompatible | ✓ compatible | ✕ incompatible |

                | | Change | Type | Where |
                | --- | --- | --- | --- |
                | ✕ breaks BACKWARD | Field **loyalty\\_points** was added without a default. | `READER_FIELD_MISSING_DEFAULT_VALUE` | v4:71:5 |

                ````diff
                  record R {
                -   string a = "<b>";
                +   string a = "```";
                +   int p;
                  }
                ````
                """,
                REPORT.markdown());
    }

    @Test
    void htmlIsOnePageInWhichNothingOfTheTextIsMarkup() {
        var html = REPORT.html();
        assertTrue(html.contains("&quot;<mark>&lt;</mark>") || html.contains("&lt;"), html);
        assertFalse(html.contains("<b>"), html);
        assertFalse(html.contains("<script"), html);
        assertFalse(html.contains("src="), html);
        assertTrue(html.contains("<strong>loyalty_points</strong>"), html);
        assertTrue(html.contains("bad\">✕ BACKWARD"), html);
        assertTrue(html.contains("ok\">✓ FORWARD"), html);
    }
}
