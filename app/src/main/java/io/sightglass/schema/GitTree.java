package io.sightglass.schema;

import io.sightglass.model.Sentence;
import io.sightglass.schema.GitRevisions.Answer;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The files of one revision, read within bounds. Links and submodules are not among them.
final class GitTree {
    private static final int MOST_FILE = 16 << 20;
    private static final long MOST_TOTAL = 64L << 20;

    private final Git git;
    private final Path folder;
    private final String hash;
    private final Map<String, Blob> blobs;
    private final Map<String, byte[]> read = new HashMap<>();
    private long total;

    private record Blob(String object, long size) {}

    private GitTree(Git git, Path folder, String hash, Map<String, Blob> blobs) {
        this.git = git;
        this.folder = folder;
        this.hash = hash;
        this.blobs = blobs;
    }

    /// @param revision anything that git takes for a commit
    static Answer<GitTree> open(Git git, GitRevisions.Place place, String revision) {
        if (revision.isBlank() || revision.startsWith("-")) {
            return new Answer.Refused<>(unknown(revision, place));
        }
        var named = List.of("rev-parse", "--verify", revision + "^{commit}");
        return switch (git.run(place.folder(), named, "")) {
            case Git.Ended.Refused(var why) -> new Answer.Refused<>(why);
            case Git.Ended.Badly _ -> new Answer.Refused<>(unknown(revision, place));
            case Git.Ended.Well well -> list(git, place, well.text().strip());
        };
    }

    private static Answer<GitTree> list(Git git, GitRevisions.Place place, String hash) {
        var asked = List.of("ls-tree", "-r", "-z", "--long", "--full-tree", hash);
        return switch (git.run(place.folder(), asked, "")) {
            case Git.Ended.Refused(var why) -> new Answer.Refused<>(why);
            case Git.Ended.Badly(var said) -> new Answer.Refused<>(GitRevisions.Place.said(said));
            case Git.Ended.Well well ->
                    new Answer.Found<>(new GitTree(git, place.folder(), hash, blobs(well.text())));
        };
    }

    private static Sentence unknown(String revision, GitRevisions.Place place) {
        return Sentence.builder()
                .text("The git repository at ")
                .strong(place.top().toString())
                .text(" has no revision ")
                .strong(revision)
                .text(".")
                .build();
    }

    /// `100644 blob OBJECT SIZE`, a tab and the path, each ended by a NUL.
    private static Map<String, Blob> blobs(String text) {
        var found = new LinkedHashMap<String, Blob>();
        for (var line : text.split("\0", -1)) {
            int tab = line.indexOf('\t');
            var words = tab < 0 ? new String[0] : line.substring(0, tab).trim().split(" +", -1);
            if (words.length == 4 && words[0].startsWith("100") && words[1].equals("blob")) {
                found.put(line.substring(tab + 1), new Blob(words[2], Long.parseLong(words[3])));
            }
        }
        return found;
    }

    /// Of the revision, in full.
    String hash() {
        return hash;
    }

    boolean has(String path) {
        return blobs.containsKey(path);
    }

    /// The paths of all files.
    Collection<String> paths() {
        return blobs.keySet();
    }

    /// Why a file is not read; null where it may be.
    @Nullable Sentence tooLarge(String path) {
        var blob = blobs.get(path);
        return blob == null || blob.size() <= MOST_FILE
                ? null
                : Sentence.builder()
                        .strong(path)
                        .text(
                                " is larger than "
                                        + (MOST_FILE >> 20)
                                        + " MiB in that revision, so it is not read.")
                        .build();
    }

    /// Reads files with one call, as far as they are not too large; why that failed, or null.
    @Nullable Sentence load(Collection<String> paths) {
        var wanted = new LinkedHashMap<String, Blob>();
        for (var path : paths) {
            var blob = blobs.get(path);
            if (blob != null
                    && !read.containsKey(path)
                    && blob.size() <= MOST_FILE
                    && total + blob.size() <= MOST_TOTAL) {
                wanted.put(path, blob);
                total += blob.size();
            }
        }
        if (wanted.isEmpty()) {
            return null;
        }
        var input = new StringBuilder();
        wanted.values().forEach(blob -> input.append(blob.object()).append('\n'));
        return switch (git.run(folder, List.of("cat-file", "--batch"), input.toString())) {
            case Git.Ended.Refused(var why) -> why;
            case Git.Ended.Badly(var said) -> GitRevisions.Place.said(said);
            case Git.Ended.Well(var output) -> {
                take(output, wanted);
                yield null;
            }
        };
    }

    /// `OBJECT blob SIZE`, a line's end, the bytes, and a line's end.
    private void take(byte[] output, Map<String, Blob> wanted) {
        int at = 0;
        for (var entry : wanted.entrySet()) {
            int end = at;
            while (end < output.length && output[end] != '\n') {
                end++;
            }
            var head = new String(output, at, end - at, StandardCharsets.US_ASCII);
            at = Math.min(end + 1, output.length);
            if (head.endsWith(" missing")) {
                continue; // in a repository that was not cloned as a whole
            }
            int size = (int) entry.getValue().size();
            read.put(entry.getKey(), Arrays.copyOfRange(output, at, at + size));
            at += size + 1;
        }
    }

    /// What is in a file that was loaded; null where that could not be.
    byte @Nullable [] bytes(String path) {
        return read.get(path);
    }

    /// The same as text.
    @Nullable String text(String path) {
        var bytes = read.get(path);
        if (bytes == null) {
            return null;
        }
        var text = new String(bytes, StandardCharsets.UTF_8);
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }
}
