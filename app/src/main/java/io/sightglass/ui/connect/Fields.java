package io.sightglass.ui.connect;

import javafx.beans.Observable;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/// What the parts of the connection form have in common.
final class Fields {
    private Fields() {}

    static StringProperty text() {
        return new SimpleStringProperty("");
    }

    static @Nullable String orNull(StringProperty field) {
        return field.get().isBlank() ? null : field.get().strip();
    }

    static void fill(StringProperty field, @Nullable Object value) {
        field.set(value == null ? "" : value.toString());
    }

    /// Runs `action` after any of the fields has changed.
    static void watch(Runnable action, List<? extends Observable> fields) {
        fields.forEach(field -> field.addListener(_ -> action.run()));
    }

    /// The path that is typed. Comes after [#fileProblem] has found nothing.
    static Path path(StringProperty field) {
        return Path.of(field.get().strip());
    }

    static @Nullable Path pathOrNull(StringProperty field) {
        return field.get().isBlank() ? null : path(field);
    }

    /// What is wrong with a file that has to be there, or null.
    static @Nullable String fileProblem(StringProperty field, String what) {
        if (field.get().isBlank()) {
            return "Name the file of " + what + ".";
        }
        return optionalFileProblem(field);
    }

    static @Nullable String optionalFileProblem(StringProperty field) {
        if (field.get().isBlank()) {
            return null;
        }
        try {
            var file = path(field);
            return Files.isReadable(file) ? null : "There is no readable file at " + file + ".";
        } catch (InvalidPathException e) {
            return "This is not a path on this machine: " + field.get() + ".";
        }
    }

    static @Nullable String urlProblem(StringProperty field, String what) {
        if (field.get().isBlank()) {
            return "Give " + what + ", a URL.";
        }
        try {
            var uri = new URI(field.get().strip());
            boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            return http && uri.getHost() != null && uri.getUserInfo() == null
                    ? null
                    : "Give " + what + " as a URL such as https://login.example.com/token.";
        } catch (URISyntaxException e) {
            return "Give " + what + " as a URL such as https://login.example.com/token.";
        }
    }

    static String orEmpty(@Nullable String problem) {
        return problem == null ? "" : problem;
    }

    /// The first that is not null.
    @SafeVarargs
    static @Nullable String first(java.util.function.Supplier<@Nullable String>... problems) {
        for (var problem : problems) {
            var found = problem.get();
            if (found != null) {
                return found;
            }
        }
        return null;
    }
}
