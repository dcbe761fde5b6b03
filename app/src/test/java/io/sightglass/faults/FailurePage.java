package io.sightglass.faults;

import io.sightglass.faults.FailuresTest.Case;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Writes `docs/failures.md`.
final class FailurePage {
    private static final Pattern PORT = Pattern.compile("127\\.0\\.0\\.1:\\d+");
    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d\\d-\\d\\d");
    private static final Pattern SECONDS = Pattern.compile("(?m) \\| [<\\d][^|]*\\|$");

    private FailurePage() {}

    /// What was said of a failure, and how long after it began.
    record Said(String sentence, Duration took) {}

    static String write(List<Case> cases, List<Said> said) {
        var page =
                new StringBuilder(
                        """
                        # When something is wrong

                        What can go wrong between Sightglass and a cluster or a registry, what it then says, and after how many
                        seconds. Nothing of it ends another tab. This page is written by a test (`FailuresTest`), which lets each of
                        these happen to real brokers, and to servers that misbehave; it fails when a sentence here is not what is
                        said, or takes longer than six seconds. The seconds are those of the last time that the page was written.

                        *Test connection* in the connection's form goes the way step by step and shows which step fails.
                        """);
        var section = "";
        for (int i = 0; i < cases.size(); i++) {
            var one = cases.get(i);
            if (!one.section().equals(section)) {
                section = one.section();
                page.append("\n## ").append(section).append("\n\n");
                page.append("| what is wrong | what Sightglass says | seconds |\n");
                page.append("| --- | --- | --- |\n");
            }
            page.append("| ")
                    .append(one.title())
                    .append(" | ")
                    .append(stable(said.get(i).sentence()))
                    .append(" | ")
                    .append(seconds(said.get(i).took()))
                    .append(" |\n");
        }
        return page.toString();
    }

    /// Without what is another at each run.
    private static String stable(String sentence) {
        var ports = new ArrayList<String>();
        var text =
                PORT.matcher(sentence)
                        .replaceAll(address -> {
                            if (!ports.contains(address.group())) {
                                ports.add(address.group());
                            }
                            return "127.0.0.1:" + (9092 + ports.indexOf(address.group()));
                        });
        return DAY.matcher(text)
                .replaceAll(day -> day(LocalDate.parse(day.group())))
                .replace("|", "\\|");
    }

    private static String day(LocalDate day) {
        int toToday = day.compareTo(LocalDate.now(ZoneOffset.UTC));
        return toToday < 0 ? "2026-11-05" : toToday > 0 ? "2026-12-15" : "2026-11-25";
    }

    private static String seconds(Duration took) {
        long tenths = Math.round(took.toMillis() / 100.0);
        return tenths < 1 ? "< 0.1" : tenths / 10 + "." + tenths % 10;
    }

    static String withoutSeconds(String page) {
        return page.lines()
                .map(line -> SECONDS.matcher(line).replaceAll(" |"))
                .collect(Collectors.joining("\n"));
    }
}
