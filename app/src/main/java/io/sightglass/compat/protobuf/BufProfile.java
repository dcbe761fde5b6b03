package io.sightglass.compat.protobuf;

import io.sightglass.compat.Comparison;
import io.sightglass.model.Location;
import io.sightglass.model.SchemaChange;
import io.sightglass.model.Sentence;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Runs buf's rules, and brings what they report together with the changes that it is about.
final class BufProfile {
    private static final Map<String, BufRule> RULES = Aligned.by(BufRule.ALL, BufRule::id);
    private static final Comparator<BufFinding> ORDER =
            Comparator.comparing((BufFinding each) -> each.file() == null ? "" : each.file())
                    .thenComparing(BufFinding::position, Comparator.nullsFirst(spans()))
                    .thenComparing(BufFinding::rule)
                    .thenComparing(BufFinding::message);

    private BufProfile() {}

    private static Comparator<Span> spans() {
        return Comparator.comparingInt(Span::line).thenComparingInt(Span::column);
    }

    static List<BufFinding> run(ModulePair pair, Places places) {
        var report = new BufReport(places, BufRule.ALL.getFirst());
        for (var rule : BufRule.ALL) {
            report.begin(rule);
            rule.check().run(pair, report);
        }
        return new LinkedHashSet<>(report.found()).stream().sorted(ORDER).toList();
    }

    static Map<String, List<String>> categories(Collection<BufFinding> findings) {
        var ids = new LinkedHashMap<String, List<String>>();
        for (var category : BufCategory.values()) {
            var of = new TreeSet<String>();
            for (var finding : findings) {
                if (rule(finding).categories().contains(category)) {
                    of.add(finding.rule());
                }
            }
            ids.put(category.name(), List.copyOf(of));
        }
        return ids;
    }

    /// Gives each change the ids of the rules that report it. What no change tells becomes one, by
    /// the rule's name.
    ///
    /// @param findings those about this file
    /// @param name what the new file is called in locations
    static Comparison join(Comparison comparison, Collection<BufFinding> findings, String name) {
        var rules = new ArrayList<Set<String>>();
        comparison.changes().forEach(change -> rules.add(new TreeSet<>()));
        var untold = new ArrayList<SchemaChange>();
        for (var finding : findings) {
            int change = change(comparison.changes(), finding);
            if (change >= 0) {
                rules.get(change).add(finding.rule());
            } else {
                untold.add(change(finding, name));
            }
        }
        var changes = new ArrayList<SchemaChange>();
        for (int i = 0; i < rules.size(); i++) {
            var change = comparison.changes().get(i);
            changes.add(
                    new SchemaChange(
                            change.type(),
                            change.path(),
                            change.breaks(),
                            change.message(),
                            change.before(),
                            change.after(),
                            List.copyOf(rules.get(i))));
        }
        changes.addAll(untold);
        return new Comparison(
                comparison.format(), comparison.verdict(), changes, categories(findings));
    }

    /// The change at the same place that the rule best is another word for; -1 for none.
    private static int change(List<SchemaChange> changes, BufFinding finding) {
        int best = -1;
        int rank = Integer.MAX_VALUE;
        var tells = rule(finding).tells();
        for (int i = 0; i < changes.size(); i++) {
            var change = changes.get(i);
            for (int t = 0; t < tells.size() && t < rank; t++) {
                if (tells.get(t).name().equals(change.type()) && isAbout(change, finding)) {
                    best = i;
                    rank = t;
                }
            }
        }
        return best;
    }

    /// A change of the whole file is what everything in it is about that its type speaks of.
    private static boolean isAbout(SchemaChange change, BufFinding finding) {
        return finding.subjects().contains(change.path()) || change.path().equals("#/");
    }

    private static SchemaChange change(BufFinding finding, String name) {
        return new SchemaChange(
                finding.rule(),
                finding.subjects().getFirst(),
                Set.of(),
                Sentence.of(finding.message()),
                null,
                location(finding.position(), name),
                List.of(finding.rule()));
    }

    private static @Nullable Location location(@Nullable Span span, String name) {
        return span == null ? null : new Location(name, span.line(), span.column());
    }

    private static BufRule rule(BufFinding finding) {
        var rule = RULES.get(finding.rule());
        if (rule == null) {
            throw new IllegalArgumentException(finding.rule() + " is none of buf's rules");
        }
        return rule;
    }
}
