package io.sightglass.compat.json;

import io.sightglass.model.Sentence;

import org.jspecify.annotations.Nullable;

import java.util.regex.Pattern;

/// Tells a change as the people see it who write with the original and read with the update.
enum Voice {
    /// The original is the old schema.
    BACKWARD("old", "new", "may have left out"),
    /// The original is the new schema.
    FORWARD("new", "old", "may leave out");

    private static final Pattern GAP = Pattern.compile("\\{(\\w+)(?::([^}]+))?}");

    private final String writer;
    private final String reader;
    private final String leave;

    Voice(String writer, String reader, String leave) {
        this.writer = writer;
        this.reader = reader;
        this.leave = leave;
    }

    Sentence tell(Found found) {
        var sentence = Sentence.builder();
        var template = found.type().sentence();
        var gaps = GAP.matcher(template);
        int end = 0;
        while (gaps.find()) {
            if (gaps.start() > end) {
                sentence.text(template.substring(end, gaps.start()));
            }
            fill(sentence, gaps.group(1), gaps.group(2), found);
            end = gaps.end();
        }
        return sentence.text(template.substring(end)).build();
    }

    private void fill(Sentence.Builder sentence, String gap, @Nullable String unit, Found found) {
        switch (gap) {
            case "f" -> field(sentence, found.field(), "the value");
            case "F" -> field(sentence, found.field(), "The value");
            case "a" -> sentence.text(counted(found.from(), unit));
            case "b" -> sentence.text(counted(found.to(), unit));
            case "w" -> sentence.text(writer);
            case "W" ->
                    sentence.text(Character.toUpperCase(writer.charAt(0)) + writer.substring(1));
            case "r" -> sentence.text(reader);
            case "leave" -> sentence.text(leave);
            default -> throw new IllegalStateException(gap);
        }
    }

    private static String counted(String count, @Nullable String unit) {
        if (unit == null) {
            return count;
        }
        if (!count.equals("1")) {
            return count + " " + unit;
        }
        return "1 "
                + (unit.endsWith("ies")
                        ? unit.substring(0, unit.length() - 3) + "y"
                        : unit.substring(0, unit.length() - 1));
    }

    private static void field(Sentence.Builder sentence, String field, String whole) {
        if (field.isEmpty()) {
            sentence.text(whole);
        } else {
            sentence.strong(field.startsWith(".") ? field.substring(1) : field);
        }
    }
}
