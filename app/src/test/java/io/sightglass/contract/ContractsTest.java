package io.sightglass.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sightglass.Corpora;
import io.sightglass.model.Part;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

class ContractsTest {
    private static final String HEAD =
            "apiVersion: v3.1.0\nkind: DataContract\nname: coffee-orders\n";

    @TempDir Path folder;

    private Contracts read(String text) throws IOException {
        Files.writeString(folder.resolve("a.contract.yaml"), text);
        return Contracts.read(List.of(folder));
    }

    private List<String> problems(Contracts contracts) {
        return contracts.problems().stream()
                .map(problem -> problem.text().replace(folder + "/", ""))
                .toList();
    }

    @Test
    void aContractHasItsNamesRulesAndObjective() throws IOException {
        var contracts =
                read(
                        HEAD
                                + """
                                description: {purpose: Orders as the shops take them.}
                                team: {name: Orders team, members: [{username: ana}]}
                                anything: {that: the standard does not name}
                                schema:
                                  - name: Order
                                    physicalName: orders
                                    properties:
                                      - {name: orderId, logicalType: string, required: true}
                                      - name: items
                                        logicalType: array
                                        items:
                                          logicalType: object
                                          properties:
                                            - name: boldness
                                              logicalType: integer
                                              logicalTypeOptions: {minimum: 1, maximum: 10}
                                  - name: refunds
                                slaProperties:
                                  - {property: latency, value: 4, unit: d}
                                  - {property: validRatio, value: 0.999}
                                """);
        assertEquals(List.of(), problems(contracts));
        assertEquals(2, contracts.all().size());
        var contract = contracts.forTopic("orders").orElseThrow();
        assertEquals("coffee-orders", contract.name());
        assertEquals("Orders as the shops take them.", contract.description());
        assertEquals("Orders team", contract.owner());
        assertEquals(0.999, contract.validObjective());
        assertEquals(
                List.of("contract.required orderId", "contract.minimum items[].boldness"),
                contract.rules().stream().map(rule -> rule.id() + " " + rule.path()).toList());
        assertTrue(contracts.forTopic("refunds").isPresent());
        assertTrue(contracts.forTopic("nothing").isEmpty());
        assertInstanceOf(RuleSink.class, contracts.sink("orders", Part.VALUE, false));
        assertEquals(List.of(), contracts.rules("orders", Part.KEY, null, List.of()).infos());
        assertTrue(contracts.sink("nothing", Part.VALUE, true).isCollecting());
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                Arguments.of("kind: Other\n", "a.contract.yaml:1:7: expected kind: DataContract."),
                Arguments.of("", "a.contract.yaml:1:1: is empty."),
                Arguments.of(
                        "kind: [\n",
                        "a.contract.yaml:2:1: expected a value, found the end of the file."),
                Arguments.of(
                        "- 1\n", "a.contract.yaml:1:1: expected names and values for the file."),
                Arguments.of(
                        "kind: DataContract\nname: a\napiVersion: v2.2.2\n",
                        "a.contract.yaml:3:13: expected apiVersion: v3.1.0."),
                Arguments.of(
                        HEAD + "schema: {}\n", "a.contract.yaml:4:9: expected a list for schema."),
                Arguments.of(
                        HEAD + "schema:\n  - description: no name\n",
                        "a.contract.yaml:5:5: this schema needs a physicalName, the topic's name."),
                Arguments.of(
                        properties("{logicalType: string}"),
                        "a.contract.yaml:7:9: a property needs a name."),
                Arguments.of(
                        properties("{name: x, logicalType: text}"),
                        "a.contract.yaml:7:32: there is no logical type \"text\"; expected string,"
                                + " date, timestamp, time, number, integer, object, array or"
                                + " boolean."),
                Arguments.of(
                        properties("{name: x, required: yes}"),
                        "a.contract.yaml:7:29: expected true or false for required, found"
                                + " \"yes\"."),
                Arguments.of(
                        options("integer", "minimum: 10, maximum: 1"),
                        "a.contract.yaml:7:84: no number satisfies this: the maximum is below the"
                                + " minimum."),
                Arguments.of(
                        options("integer", "minimum: ten"),
                        "a.contract.yaml:7:71: expected a number for minimum, found \"ten\"."),
                Arguments.of(
                        options("string", "minLength: -1"),
                        "a.contract.yaml:7:72: expected a whole number from 0 for minLength, found"
                                + " \"-1\"."),
                Arguments.of(
                        options("string", "pattern: '[a-z'"),
                        "a.contract.yaml:7:70: this is not a regular expression: unclosed character"
                                + " class at character 4."),
                Arguments.of(
                        options("string", "format: emial"),
                        "a.contract.yaml:7:69: there is no format \"emial\" for strings; expected"
                                + " one such as email, uuid, uri, hostname, ipv4, ipv6 or"
                                + " date-time."),
                Arguments.of(
                        HEAD + "slaProperties:\n  - {property: validRatio, value: 99.9}\n",
                        "a.contract.yaml:5:35: expected a share from 0 to 1, such as 0.999."));
    }

    private static String properties(String property) {
        return HEAD + "schema:\n  - name: orders\n    properties:\n      - " + property + "\n";
    }

    private static String options(String type, String options) {
        return properties(
                "{name: x, logicalType: " + type + ", logicalTypeOptions: {" + options + "}}");
    }

    @ParameterizedTest
    @MethodSource
    void wrong(String text, String problem) throws IOException {
        assertEquals(List.of(problem), problems(read(text)));
    }

    @Test
    void whatIsWrongStopsNothingElse() throws IOException {
        var contracts =
                read(
                        properties("{name: a, required: maybe}")
                                + "      - {name: b, required: true}\n");
        assertEquals(1, contracts.problems().size());
        assertEquals(
                List.of("contract.required b"),
                contracts.forTopic("orders").orElseThrow().rules().stream()
                        .map(rule -> rule.id() + " " + rule.path())
                        .toList());
    }

    @Test
    void theSecondContractOfATopicIsSaid() throws IOException {
        Files.writeString(
                folder.resolve("b.contract.yaml"), properties("{name: a, required: true}"));
        var contracts = read(properties("{name: b, required: true}"));
        assertEquals(
                List.of(
                        "b.contract.yaml: is not used for topic orders, which has contract"
                                + " coffee-orders already."),
                problems(contracts));
    }

    @Test
    void aliasesThatMultiplyAreBounded() throws IOException {
        var text = new StringBuilder(HEAD).append("schema:\n  - name: orders\n    properties:\n");
        text.append("      - &p0 {name: p0, logicalType: object}\n");
        for (int i = 1; i < 24; i++) {
            text.append(
                            "      - &p%d {name: p%d, logicalType: object, properties: "
                                    .formatted(i, i))
                    .append(
                            "[{name: a, items: *p%d}, {name: b, items: *p%d}]}\n"
                                    .formatted(i - 1, i - 1));
        }
        var contracts = read(text.toString());
        assertEquals(1, contracts.all().size());
        assertTrue(contracts.problems().size() < 10, "" + contracts.problems());
    }

    @Test
    void aContractThatHoldsItselfIsBounded() throws IOException {
        var contracts = read(properties("&me {name: a, logicalType: object, properties: [*me]}"));
        assertFalse(contracts.problems().isEmpty());
    }

    /// The standard's own examples, where they are at hand.
    @Test
    void examplesOfTheStandardAreRead() throws IOException {
        var files = Corpora.files("odcs", ".yaml");
        for (var file : files) {
            assertEquals(List.of(), problems(read(Files.readString(file))), file.toString());
        }
        assertTrue(files.size() > 5, "only " + files.size());
    }
}
