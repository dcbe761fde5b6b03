package io.sightglass.cli;

import io.sightglass.model.SchemaRef;
import io.sightglass.schema.OneSchema;
import io.sightglass.schema.ReaderSchemas;
import io.sightglass.schema.Schemas;

import org.jspecify.annotations.Nullable;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/// What `--read-as`, or `prove`, names: a schema file, a version of the payload's own subject, or
/// one of another subject.
///
/// @param file the schema, where it is a file's
/// @param option where the person named it, for sentences
record ReaderArgument(SchemaRef ref, @Nullable OneSchema file, String option) {
    static final String OPTION = "--read-as";
    static final String LABEL = "FILE[#TYPE]|VERSION|SUBJECT:VERSION";
    static final String DESCRIPTION =
            "Say what a reader with another schema makes of it: a version of its own subject"
                    + " (2, latest), of another (orders-value:2), or a schema file.";

    private static final String OTHERWISE = ", or a version: 2, latest, SUBJECT:2";
    private static final Pattern VERSION = Pattern.compile("v?([1-9][0-9]{0,8})|latest");
    private static final Pattern IN_SUBJECT = Pattern.compile("(.+):(v?[1-9][0-9]{0,8}|latest)");

    /// @param roots folders in which a .proto file's imports are looked for first
    static ReaderArgument parse(String text, List<Path> roots) throws CliFailure {
        return parse(text, roots, OPTION);
    }

    /// @param option where the person named it, for sentences
    static ReaderArgument parse(String text, List<Path> roots, String option) throws CliFailure {
        if (VERSION.matcher(text).matches()) {
            return version("", text, option);
        }
        var inSubject = IN_SUBJECT.matcher(text);
        if (inSubject.matches() && !Files.exists(Path.of(text))) {
            return version(inSubject.group(1), inSubject.group(2), option);
        }
        var argument = SchemaArgument.parse(text);
        var given = new SchemaFileReader(roots, option, OTHERWISE).read(argument);
        var ref = new SchemaRef.LocalFile(argument.file().toString(), argument.type());
        return new ReaderArgument(ref, given, option);
    }

    private static ReaderArgument version(String subject, String text, String option) {
        int version =
                text.equals("latest")
                        ? SchemaRef.BySubjectVersion.LATEST
                        : Integer.parseInt(text.replace("v", ""));
        return new ReaderArgument(new SchemaRef.BySubjectVersion(subject, version), null, option);
    }

    /// Whether it is a version of the subject that the payload's own schema is of.
    boolean isOfWriter() {
        return ref instanceof SchemaRef.BySubjectVersion(var subject, _) && subject.isEmpty();
    }

    /// The schemas of payloads, and the reader's.
    ///
    /// @param registry where versions are looked up; null where there is none
    Schemas with(Schemas writers, @Nullable Schemas registry) throws CliFailure {
        if (file != null) {
            return new ReaderSchemas(writers, ref, file);
        }
        if (registry == null) {
            throw CliFailure.usage(
                    option
                            + " names a version in a registry, and there is none; say which with"
                            + " --registry URL.");
        }
        return writers == registry ? writers : new ReaderSchemas(writers, ref, registry);
    }
}
