package io.sightglass.ui.contract;

import io.sightglass.model.Sentence;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// What became of a draft that was to be saved.
///
/// @param done whether it was
public record SavedDraft(boolean done, Sentence sentence) {
    private static final Logger LOG = LoggerFactory.getLogger(SavedDraft.class);

    /// Writes a draft into a new file. One that is there is never written over.
    static SavedDraft write(Path file, String text) {
        try {
            Files.writeString(
                    file,
                    text,
                    StandardCharsets.UTF_8,
                    StandardOpenOption.CREATE_NEW,
                    StandardOpenOption.WRITE);
            return new SavedDraft(
                    true,
                    Sentence.builder().text("Saved as ").strong(file.toString()).text(".").build());
        } catch (FileAlreadyExistsException e) {
            return refused(
                    file,
                    Files.isDirectory(file)
                            ? " is a folder; add a name for the file."
                            : " is there already, and a draft never overwrites; choose another"
                                    + " name.");
        } catch (NoSuchFileException e) {
            var folder = file.toAbsolutePath().getParent();
            return refused(folder == null ? file : folder, " is no folder that is there.");
        } catch (IOException e) {
            LOG.warn("cannot write {}", file, e);
            return refused(file, " cannot be written; choose another place.");
        }
    }

    private static SavedDraft refused(Path file, String why) {
        return new SavedDraft(false, Sentence.builder().strong(file.toString()).text(why).build());
    }
}
