package io.sightglass.ui.attempt;

import io.sightglass.gate.Answer;
import io.sightglass.gate.Target;
import io.sightglass.model.FindingKind;
import io.sightglass.model.Framing;
import io.sightglass.model.Sentence;
import io.sightglass.ui.fx.Texts;

/// The gate's answer in words.
final class AnswerWords {
    private AnswerWords() {}

    static Sentence summary(Target target, Answer answer) {
        return switch (answer) {
            case Answer.Refused refused -> refused(target, refused);
            case Answer.Written written -> written(target, written);
        };
    }

    private static Sentence refused(Target target, Answer.Refused refused) {
        long wrong =
                refused.remarks().stream()
                        .filter(remark -> remark.finding().kind() != FindingKind.NOTICE)
                        .count();
        return Sentence.builder()
                .strong(refused.status() + " Bad Request. ")
                .text(target.words() + " does not let this through: ")
                .text(wrong == 1 ? "1 thing is wrong." : wrong + " things are wrong.")
                .build();
    }

    private static Sentence written(Target target, Answer.Written written) {
        var schema = written.schema();
        var words =
                Sentence.builder()
                        .strong(written.status() + " OK. ")
                        .text(target.words() + " lets this through; nothing was sent. It would be ")
                        .text(Texts.count(written.payload().length, "byte", "bytes"))
                        .text(" of " + written.format().label());
        if (schema != null) {
            words.text(", " + schema.name());
            words.text(schema.version() == null ? "" : " v" + schema.version());
        }
        var framing = written.framing();
        if (framing.kind() == Framing.Kind.RAW) {
            return words.text(", without framing.").build();
        }
        words.text(", behind " + Texts.count(framing.end() - framing.start(), "byte", "bytes"));
        words.text(" of framing (" + framing.kind().label());
        var id = framing.schemaId();
        return words.text(id == null ? ")." : ", schema id " + id + ").").build();
    }
}
