package io.sightglass.schema;

import io.sightglass.model.Sentence;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Runs the `git` command, to read only: nothing of a repository's configuration starts another
/// program, nothing is fetched, and no lock is taken.
///
/// @param executable a name that is looked for on the PATH, or a path
/// @param limit after which a call is stopped
record Git(String executable, Duration limit) {
    private static final Logger LOG = LoggerFactory.getLogger(Git.class);
    private static final int MOST_OUTPUT = 96 << 20;
    private static final int MOST_SAID = 4 << 10;

    /// What tells git of another repository than the one that the folder is in, as it does within a
    /// hook.
    private static final List<String> ELSEWHERE =
            List.of(
                    "GIT_DIR",
                    "GIT_WORK_TREE",
                    "GIT_INDEX_FILE",
                    "GIT_PREFIX",
                    "GIT_COMMON_DIR",
                    "GIT_NAMESPACE",
                    "GIT_OBJECT_DIRECTORY",
                    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
                    "GIT_EXTERNAL_DIFF",
                    "GIT_LITERAL_PATHSPECS",
                    "GIT_TRACE",
                    "GIT_CONFIG_PARAMETERS",
                    "GIT_CONFIG_COUNT");

    private static final List<String> QUIETLY =
            List.of(
                    "--no-pager",
                    "--no-optional-locks",
                    "--literal-pathspecs",
                    "-c",
                    "core.fsmonitor=false",
                    "-c",
                    "log.showSignature=false",
                    "-c",
                    "protocol.allow=never");

    static final Git STANDARD = new Git("git", Duration.ofSeconds(20));

    /// How a call ended.
    sealed interface Ended {
        /// By itself, with code 0.
        @SuppressWarnings("ArrayRecordComponent") // read once, never compared
        record Well(byte[] output) implements Ended {
            String text() {
                return new String(output, StandardCharsets.UTF_8);
            }
        }

        /// By itself, with another one; `said` is the first line of what git says of it.
        record Badly(String said) implements Ended {}

        /// It could not be started, or had to be stopped.
        record Refused(Sentence why) implements Ended {}
    }

    /// Runs git in a folder, and waits for its end.
    ///
    /// @param input for its standard input
    Ended run(Path folder, List<String> arguments, String input) {
        Path scratch = null;
        try {
            scratch = Files.createTempDirectory("sightglass-git");
            return run(scratch, folder, arguments, input);
        } catch (IOException e) {
            LOG.warn("git's output could not be kept", e);
            return new Ended.Refused(
                    Sentence.of(
                            "git cannot be asked, because the temporary directory cannot be used: "
                                    + e.getMessage()
                                    + "."));
        } finally {
            delete(scratch);
        }
    }

    private Ended run(Path scratch, Path folder, List<String> arguments, String input)
            throws IOException {
        var asked = scratch.resolve("in");
        var output = scratch.resolve("out");
        var said = scratch.resolve("said");
        Files.writeString(asked, input);
        var command = new ArrayList<String>();
        command.add(executable);
        command.addAll(QUIETLY);
        command.addAll(arguments);
        var builder =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectInput(asked.toFile())
                        .redirectOutput(output.toFile())
                        .redirectError(said.toFile());
        builder.environment().keySet().removeAll(ELSEWHERE);
        builder.environment().put("GIT_TERMINAL_PROMPT", "0");
        builder.environment().put("GIT_NO_LAZY_FETCH", "1");
        builder.environment().put("LC_ALL", "C");
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            LOG.debug("{} does not start", executable, e);
            return new Ended.Refused(
                    Sentence.of(
                            "Earlier revisions are read with git, and the command git was not found"
                                    + " on the PATH; install git."));
        }
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                return new Ended.Refused(
                        Sentence.of(
                                "git had not answered after "
                                        + limit.toSeconds()
                                        + " s and was stopped."));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Ended.Refused(
                    Sentence.of("git was stopped, because Sightglass is closing."));
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        if (process.exitValue() != 0) {
            return new Ended.Badly(firstLine(said));
        }
        if (Files.size(output) > MOST_OUTPUT) {
            return new Ended.Refused(
                    Sentence.of(
                            "What git has to say is larger than "
                                    + (MOST_OUTPUT >> 20)
                                    + " MiB, so it is not read."));
        }
        return new Ended.Well(Files.readAllBytes(output));
    }

    private static String firstLine(Path said) throws IOException {
        try (var in = Files.newInputStream(said)) {
            var text = new String(in.readNBytes(MOST_SAID), StandardCharsets.UTF_8);
            return text.lines().findFirst().orElse("");
        }
    }

    private static void delete(@Nullable Path scratch) {
        if (scratch == null) {
            return;
        }
        try (var files = Files.list(scratch)) {
            for (var file : files.toList()) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(scratch);
        } catch (IOException e) {
            LOG.warn("git's output could not be deleted", e);
        }
    }
}
