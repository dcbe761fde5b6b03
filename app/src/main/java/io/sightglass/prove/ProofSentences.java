package io.sightglass.prove;

import io.sightglass.model.Format;
import io.sightglass.model.SchemaInfo;
import io.sightglass.model.SchemaRef;
import io.sightglass.model.Sentence;

import org.jspecify.annotations.Nullable;

/// What a proof says.
final class ProofSentences {
    private static final char THIN_SPACE = '\u2009';

    private ProofSentences() {}

    static Sentence verdict(Proof proof) {
        var say = Sentence.builder();
        switch (proof.ending()) {
            case RUNNING -> say.text("So far ");
            case STOPPED -> say.text("Stopped early: ");
            case COMPLETE -> {}
        }
        boolean begun = proof.ending() != Proof.Ending.COMPLETE;
        if (proof.records() == 0) {
            say.text(begun ? "no record of " : "No record of ").strong(proof.source());
            return say.text(" was there to be read with ")
                    .strong(proof.reader())
                    .text(", so nothing is proved.")
                    .build();
        }
        var all = count(proof.records());
        if (proof.failed() > 0) {
            say.strong(count(proof.failed())).text(" of " + all);
            return say.text(plural(proof.records(), " record") + " of ")
                    .strong(proof.source())
                    .text(" could not be read with ")
                    .strong(proof.reader())
                    .text(".")
                    .build();
        }
        long sound = proof.records() - proof.damaged();
        if (sound == 0) {
            say.text(begun ? "none of " : "None of ").text(all + " records of ");
            return say.strong(proof.source())
                    .text(" can be read by anybody, so nothing is proved of ")
                    .strong(proof.reader())
                    .text(".")
                    .build();
        }
        say.text(begun ? "all " : "All ").text(count(sound) + plural(sound, " record") + " of ");
        say.strong(proof.source())
                .text(
                        proof.damaged() == 0
                                ? " can be read with "
                                : " that are sound in themselves can be read with ");
        return say.strong(proof.reader()).text(".").build();
    }

    /// What is said of all records of a cell; its example where there is nothing more general.
    static Sentence of(Cell cell, @Nullable Format format, Sentence example) {
        var anomaly = cell.anomaly;
        if (anomaly == null || !anomaly.ofReader()) {
            return example;
        }
        var say = Sentence.builder();
        switch (anomaly) {
            case NO_DEFAULT ->
                    subject(say, cell)
                            .text(in(cell.reader))
                            .text(" is missing, and the reader has no default for it");
            case READER_REQUIRED ->
                    subject(say, cell).text(" is missing, which the reader requires");
            case READER_LACKS_SYMBOL -> {
                if (format != Format.AVRO) {
                    return example;
                }
                subject(say, cell)
                        .text(" is " + cell.writer + ", which the reader's ")
                        .text(cell.reader + " lacks");
            }
            case READER_TYPE ->
                    subject(say, cell)
                            .text(" is " + cell.writer + " here and ")
                            .text(cell.reader + " for the reader");
            case READER_CLOSED ->
                    subject(say, cell)
                            .text(" is a property that the reader's schema does not allow");
            case DROPPED -> subject(say, cell).text(in(cell.writer)).text(" is not seen");
            case DEFAULTED -> subject(say, cell).text(" is filled with its default " + cell.reader);
            case PROMOTED ->
                    subject(say, cell).text(in(cell.writer)).text(" is read as " + cell.reader);
            case ALIASED -> subject(say, cell).text(" is called ").strong(cell.reader);
            case READER_DEFAULT_SYMBOL ->
                    subject(say, cell)
                            .text(" " + cell.writer + " is read as " + cell.reader)
                            .text(", the default");
            case READER_LOGICAL ->
                    subject(say, cell)
                            .text(" is " + cell.writer + " here and taken for " + cell.reader);
            default -> {
                return example;
            }
        }
        return say.text(".").build();
    }

    /// A schema as people call it: its subject's topic and version, its file, or its name.
    static String label(SchemaInfo schema) {
        var subject = schema.subject();
        if (subject != null && schema.version() != null) {
            return subject.replaceFirst("-(value|key)$", "") + " v" + schema.version();
        }
        return schema.file() == null ? schema.label() : schema.file();
    }

    /// A reader that was asked for and is not known yet, or is another for each writer.
    static String label(SchemaRef ref) {
        return switch (ref) {
            case SchemaRef.BySubjectVersion version when version.subject().isEmpty() ->
                    version.versionName() + " of their own subject";
            case SchemaRef.BySubjectVersion version ->
                    version.subject().replaceFirst("-(value|key)$", "")
                            + " "
                            + version.versionName();
            case SchemaRef.LocalFile(var path, var type) ->
                    type.isEmpty() ? path : path + "#" + type;
            case SchemaRef.ById(int id) -> "schema " + id;
            default -> "the reader's schema";
        };
    }

    /// Thin spaces between thousands.
    static String count(long number) {
        var digits = Long.toString(number);
        var text = new StringBuilder();
        for (int i = 0; i < digits.length(); i++) {
            if (i > 0 && (digits.length() - i) % 3 == 0) {
                text.append(THIN_SPACE);
            }
            text.append(digits.charAt(i));
        }
        return text.toString();
    }

    static String plural(long number, String word) {
        return number == 1 ? word : word + "s";
    }

    private static String in(String type) {
        return type.isEmpty() ? "" : " (" + type + ")";
    }

    private static Sentence.Builder subject(Sentence.Builder say, Cell cell) {
        return cell.path.isEmpty() ? say.text("The value") : say.strong(cell.path);
    }
}
