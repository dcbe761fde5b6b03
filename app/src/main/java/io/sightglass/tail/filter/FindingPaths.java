package io.sightglass.tail.filter;

import java.util.regex.Pattern;

/// The paths of findings, as those are told apart by field.
public final class FindingPaths {
    private static final Pattern INDEX = Pattern.compile("\\[\\d+]");
    private static final String KEY = "(key)";

    private FindingPaths() {}

    /// With `[]` for any element: `items[].boldness`.
    public static String generic(String path) {
        return path.indexOf('[') < 0 ? path : INDEX.matcher(path).replaceAll("[]");
    }

    /// A path in the record's key, which is told from those in its value.
    public static String ofKey(String path) {
        return path.isEmpty() ? KEY : KEY + "." + path;
    }
}
