package io.sightglass.gate;

import io.sightglass.contract.Shown;
import io.sightglass.decode.Limits;
import io.sightglass.model.Finding;
import io.sightglass.model.FindingKind;
import io.sightglass.model.Node;
import io.sightglass.model.Sentence;

import java.util.ArrayList;
import java.util.List;

/// Why what was typed cannot be encoded: a finding for each field. Their ranges are bytes of the
/// typed text.
final class Faults {
    static final String TYPE = "gate.type";
    static final String REQUIRED = "gate.required";
    static final String UNKNOWN = "gate.unknown-field";
    static final String DEFAULT = "gate.default";
    static final String UNABLE = "gate.not-encoded";

    private final String schema;
    private final List<Finding> all = new ArrayList<>();
    private boolean refused;

    /// @param schema what sentences call the schema: `coffeeco.Order v3`
    Faults(String schema) {
        this.schema = schema;
    }

    /// Whether something cannot be encoded.
    boolean isRefused() {
        return refused;
    }

    List<Finding> all() {
        return List.copyOf(all);
    }

    /// A value is not what its schema says.
    ///
    /// @param expected goes on after "expected"
    void type(String path, Node node, String expected) {
        var words = place(path);
        switch (node) {
            case Node.ScalarNode scalar -> words.text(" is " + Shown.of(scalar.value()));
            case Node.RecordNode _, Node.MapNode _ -> words.text(" is an object");
            case Node.ListNode _ -> words.text(" is a list");
            case Node.UnknownNode _, Node.AbsentNode _, Node.RestNode _, Node.MalformedNode _ ->
                    words.text(" could not be read");
        }
        refuse(
                FindingKind.VIOLATION,
                TYPE,
                path,
                node,
                words.text("; expected " + expected + ".").build());
    }

    /// A field is missing that has no default.
    void missing(String path, Node owner) {
        refuse(
                FindingKind.VIOLATION,
                REQUIRED,
                path,
                owner,
                Sentence.builder()
                        .text("The event is missing ")
                        .strong(path)
                        .text(", which " + schema + " requires.")
                        .build());
    }

    /// A field is left out, and its default is written.
    void standard(String path, Node owner, String value) {
        add(
                FindingKind.NOTICE,
                DEFAULT,
                path,
                owner,
                Sentence.builder()
                        .strong(path)
                        .text(" is left out, so its default " + value + " is written.")
                        .build());
    }

    /// The schema has no such field.
    ///
    /// @param type the record's
    void unknown(String path, Node node, String type) {
        refuse(
                FindingKind.UNKNOWN_FIELD,
                UNKNOWN,
                path,
                node,
                Sentence.builder().strong(path).text(" is not in " + type + ".").build());
    }

    /// Something that only the library knows.
    void unable(String path, Node node, Sentence sentence) {
        refuse(FindingKind.VIOLATION, UNABLE, path, node, sentence);
    }

    /// Takes over what was found of a part.
    void keep(Finding finding) {
        if (all.size() < Limits.FINDINGS) {
            all.add(finding);
        }
    }

    private void refuse(FindingKind kind, String rule, String path, Node node, Sentence sentence) {
        refused = true;
        add(kind, rule, path, node, sentence);
    }

    private void add(FindingKind kind, String rule, String path, Node node, Sentence sentence) {
        keep(new Finding(kind, rule, path, node.range(), sentence));
    }

    private static Sentence.Builder place(String path) {
        var words = Sentence.builder();
        return path.isEmpty() ? words.text("The value") : words.strong(path);
    }
}
