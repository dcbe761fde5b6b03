package io.sightglass.contract.odcs;

import io.sightglass.contract.ServiceLevel;
import io.sightglass.schema.YamlText.Mapping;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Reads the `slaProperties` that a stream of records can be held to: `validRatio`, `completeness`,
/// `latency` and `freshness`. The others (retention, support, ...) are about other things.
final class OdcsLevels {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final long LONGEST_SECONDS = Duration.ofDays(36_500).toSeconds();

    private OdcsLevels() {}

    static List<ServiceLevel> read(Mapping root) {
        var levels = new ArrayList<ServiceLevel>();
        for (var entry : root.mappings("slaProperties")) {
            var level = level(entry);
            if (level != null) {
                levels.add(level);
            }
        }
        return List.copyOf(levels);
    }

    private static @Nullable ServiceLevel level(Mapping entry) {
        var property = entry.text("property");
        return switch (property) {
            case "validRatio" -> {
                var share = share(entry);
                yield share == null ? null : new ServiceLevel.Valid(share);
            }
            case "completeness" -> {
                var share = share(entry);
                yield share == null
                        ? null
                        : new ServiceLevel.Complete(share, entry.text("element"));
            }
            case "latency", "freshness" -> {
                var most = duration(entry);
                yield most == null
                        ? null
                        : new ServiceLevel.Timely(property, most, entry.text("element"));
            }
            case null, default -> null;
        };
    }

    private static @Nullable Double share(Mapping entry) {
        var value = OdcsNumbers.number(entry, "value");
        if (value == null) {
            return null;
        }
        var unit = entry.text("unit");
        boolean percent = unit != null && (unit.equals("%") || unit.startsWith("percent"));
        var share = percent ? value.divide(HUNDRED) : value;
        if (share.signum() >= 0 && share.compareTo(BigDecimal.ONE) <= 0) {
            return share.doubleValue();
        }
        entry.problem(
                "value",
                percent
                        ? "expected a share from 0 to 100 percent, such as 99.9."
                        : "expected a share from 0 to 1, such as 0.999.");
        return null;
    }

    private static @Nullable Duration duration(Mapping entry) {
        var value = OdcsNumbers.number(entry, "value");
        if (value == null) {
            return null;
        }
        var unit = entry.text("unit");
        long seconds =
                switch (unit) {
                    case "s", "sec", "second", "seconds" -> 1;
                    case "m", "min", "minute", "minutes" -> 60;
                    case "h", "hr", "hour", "hours" -> 3_600;
                    case "d", "day", "days" -> 86_400;
                    case null, default -> 0;
                };
        if (seconds == 0) {
            entry.problem("unit", "expected the unit s, m, h or d for a time.");
            return null;
        }
        var all = value.multiply(BigDecimal.valueOf(seconds));
        if (all.signum() < 0 || all.compareTo(BigDecimal.valueOf(LONGEST_SECONDS)) > 0) {
            entry.problem("value", "expected a time from 0 to 100 years.");
            return null;
        }
        return Duration.ofMillis(all.movePointRight(3).longValue());
    }
}
