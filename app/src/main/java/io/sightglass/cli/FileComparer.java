package io.sightglass.cli;

import io.sightglass.compat.Policy;
import io.sightglass.compat.SchemaDiff;
import io.sightglass.compat.Side;
import io.sightglass.model.Format;
import io.sightglass.schema.ParsedSchema;
import io.sightglass.schema.SchemaFolder;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/// Compares two schema files. Both are read at once, and what is wrong with both is told.
final class FileComparer {
    private final @Nullable Format format;
    private final Policy policy;

    /// @param format what the files are, whatever they are called; null for what their names say
    FileComparer(@Nullable Format format, Policy policy) {
        this.format = format;
        this.policy = policy;
    }

    /// @throws CliFailure if a file is not there or is nothing that could be a schema
    ComparedPair compare(DiffSide old, DiffSide update) throws CliFailure, InterruptedException {
        var later = start(() -> read(update));
        var before = read(old);
        var after = await(later);
        var name = update.shown();
        var errors = new ArrayList<String>();
        for (var side : List.of(before, after)) {
            if (side.failure != null) {
                errors.add(String.valueOf(side.failure.getMessage()));
            }
        }
        if (before.schema == null || after.schema == null) {
            for (var side : List.of(before, after)) {
                if (side.failure != null && side.failure.exitCode() == ExitCode.UNREADABLE) {
                    throw CliFailure.unreadable(String.join("\n", errors));
                }
            }
            return new ComparedPair(
                    name,
                    format == null ? SchemaFolder.format(update.name()) : format,
                    null,
                    errors);
        }
        return compare(
                name, new Side(old.shown(), before.schema), new Side(name, after.schema), policy);
    }

    static ComparedPair compare(String name, Side old, Side update, Policy policy) {
        return switch (SchemaDiff.compare(old, update, policy)) {
            case SchemaDiff.Result.Compared(var comparison) ->
                    new ComparedPair(
                            name,
                            comparison.format(),
                            comparison,
                            comparison.problems().stream()
                                    .map(problem -> Printable.line(problem.text()))
                                    .toList());
            case SchemaDiff.Result.Incomparable(var reason) ->
                    new ComparedPair(name, null, null, List.of(Printable.line(reason.plain())));
        };
    }

    /// One of the two.
    private record Read(@Nullable ParsedSchema schema, @Nullable CliFailure failure) {}

    private Read read(DiffSide side) {
        try {
            return new Read(side.file(format), null);
        } catch (CliFailure failure) {
            return new Read(null, failure);
        }
    }

    /// Begins something on a thread of its own.
    static <T> FutureTask<T> start(Callable<T> work) {
        var task = new FutureTask<>(work);
        Thread.ofPlatform().name("diff").daemon().start(task);
        return task;
    }

    static <T> T await(FutureTask<T> task) throws InterruptedException {
        try {
            return task.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("reading answers what is wrong, and throws nothing", e);
        }
    }
}
