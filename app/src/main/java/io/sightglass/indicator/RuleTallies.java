package io.sightglass.indicator;

import io.sightglass.contract.RuleInfo;
import io.sightglass.indicator.Indicators.OfRule;
import io.sightglass.model.ByteRange;
import io.sightglass.model.Finding;
import io.sightglass.model.FindingKind;
import io.sightglass.model.Sentence;
import io.sightglass.tail.filter.FindingPaths;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// How many records break each rule at each field. Bounded: what is beyond is counted as others.
final class RuleTallies {
    private static final int MOST = 500;
    private static final Named OTHERS = new Named("others", "");

    /// @param path with `[]` for any element
    record Named(String rule, String path) {}

    private static final class Tally {
        private Finding example;

        /// Where the rule is written, as another said that counted for it.
        private @Nullable String source;

        private final int cause;
        private long records;
        private long first = -1;
        private long last = -1;

        Tally(Finding example, int cause) {
            this.example = example;
            this.cause = cause;
        }
    }

    private final Map<Named, Tally> tallies = new HashMap<>();
    private final List<Named> causes = new ArrayList<>();
    private final Set<Named> ofRecord = new HashSet<>();

    /// Counts what is wrong with one record, each rule at each field once, and answers what was
    /// counted.
    ///
    /// @param slot of the record's time in the series; -1 where it has none
    Set<Named> add(List<Finding> findings, long time, int slot, Series series) {
        ofRecord.clear();
        for (var finding : findings) {
            if (finding.kind() == FindingKind.NOTICE) {
                continue;
            }
            var named = new Named(finding.rule(), FindingPaths.generic(finding.path()));
            if (!ofRecord.add(named)) {
                continue;
            }
            var tally = tallies.get(named);
            if (tally == null) {
                if (tallies.size() == MOST) {
                    tally = tallies.computeIfAbsent(OTHERS, _ -> new Tally(others(), last()));
                } else {
                    tally = new Tally(finding, cause(named));
                    tallies.put(named, tally);
                }
            }
            tally.records++;
            if (time >= 0) {
                tally.first = tally.first < 0 ? time : Math.min(tally.first, time);
                tally.last = Math.max(tally.last, time);
            }
            if (slot >= 0) {
                series.cause(slot, tally.cause);
            }
        }
        return ofRecord;
    }

    private static Finding others() {
        return new Finding(
                FindingKind.VIOLATION,
                OTHERS.rule(),
                "",
                new ByteRange(0, 0),
                Sentence.of("More rules at more fields are broken than are counted one by one."));
    }

    private static int last() {
        return Series.CAUSES - 1;
    }

    private int cause(Named named) {
        if (causes.size() < last()) {
            causes.add(named);
            return causes.size() - 1;
        }
        if (causes.size() == last()) {
            causes.add(OTHERS);
        }
        return last();
    }

    /// What the numbers in the series stand for.
    List<Named> causes() {
        return List.copyOf(causes);
    }

    /// How many records have a finding at a field.
    long at(String path) {
        long sum = 0;
        for (var tally : tallies.entrySet()) {
            sum += tally.getKey().path().equals(path) ? tally.getValue().records : 0;
        }
        return sum;
    }

    /// @param rules where rules are written
    List<OfRule> all(List<RuleInfo> rules) {
        var all = new ArrayList<OfRule>();
        tallies.forEach((named, tally) ->
                all.add(
                        new OfRule(
                                named.rule(),
                                named.path(),
                                tally.example.kind(),
                                source(named, tally, rules),
                                tally.records,
                                tally.first,
                                tally.last,
                                tally.example.message())));
        all.sort(
                Comparator.comparingLong(OfRule::records)
                        .reversed()
                        .thenComparing(OfRule::rule)
                        .thenComparing(OfRule::path));
        return all;
    }

    private static @Nullable String source(Named named, Tally tally, List<RuleInfo> rules) {
        var known = source(named, rules);
        return known == null ? tally.source : known;
    }

    private static @Nullable String source(Named named, List<RuleInfo> rules) {
        String byRule = null;
        String byPath = null;
        for (var rule : rules) {
            boolean there = rule.path().equals(named.path());
            if (rule.id().equals(named.rule())) {
                if (there) {
                    return rule.origin().place();
                }
                // a rule on a whole record may speak at any of its fields
                byRule = rule.path().isEmpty() ? rule.origin().place() : byRule;
            } else if (there && isBounds(rule.id()) && isBounds(named.rule())) {
                // one rule for both bounds bears the id of one
                byPath = rule.origin().place();
            }
        }
        if (byPath != null) {
            return byPath;
        }
        return byRule;
    }

    private static boolean isBounds(String rule) {
        return rule.startsWith("contract.min") || rule.startsWith("contract.max");
    }

    /// @param rules where rules are written
    void save(ObjectNode to, List<RuleInfo> rules) {
        var all = to.putArray("rules");
        tallies.entrySet().stream()
                .sorted(Comparator.comparingInt(entry -> entry.getValue().cause))
                .forEach(entry -> {
                    var named = entry.getKey();
                    var tally = entry.getValue();
                    var each =
                            all.addObject()
                                    .put("rule", named.rule())
                                    .put("path", named.path())
                                    .put("kind", tally.example.kind().name())
                                    .put("source", source(named, tally, rules))
                                    .put("cause", tally.cause)
                                    .put("n", tally.records)
                                    .put("first", tally.first)
                                    .put("last", tally.last);
                    Saved.sentence(tally.example.message(), each.putArray("example"));
                });
    }

    /// Counts what another has counted.
    ///
    /// @return for each number in the other's series the one in ours
    int[] add(JsonNode saved) {
        var causeOf = new int[Series.CAUSES];
        Arrays.fill(causeOf, last());
        for (var each : saved.path("rules").values()) {
            var named = new Named(each.path("rule").asString(""), each.path("path").asString(""));
            var example =
                    new Finding(
                            FindingKind.valueOf(each.path("kind").asString("")),
                            named.rule(),
                            named.path(),
                            new ByteRange(0, 0),
                            Saved.sentence(each.path("example")));
            var tally = tallies.get(named);
            if (tally == null) {
                if (named.equals(OTHERS) || tallies.size() >= MOST) {
                    tally = tallies.computeIfAbsent(OTHERS, _ -> new Tally(others(), last()));
                } else {
                    tally = new Tally(example, cause(named));
                    tallies.put(named, tally);
                }
            }
            int theirs = each.path("cause").asInt();
            if (theirs < last()) {
                causeOf[theirs] = tally.cause;
            }
            long first = each.path("first").asLong(-1);
            if (tally.records > 0 && first >= 0 && first < tally.first) {
                tally.example = example;
            }
            tally.source = tally.source == null ? Saved.text(each, "source") : tally.source;
            tally.records += each.path("n").asLong();
            tally.first = Saved.earlier(tally.first, first);
            tally.last = Math.max(tally.last, each.path("last").asLong(-1));
        }
        return causeOf;
    }
}
