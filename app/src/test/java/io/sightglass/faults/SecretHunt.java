package io.sightglass.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Looks for secrets in whatever was written, in every form in which one may leak: as it is, in
/// UTF-16, in Base64 at each of its three alignments (so that `user:password` is found too), and
/// escaped for a URL.
final class SecretHunt {
    private final Map<String, byte[]> forms = new TreeMap<>();

    SecretHunt(List<String> secrets) {
        for (var secret : secrets) {
            add(secret + " as it is", secret, StandardCharsets.UTF_8);
            add(secret + " in UTF-16", secret, StandardCharsets.UTF_16BE);
            add(
                    secret + " in a URL",
                    URLEncoder.encode(secret, StandardCharsets.UTF_8),
                    StandardCharsets.UTF_8);
            for (int before = 0; before < 3; before++) {
                add(
                        secret + " in Base64 at " + before,
                        base64(secret, before),
                        StandardCharsets.UTF_8);
            }
        }
    }

    private void add(String name, String text, Charset charset) {
        forms.put(name, text.getBytes(charset));
    }

    /// The characters that are the same whatever stands around the secret.
    private static String base64(String secret, int before) {
        var text =
                Base64.getEncoder()
                        .withoutPadding()
                        .encodeToString(
                                ("x".repeat(before) + secret).getBytes(StandardCharsets.UTF_8));
        int from = before == 0 ? 0 : before + 1;
        int whole = (before + secret.length()) / 3 * 4;
        return text.substring(from, whole);
    }

    /// What was found in a text, each with its form.
    List<String> in(String place, String text) {
        return in(place, text.getBytes(StandardCharsets.UTF_8));
    }

    /// What was found in every file below a folder, and in the files' names.
    List<String> below(Path folder) {
        var found = new ArrayList<String>();
        try (var all = Files.walk(folder)) {
            for (var path : all.toList()) {
                found.addAll(in("the name of " + path, path.toString()));
                if (Files.isRegularFile(path)) {
                    found.addAll(in(path.toString(), Files.readAllBytes(path)));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    private List<String> in(String place, byte[] bytes) {
        // Latin 1 has a character for each byte, so that what is searched is bytes.
        var text = new String(bytes, StandardCharsets.ISO_8859_1);
        var found = new ArrayList<String>();
        forms.forEach((name, form) -> {
            if (text.contains(new String(form, StandardCharsets.ISO_8859_1))) {
                found.add(name + " in " + place);
            }
        });
        return found;
    }
}
