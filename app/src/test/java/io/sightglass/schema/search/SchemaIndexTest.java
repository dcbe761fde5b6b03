package io.sightglass.schema.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sightglass.model.Format;
import io.sightglass.schema.search.SchemaElement.Kind;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.ArrayList;
import java.util.List;

class SchemaIndexTest {
    private final SchemaIndex index = new SchemaIndex();

    static SchemaElement field(String owner, String name, String doc) {
        return new SchemaElement(
                Kind.FIELD, owner, name, name, owner + "." + name, List.of(), "string", doc, 1);
    }

    private static SchemaElement symbol(String owner, String name) {
        return new SchemaElement(
                Kind.SYMBOL, owner, name, name, owner + "." + name, List.of(), "", "", 1);
    }

    private void put(String subject, int version, SchemaElement... elements) {
        assertTrue(
                index.put(
                        new SchemaHolder.Subject(subject),
                        version,
                        Format.AVRO,
                        List.of(elements)));
    }

    private List<String> found(String typed) {
        return index.search(typed, 100).hits().stream()
                .map(hit -> hit.where() + " " + hit.element().path())
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "userId", "user_id", "USER_ID", "user-id", "userid", "user id", "UserID", "user", "id",
        "useri"
    })
    void aNameIsFoundHoweverItsWordsAreJoined(String typed) {
        put("camel", 1, field("c.A", "userId", ""));
        put("snake", 1, field("c.A", "user_id", ""));
        put("longer", 1, field("c.A", "customerUserId", ""));
        put("other", 1, field("c.A", "superuser", ""));
        assertEquals(
                List.of("camel v1 A.userId", "longer v1 A.customerUserId", "snake v1 A.user_id"),
                found(typed).stream().sorted().map(each -> each.replace("c.", "")).toList());
    }

    @ParameterizedTest
    @CsvSource({
        "HTTPServer,server",
        "HTTPServer,http",
        "address2Line,line",
        "A1,a1",
        "größe,GRÖSSE"
    })
    void wordsBeginAtCapitalsAndDigits(String name, String typed) {
        put("s", 1, field("c.A", name, ""));
        assertEquals(!name.equals("größe"), !found(typed).isEmpty());
    }

    @Test
    void theWholeNameComesBeforeItsParts() {
        put("a", 1, field("A", "userIdent", ""), field("A", "byUserId", ""));
        put("b", 1, field("B", "note", "Not the userId of anybody."));
        put("c", 1, field("C", "user_id", ""));
        assertEquals(
                List.of("c v1 C.user_id", "a v1 A.userIdent", "a v1 A.byUserId", "b v1 B.note"),
                found("userId"));
    }

    @Test
    void everyWordHasToFitAndOneOfThemTheElementItself() {
        put(
                "orders-value",
                3,
                field("c.Order", "userId", "Who ordered."),
                field("c.Order", "n", ""));
        put("payments-value", 1, field("c.Payment", "userId", "Who pays."));
        assertEquals(List.of("orders-value v3 c.Order.userId"), found("orders userId"));
        assertEquals(List.of("payments-value v1 c.Payment.userId"), found("user pays"));
        assertEquals(List.of("payments-value v1 c.Payment.userId"), found("payment user"));
        assertEquals(List.of(), found("orders payment"));
        assertEquals(List.of(), found("orders"));
        assertEquals(List.of(), found("zebra"));
        assertEquals(List.of(), found("  ... "));
    }

    @Test
    void symbolsAliasesAndProseAreFound() {
        var renamed =
                new SchemaElement(
                        Kind.FIELD, "A", "total", "total", "A.total", List.of("sum"), "int", "", 1);
        put("s", 1, symbol("Status", "IN_PROGRESS"), renamed, field("A", "x", "In euro, rounded."));
        assertEquals(List.of("s v1 Status.IN_PROGRESS"), found("inProgress"));
        assertEquals(List.of("s v1 A.total"), found("sum"));
        assertEquals(List.of("s v1 A.x"), found("euro round"));
    }

    @Test
    void aNewVersionReplacesTheOneBefore() {
        put("s", 1, field("A", "old", ""), field("A", "both", ""));
        put("s", 2, field("A", "fresh", ""), field("A", "both", ""));
        assertEquals(List.of(), found("old"));
        assertEquals(List.of("s v2 A.fresh"), found("fresh"));
        assertEquals(List.of("s v2 A.both"), found("both"));
        assertEquals(1, index.schemas());
        assertEquals(2, index.elements());
        index.remove(new SchemaHolder.Subject("s"));
        assertEquals(List.of(), found("both"));
        assertEquals(0, index.elements());
    }

    @Test
    void whoHasAFieldOfThisName() {
        put("a", 1, field("A", "user_id", ""), field("A", "userIdent", ""), symbol("E", "USER_ID"));
        put("b", 1, field("B", "byUserId", ""));
        put("c", 1, field("C", "x", "userId"), field("D", "userID", ""));
        var same = index.fields("userId", holder -> !holder.name().equals("z"), 10);
        assertEquals(
                List.of("a v1 A.user_id", "c v1 D.userID"),
                same.hits().stream().map(hit -> hit.where() + " " + hit.element().path()).toList());
        assertEquals(2, same.total());
        assertEquals(2, same.schemas());
        assertEquals(1, index.fields("userId", holder -> !holder.name().equals("a"), 10).total());
    }

    @Test
    void onlyTheBestAreHandedOverAndAllAreCounted() {
        for (int i = 0; i < 50; i++) {
            put("s%02d".formatted(i), 1, field("A", "userId" + (i == 33 ? "" : "X"), ""));
        }
        var results = index.search("userId", 5);
        assertEquals(50, results.total());
        assertEquals(50, results.schemas());
        assertEquals(
                List.of("s33", "s00", "s01", "s02", "s03"),
                results.hits().stream().map(hit -> hit.holder().name()).toList());
    }

    @Test
    void itRefusesWhatItHasNoRoomFor() {
        var small = new SchemaIndex(200);
        var elements = new ArrayList<SchemaElement>();
        for (int i = 0; i < 10; i++) {
            elements.add(field("A", "abcdefgh" + i, ""));
        }
        var first = new SchemaHolder.Subject("first");
        var second = new SchemaHolder.Subject("second");
        assertTrue(small.put(first, 1, Format.AVRO, elements));
        assertFalse(small.put(second, 1, Format.AVRO, List.copyOf(elements).reversed()));
        assertEquals(10, small.elements());
        // The one that is there may change all the same.
        assertTrue(small.put(first, 2, Format.AVRO, elements));
        small.remove(first);
        assertTrue(small.put(second, 1, Format.AVRO, elements));
    }
}
