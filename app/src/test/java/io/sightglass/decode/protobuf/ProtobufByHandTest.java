package io.sightglass.decode.protobuf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.sightglass.decode.Walks;
import io.sightglass.model.ByteRange;
import io.sightglass.model.Finding;
import io.sightglass.model.Node;
import io.sightglass.schema.ProtoCompiler;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/// Payloads written by hand, each with what its bytes mean (protobuf.dev, "Encoding").
class ProtobufByHandTest {
    private static final String SETS =
            """
            syntax = "proto2";
            message M { optional Set set = 1; }
            message Set { option message_set_wire_format = true; extensions 4 to max; }
            message Name {
              extend Set { optional Name name = 1000; }
              optional string text = 1;
              optional int32 size = 2;
            }
            """;

    private static Walks.Walked walk(String schema, String hex) {
        var compiled =
                assertInstanceOf(
                        ProtoCompiler.Result.Compiled.class,
                        ProtoCompiler.standard().compile("m.proto", schema, Map.of()));
        var type = compiled.file("m.proto").getMessageTypes().getFirst();
        return Walks.walk(ProtobufPlan.of(type).newWalker(), HexFormat.of().parseHex(hex));
    }

    private static List<String> rules(Walks.Walked walked) {
        return walked.findings().stream().map(Finding::rule).toList();
    }

    private static Object name(Object... fields) {
        return Map.of("set", Map.of("[Name.name]", Map.of(fields[0], fields[1])));
    }

    /// Type, then message; or the other way round; or as any other extension.
    @Test
    void anItemOfAMessageSetIsAnExtension() {
        for (var hex :
                List.of(
                        "0a0a" + "0b" + "10e807" + "1a03" + "0a0161" + "0c",
                        "0a0a" + "0b" + "1a03" + "0a0161" + "10e807" + "0c",
                        "0a06" + "c23e" + "03" + "0a0161")) {
            var walked = walk(SETS, hex);
            assertEquals(List.of(), walked.findings(), hex);
            assertEquals(name("text", "a"), walked.value(), hex);
            Walks.covered(walked.root(), 0, hex.length() / 2);
            var set = ((Node.RecordNode) walked.root()).children().getFirst();
            var item = ((Node.RecordNode) set).children().getFirst();
            assertEquals(2, item.range().start(), hex);
        }
    }

    @Test
    void itemsOfOneTypeAreMerged() {
        var walked = walk(SETS, "0a13" + "0b10e8071a030a01610c" + "0b10e8071a0210050c");
        assertEquals(List.of("protobuf.duplicate"), rules(walked));
        assertEquals(
                Map.of("set", Map.of("[Name.name]", Map.of("text", "a", "size", Walks.plain(5)))),
                walked.value());
    }

    /// Of a type that nobody declares, the content is shown all the same; the number is the type's.
    @Test
    void anItemOfAnUnknownType() {
        var walked = walk(SETS, "0a09" + "0b10e9071a0208050c");
        assertEquals(List.of("protobuf.unknown-field"), rules(walked));
        assertEquals(
                "Field 1001 (length-delimited, 9 bytes) is not in Set.",
                walked.findings().getFirst().message().plain());
        assertEquals(new ByteRange(2, 11), walked.findings().getFirst().range());
        assertEquals(Map.of("set", Map.of()), walked.value());
    }

    /// Groups that are no items are unknown fields; what is cut is damage.
    @Test
    void groupsThatAreNoItems() {
        for (var item :
                List.of(
                        "0b0c", // neither type nor message
                        "0b10e8070c", // no message
                        "0b1a020805" + "0c", // no type
                        "0b10e807" + "10e807" + "1a00" + "0c", // two types
                        "0b10e807" + "20051a00" + "0c", // something else
                        "0b10001a00" + "0c")) {
            var hex = "0a%02x%s".formatted(item.length() / 2, item);
            assertEquals(List.of("protobuf.unknown-field"), rules(walk(SETS, hex)), hex);
        }
        var whole = HexFormat.of().parseHex("0a0a" + "0b10e8071a030a01610c");
        for (int cut = 3; cut < whole.length; cut++) {
            var part = HexFormat.of().formatHex(Arrays.copyOf(whole, cut));
            assertEquals(false, walk(SETS, part).findings().isEmpty(), part);
        }
    }

    /// Its one symbol is null in JSON; any other number is shown.
    @Test
    void theNullValueIsNull() {
        var schema =
                """
                syntax = "proto3";
                import "google/protobuf/struct.proto";
                message M {
                  google.protobuf.NullValue one = 1;
                  repeated google.protobuf.NullValue many = 2;
                }
                """;
        var walked = walk(schema, "0800" + "12020001");
        assertEquals(List.of("protobuf.undeclared-enum"), rules(walked));
        assertEquals(
                Map.of("one", "<null>", "many", List.of("<null>", Walks.plain(1))), walked.value());
    }

    /// 0, 3, 6 or 9 digits behind the point (protobuf.dev, "ProtoJSON format").
    @Test
    void durationsHaveThreeDigitsOrMore() {
        var schema =
                """
                syntax = "proto3";
                import "google/protobuf/duration.proto";
                message M { repeated google.protobuf.Duration took = 1; }
                """;
        assertEquals(
                Map.of("took", List.of("1s", "0.500s", "0.000010s", "0.000000001s")),
                walk(schema, "0a020801" + "0a061080cab5ee01" + "0a0310904e" + "0a021001").value());
    }
}
