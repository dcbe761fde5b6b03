package io.sightglass.ui.schema;

import io.sightglass.model.Format;
import io.sightglass.model.Sentence;
import io.sightglass.ui.source.Language;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Writes a draft into a file, and over another one only where that was allowed.
public final class DraftFile {
    private static final Logger LOG = LoggerFactory.getLogger(DraftFile.class);
    private static final OpenOption[] NEW = {
        StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE
    };
    private static final OpenOption[] REPLACING = {
        StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE
    };

    private DraftFile() {}

    /// What became of it.
    public sealed interface Outcome {
        Sentence sentence();

        record Saved(Sentence sentence) implements Outcome {}

        /// A file is there already; nothing was written.
        record There(Sentence sentence) implements Outcome {}

        record Failed(Sentence sentence) implements Outcome {}
    }

    static Outcome write(Path file, String text, boolean replace) {
        try {
            if (Files.isDirectory(file)) {
                return new Outcome.Failed(said(file, " is a folder; add a name for the file."));
            }
            Files.writeString(file, text, replace ? REPLACING : NEW);
            return new Outcome.Saved(
                    Sentence.builder().text("Saved as ").strong(file.toString()).text(".").build());
        } catch (FileAlreadyExistsException e) {
            return new Outcome.There(said(file, " is there already. Replace it?"));
        } catch (NoSuchFileException e) {
            var folder = file.toAbsolutePath().getParent();
            return new Outcome.Failed(
                    said(folder == null ? file : folder, " is no folder that is there."));
        } catch (IOException e) {
            LOG.warn("cannot write {}", file, e);
            return new Outcome.Failed(said(file, " cannot be written; choose another place."));
        }
    }

    private static Sentence said(Path file, String rest) {
        return Sentence.builder().strong(file.toString()).text(rest).build();
    }

    /// What a new file may be called: `order-status-value-v4-draft.avsc`.
    static String name(Draft draft) {
        var loaded = draft.loaded();
        var of = draft.source().origin();
        var ending =
                switch (Language.of(loaded.format(), loaded.text())) {
                    case PROTO -> ".proto";
                    case IDL -> ".avdl";
                    case JSON -> loaded.format() == Format.JSON ? ".schema.json" : ".avsc";
                };
        var stem =
                switch (of) {
                    case SchemaSource.File(_, var path) -> last(path);
                    case SchemaSource.Revision(_, var path, _) -> last(path);
                    case SchemaSource.Version version -> version.name();
                    case SchemaSource.ById byId -> byId.name();
                    case SchemaSource.Elsewhere(_, var subject, int version) ->
                            subject + " v" + version;
                    case SchemaSource.Draft _ ->
                            throw new IllegalStateException("no draft's origin");
                };
        return stem.replaceAll("[^A-Za-z0-9._-]+", "-") + "-draft" + ending;
    }

    private static String last(String path) {
        return path.substring(path.lastIndexOf('/') + 1)
                .replaceFirst("(\\.schema)?\\.(avsc|avdl|avpr|proto|desc|binpb|json)$", "");
    }
}
