package io.sightglass.contract.mask;

import org.jspecify.annotations.Nullable;

import java.util.Locale;
import java.util.Set;

/// The words by which contracts and schemas say that a field is not for everybody's eyes. Case,
/// spaces, hyphens and underscores do not matter.
public final class PersonalData {
    private static final Set<String> TAGS =
            Set.of(
                    "pii",
                    "phi",
                    "pci",
                    "spi",
                    "personal",
                    "personaldata",
                    "sensitive",
                    "private",
                    "confidential",
                    "restricted",
                    "secret",
                    "gdpr");

    private PersonalData() {}

    /// Whether a tag of a field says so: `PII`, `personal-data`.
    public static boolean isTagged(String tag) {
        return TAGS.contains(plain(tag));
    }

    /// Whether a classification of the Open Data Contract Standard does, which is a word of one's
    /// own choice; `public` and `internal` do not.
    public static boolean isClassified(@Nullable String classification) {
        return classification != null && TAGS.contains(plain(classification));
    }

    private static String plain(String word) {
        return word.replaceAll("[\\s_-]", "").toLowerCase(Locale.ROOT);
    }
}
