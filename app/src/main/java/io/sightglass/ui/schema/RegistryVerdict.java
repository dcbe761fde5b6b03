package io.sightglass.ui.schema;

import io.sightglass.model.Format;
import io.sightglass.model.Sentence;
import io.sightglass.model.Verdict;
import io.sightglass.port.RegistryAnswer;
import io.sightglass.port.SchemaRegistry.Compatibility;

import org.jspecify.annotations.Nullable;

/// What the registry itself says of two schemas, beside what was found out here.
///
/// @param compatible null where it did not say
/// @param differs whether ours is another
/// @param sentence the whole, with why that can be where they differ
public record RegistryVerdict(@Nullable Boolean compatible, boolean differs, Sentence sentence) {
    private static final int MOST_WORDS = 240;

    /// @param ours what was found out here
    /// @param level by which the registry judges; empty where it is not known
    static RegistryVerdict of(
            Verdict ours,
            String level,
            RegistryAnswer<Compatibility> answer,
            Format format,
            String before,
            String after) {
        return switch (answer) {
            case RegistryAnswer.NotFound<Compatibility>(var sentence) ->
                    new RegistryVerdict(null, false, sentence);
            case RegistryAnswer.Unavailable<Compatibility>(var sentence) ->
                    new RegistryVerdict(null, false, sentence);
            case RegistryAnswer.Found<Compatibility>(var said) -> {
                boolean expected = expected(ours, level);
                boolean differs = expected != said.compatible();
                var text = Sentence.builder();
                text.text("The registry ")
                        .strong(said.compatible() ? "takes" : "refuses")
                        .text(" " + after + " after " + before);
                if (!level.isEmpty()) {
                    text.text(" under " + level);
                }
                if (!said.compatible() && !said.messages().isEmpty()) {
                    text.text(": " + brief(said.messages().getFirst()));
                }
                text.text(".");
                if (differs) {
                    text.text(said.compatible() ? " We would not: " : " We would take it: ")
                            .text(why(level, format, said.compatible()));
                }
                yield new RegistryVerdict(said.compatible(), differs, text.build());
            }
        };
    }

    /// What the registry should say, if it judged as we do.
    private static boolean expected(Verdict ours, String level) {
        return switch (level.replace("_TRANSITIVE", "")) {
            case "NONE" -> true;
            case "FORWARD" -> ours.forward();
            case "FULL" -> ours.full();
            default -> ours.backward(); // also what registries judge by where nobody said
        };
    }

    private static String why(String level, Format format, boolean takes) {
        return switch (format) {
            case AVRO ->
                    "both judge Avro by Avro's own rules, so the registry may run an older version"
                            + " of them, or does not judge by "
                            + (level.isEmpty() ? "the level that we take for its own" : level)
                            + " alone.";
            case PROTOBUF ->
                    takes
                            ? "registries judge Protobuf by rules of their own, and some changes,"
                                    + " such as that of a field's type within its wire type, they"
                                    + " let pass."
                            : "registries judge Protobuf by rules of their own, and refuse changes"
                                    + " that no reader notices, such as a field that joins a"
                                    + " oneof.";
            case JSON ->
                    takes
                            ? "registries look at fewer of JSON Schema's keywords, or judge open"
                                    + " content models leniently."
                            : "registries judge by what a schema could allow, also where no writer"
                                    + " makes such data.";
            default -> "registries judge by rules of their own.";
        };
    }

    private static String brief(String message) {
        var text = message.strip().replaceAll("\\s+", " ").replaceAll("\\.$", "");
        return text.length() <= MOST_WORDS ? text : text.substring(0, MOST_WORDS) + "…";
    }
}
