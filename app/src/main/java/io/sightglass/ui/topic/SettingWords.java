package io.sightglass.ui.topic;

import io.sightglass.port.TopicReport.Setting;
import io.sightglass.ui.control.Figures;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A topic's settings in words (Kafka's documentation, "Topic Configs").
final class SettingWords {
    /// What a newcomer wants to know of every topic, in this order.
    static final List<String> FIRST =
            List.of(
                    "cleanup.policy",
                    "retention.ms",
                    "retention.bytes",
                    "min.insync.replicas",
                    "max.message.bytes");

    private static final long FOR_EVER = -1;

    private SettingWords() {}

    /// What a setting means; empty where its name and value say it already.
    static Optional<String> meaning(Setting setting) {
        var value = setting.value();
        if (value == null) {
            return Optional.of("The cluster does not show it.");
        }
        return Optional.ofNullable(
                switch (setting.name()) {
                    case "cleanup.policy" -> cleanup(value);
                    case "retention.ms" ->
                            number(value) == FOR_EVER
                                    ? "Records are not deleted for their age."
                                    : "Records are kept for "
                                            + duration(number(value))
                                            + ", then deleted.";
                    case "retention.bytes" ->
                            number(value) == FOR_EVER
                                    ? "Records are not deleted for their size."
                                    : "A partition keeps about its last "
                                            + Figures.bytes(number(value))
                                            + ".";
                    case "min.insync.replicas" ->
                            "A record counts as written with acks=all when "
                                    + (value.equals("1")
                                            ? "one replica has it."
                                            : value + " replicas have it.");
                    case "max.message.bytes" ->
                            "A batch of records may have up to "
                                    + Figures.bytes(number(value))
                                    + ".";
                    case "compression.type" ->
                            switch (value) {
                                case "producer" -> "Records stay compressed as they were sent.";
                                case "uncompressed" -> "Records are stored uncompressed.";
                                default -> "Records are stored compressed with " + value + ".";
                            };
                    case "delete.retention.ms" ->
                            "A deletion is kept for " + duration(number(value)) + ".";
                    case "min.compaction.lag.ms" ->
                            number(value) == 0
                                    ? "A record may be compacted away at once."
                                    : "A record is not compacted away for "
                                            + duration(number(value))
                                            + ".";
                    case "max.compaction.lag.ms" ->
                            number(value) == Long.MAX_VALUE
                                    ? "There is no time by which a record has to be compacted away."
                                    : "A record is compacted away within "
                                            + duration(number(value))
                                            + ".";
                    case "message.timestamp.type" ->
                            switch (value) {
                                case "CreateTime" -> "A record's time is what its producer said.";
                                case "LogAppendTime" -> "A record's time is when it was stored.";
                                default -> null;
                            };
                    case "segment.ms" ->
                            "A new file is begun after " + duration(number(value)) + ".";
                    case "segment.bytes" ->
                            "A new file is begun after " + Figures.bytes(number(value)) + ".";
                    case "local.retention.ms" ->
                            number(value) == -2
                                    ? "With tiered storage, brokers keep records as long as"
                                            + " retention.ms says."
                                    : "With tiered storage, brokers keep records for "
                                            + duration(number(value))
                                            + ".";
                    case "remote.storage.enable" ->
                            value.equals("true")
                                    ? "Old records move to tiered storage."
                                    : "All records are on the brokers' own disks.";
                    case "unclean.leader.election.enable" ->
                            value.equals("true")
                                    ? "A replica that is behind may become leader: records may be"
                                            + " lost."
                                    : "Only a replica that has everything may become leader.";
                    case "file.delete.delay.ms" ->
                            "A deleted file goes from the disk after "
                                    + duration(number(value))
                                    + ".";
                    default -> unit(setting.name(), value);
                });
    }

    private static String cleanup(String policy) {
        boolean delete = policy.contains("delete");
        boolean compact = policy.contains("compact");
        if (compact) {
            return delete
                    ? "The last record of each key is kept, and deleted when it is old."
                    : "Of each key the last record is kept, for ever; a record without a value"
                            + " deletes its key.";
        }
        return delete ? "Old records are deleted." : "Nothing is ever deleted.";
    }

    private static @org.jspecify.annotations.Nullable String unit(String name, String value) {
        if (!value.matches("-?\\d{1,18}")) {
            return null;
        }
        if (name.endsWith(".ms") && number(value) >= 1_000) {
            return number(value) == Long.MAX_VALUE ? "no limit" : duration(number(value));
        }
        return name.endsWith(".bytes") && number(value) >= 1_024
                ? Figures.bytes(number(value))
                : null;
    }

    private static long number(String value) {
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /// `7 days`, `1 day and 12 hours`, `90 seconds`: the two largest units of which there is
    /// something.
    static String duration(long millis) {
        if (millis < 0) {
            return "ever";
        }
        if (millis < 1_000) {
            return millis + " ms";
        }
        long seconds = millis / 1_000;
        var parts = new ArrayList<String>();
        part(seconds / 86_400, "day", parts);
        part(seconds % 86_400 / 3_600, "hour", parts);
        part(seconds % 3_600 / 60, "minute", parts);
        part(seconds % 60, "second", parts);
        return String.join(" and ", parts.subList(0, Math.min(2, parts.size())));
    }

    private static void part(long count, String unit, List<String> parts) {
        if (count > 0) {
            parts.add(Figures.count(count) + " " + unit + (count == 1 ? "" : "s"));
        }
    }

    /// `7 days` for the figure at the top: how long the topic keeps what it has.
    static String kept(List<Setting> settings) {
        var policy = value(settings, "cleanup.policy").toLowerCase(Locale.ROOT);
        if (policy.equals("compact")) {
            return "last of each key";
        }
        var millis = value(settings, "retention.ms");
        if (millis.isEmpty()) {
            return "";
        }
        return number(millis) == FOR_EVER ? "for ever" : duration(number(millis));
    }

    private static String value(List<Setting> settings, String name) {
        return settings.stream()
                .filter(setting -> setting.name().equals(name) && setting.value() != null)
                .findFirst()
                .map(Setting::value)
                .orElse("");
    }
}
