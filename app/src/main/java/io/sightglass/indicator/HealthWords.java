package io.sightglass.indicator;

import io.sightglass.contract.ServiceLevel;
import io.sightglass.indicator.Indicators.OfLevel;

import java.time.Duration;
import java.util.Locale;

/// Indicators in the words of people, the same in the window, the terminal and an incident's text.
public final class HealthWords {
    private HealthWords() {}

    /// `97.51 %`. Never rounds what is not all to 100 %, nor what is not none to 0 %.
    public static String percent(double share) {
        double percent = share * 100;
        if (percent > 99.99 && percent < 100) {
            return "> 99.99 %";
        }
        if (percent > 0 && percent < 0.01) {
            return "< 0.01 %";
        }
        var text = String.format(Locale.ROOT, "%.2f", percent);
        if (text.endsWith(".00")) {
            text = text.substring(0, text.length() - 3);
        } else if (text.endsWith("0")) {
            text = text.substring(0, text.length() - 1);
        }
        return text + " %";
    }

    /// `840 ms`, `2.5 s`, `4 min`, `3 h 20 min`, `2 d`.
    public static String duration(long millis) {
        if (millis < 1_000) {
            return millis + " ms";
        }
        if (millis < 60_000) {
            var seconds = String.format(Locale.ROOT, "%.1f", millis / 1_000.0);
            return (seconds.endsWith(".0") ? seconds.substring(0, seconds.length() - 2) : seconds)
                    + " s";
        }
        var time = Duration.ofMillis(millis);
        if (time.toHours() == 0) {
            long seconds = time.toSecondsPart();
            return time.toMinutes() + " min" + (seconds == 0 ? "" : " " + seconds + " s");
        }
        if (time.toDays() == 0) {
            long minutes = time.toMinutesPart();
            return time.toHours() + " h" + (minutes == 0 ? "" : " " + minutes + " min");
        }
        long hours = time.toHoursPart();
        return time.toDays() + " d" + (hours == 0 ? "" : " " + hours + " h");
    }

    /// What the level is about: `valid records`.
    public static String about(ServiceLevel level) {
        return switch (level) {
            case ServiceLevel.Valid _ -> "valid";
            case ServiceLevel.Complete(_, var element) ->
                    element == null ? "complete" : "with " + field(element);
            case ServiceLevel.Timely timely -> "within " + duration(timely.most().toMillis());
        };
    }

    private static String field(String element) {
        return element.substring(element.indexOf('.') + 1);
    }

    /// `97.51 % valid; 99.9 % are promised`.
    public static String level(OfLevel of) {
        return percent(of.actual())
                + " "
                + about(of.level())
                + "; "
                + percent(of.level().share())
                + " are promised";
    }

    /// What is left of the error budget: `13 % of the error budget is left`.
    public static String budget(OfLevel of) {
        double left = of.budgetLeft();
        if (of.budget() <= 0) {
            return of.missed() == 0
                    ? "No error is allowed, and there was none."
                    : "No error is allowed.";
        }
        if (left >= 0) {
            return percent(left) + " of the error budget is left.";
        }
        return "The error budget is used "
                + String.format(Locale.ROOT, "%.1f", of.missed() / of.budget())
                + " times.";
    }
}
