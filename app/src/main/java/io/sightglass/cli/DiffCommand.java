package io.sightglass.cli;

import io.sightglass.compat.Policy;
import io.sightglass.model.Format;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.util.List;
import java.util.concurrent.Callable;

/// `sightglass diff OLD NEW`: what changed between two schemas, and whom it breaks.
@Command(
        name = "diff",
        description = "Hold two schemas, or two folders of schemas, against each other.",
        footer = {
            "",
            "Exit codes: 0 compatible under --mode, 1 not, 2 a schema that is none, 3 could not"
                    + " read."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class DiffCommand implements Callable<Integer> {
    private final CliContext context;

    @Parameters(
            index = "0",
            paramLabel = "OLD",
            description =
                    "A schema file, or a folder; git:REVISION:PATH for what it was in a git"
                            + " revision, such as git:main:schemas.")
    private String oldText = "";

    @Parameters(index = "1", paramLabel = "NEW", description = "What it has become.")
    private String updateText = "";

    @Option(
            names = "--mode",
            paramLabel = "MODE",
            converter = CompatMode.Converter.class,
            description =
                    "BACKWARD, FORWARD or FULL: which verdict decides the exit code; default:"
                            + " BACKWARD.")
    private CompatMode mode = CompatMode.BACKWARD;

    @Option(
            names = "--policy",
            paramLabel = "POLICY",
            converter = PolicyConverter.class,
            description = "How JSON Schemas are judged: strict or lenient; default: strict.")
    private Policy policy = Policy.STRICT;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            converter = FormatConverter.class,
            description =
                    "avro, protobuf or json, instead of what the names say; of folders the only"
                            + " files to compare.")
    private @Nullable Format format;

    @Option(names = "--json", description = "One JSON object a pair of files, one a line.")
    private boolean json;

    DiffCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws CliFailure, InterruptedException {
        checkFormat();
        var old = DiffSide.parse(oldText, "OLD");
        var update = DiffSide.parse(updateText, "NEW");
        boolean folders = old.isFolder();
        if (folders != update.isFolder() && old.exists() && update.exists()) {
            throw CliFailure.usage(
                    "%s is a %s and %s is a %s; give two files or two folders."
                            .formatted(
                                    Printable.line(old.shown()),
                                    folders ? "folder" : "file",
                                    Printable.line(update.shown()),
                                    folders ? "file" : "folder"));
        }
        var pairs =
                folders
                        ? new FolderComparer(format, policy).compare(old, update)
                        : List.of(new FileComparer(format, policy).compare(old, update));
        print(pairs, folders);
        return exitCode(pairs);
    }

    private void checkFormat() throws CliFailure {
        var said = format;
        if (said != null && said != Format.AVRO && said != Format.PROTOBUF && said != Format.JSON) {
            throw CliFailure.usage(
                    "--format is "
                            + said.label()
                            + ", which has no schemas; expected avro, protobuf or json.");
        }
    }

    private void print(List<ComparedPair> pairs, boolean folders) {
        if (json) {
            pairs.forEach(new DiffJson(context.out())::print);
        } else {
            var ink = new Ink(context.colour());
            if (folders) {
                new DiffText(context.out(), ink, prefix(oldText), prefix(updateText))
                        .printAll(pairs, mode);
            } else {
                pairs.forEach(new DiffText(context.out(), ink, "", "")::print);
            }
        }
        pairs.forEach(pair -> pair.errors().forEach(context.err()::println));
        context.err().flush();
    }

    private static String prefix(String folder) {
        var shown = Printable.line(folder.replace('\\', '/'));
        return shown.isEmpty() || shown.endsWith("/") ? shown : shown + "/";
    }

    /// A file that is no schema counts for more than one that breaks something.
    private int exitCode(List<ComparedPair> pairs) {
        int code = ExitCode.OK;
        for (var pair : pairs) {
            var comparison = pair.comparison();
            if (comparison == null) {
                return ExitCode.USAGE;
            }
            if (!mode.isKept(comparison.verdict())) {
                code = ExitCode.FINDINGS;
            }
        }
        return code;
    }
}
