package io.sightglass.compat.json;

import io.sightglass.compat.Policy;
import io.sightglass.compat.json.Findings.Sheet;
import io.sightglass.compat.json.Shape.Criterion;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Holds an update against an original, pair by pair.
///
/// Each pair of schemas is compared once, however many places lead to it. Where a pair contains
/// itself it is taken to be compatible until something else is found; as other pairs may have been
/// judged by that, the whole is then judged again with what is known, until nothing new is found.
final class Comparer {
    /// Deeper schemas are not compared further: nobody writes them, and a stack has an end.
    static final int DEEPEST = 200;

    /// So many alternatives are held against alternatives; their number multiplies.
    static final int MOST = 250_000;

    private final Policy policy;
    private final Map<Pair, Sheet> known = new HashMap<>();
    private final Set<Pair> open = new HashSet<>();
    private Map<Pair, Sheet> broken = Map.of();
    private boolean assumed;
    private boolean tooDeep;
    private boolean tooMany;
    private int tried;

    Comparer(Policy policy) {
        this.policy = policy;
    }

    /// Two places, by identity.
    private record Pair(Shape original, Shape update) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Pair(var a, var b) && a == original && b == update;
        }

        @Override
        public int hashCode() {
            return 31 * System.identityHashCode(original) + System.identityHashCode(update);
        }
    }

    boolean compatible(ChangeType type) {
        return type.compatible(policy);
    }

    /// Whether something was left out because it lies deeper than is compared.
    boolean tooDeep() {
        return tooDeep;
    }

    /// Whether something was left out because there are more alternatives than are compared.
    boolean tooMany() {
        return tooMany;
    }

    Sheet whole(Shape original, Shape update) {
        while (true) {
            assumed = false;
            var sheet = compare(original, update);
            var found = new HashMap<Pair, Sheet>();
            known.forEach((pair, each) -> {
                if (each.breaks()) {
                    found.put(pair, each);
                }
            });
            if (!assumed || tooMany || found.keySet().equals(broken.keySet())) {
                return sheet;
            }
            broken = found;
            known.clear();
        }
    }

    Sheet compare(Shape original, Shape update) {
        if (isPlain(original) && isPlain(update)) {
            return judged(original, update);
        }
        var pair = new Pair(original, update);
        var before = known.get(pair);
        if (before != null) {
            return before;
        }
        if (open.contains(pair)) {
            var seed = broken.get(pair);
            if (seed != null) {
                return seed;
            }
            assumed = true;
            return Sheet.EMPTY;
        }
        if (open.size() >= DEEPEST) {
            tooDeep = true;
            return Sheet.EMPTY;
        }
        open.add(pair);
        var sheet = judged(original, update);
        open.remove(pair);
        known.put(pair, sheet);
        return sheet;
    }

    private Sheet judged(Shape original, Shape update) {
        var findings = Findings.of(this, original.about(), update.about());
        kinds(findings, original, update);
        return findings.sheet().found().isEmpty() ? Sheet.EMPTY : findings.sheet();
    }

    /// Whether a schema has none within it: comparing it again costs less than remembering it.
    private static boolean isPlain(Shape shape) {
        return switch (shape) {
            case Shape.Text text -> true;
            case Shape.Numeric numeric -> true;
            case Shape.Truth truth -> true;
            case Shape.Null nil -> true;
            case Shape.Values values -> true;
            case Shape.Constant constant -> true;
            case Shape.Anything any -> true;
            case Shape.Nothing nothing -> true;
            case Shape.Unresolved lost -> true;
            case Shape.Objects objects -> false;
            case Shape.Arrays arrays -> false;
            case Shape.Combined combined -> false;
            case Shape.Negated not -> false;
            case Shape.Conditional conditional -> false;
        };
    }

    /// Whether one alternative may still be held against another.
    boolean mayTry() {
        tooMany |= ++tried > MOST;
        return !tooMany;
    }

    private void kinds(Findings findings, Shape original, Shape update) {
        if (original instanceof Shape.Combined sum && !(update instanceof Shape.Combined)) {
            if (CombinedRules.onePartFits(findings, sum, update, this)) {
                return;
            }
        } else if (update instanceof Shape.Combined sum
                && !(original instanceof Shape.Combined)
                && CombinedRules.fitsOnePart(findings, original, sum, this)) {
            return;
        }
        if (!original.getClass().equals(update.getClass())) {
            otherKind(findings, original, update);
            return;
        }
        AnnotationRules.compare(findings, original.about(), update.about());
        switch (original) {
            case Shape.Text text -> StringRules.compare(findings, text, (Shape.Text) update);
            case Shape.Numeric number ->
                    NumberRules.compare(findings, number, (Shape.Numeric) update);
            case Shape.Objects objects ->
                    ObjectRules.compare(findings, objects, (Shape.Objects) update);
            case Shape.Arrays arrays -> ArrayRules.compare(findings, arrays, (Shape.Arrays) update);
            case Shape.Values values -> EnumRules.compare(findings, values, (Shape.Values) update);
            case Shape.Constant constant ->
                    EnumRules.compare(findings, constant, (Shape.Constant) update);
            case Shape.Combined combined ->
                    CombinedRules.compare(findings, combined, (Shape.Combined) update, this);
            case Shape.Negated not -> NotRules.compare(findings, not, (Shape.Negated) update);
            case Shape.Conditional conditional ->
                    ConditionalRules.compare(findings, conditional, (Shape.Conditional) update);
            case Shape.Unresolved lost -> {
                if (!lost.reference().equals(((Shape.Unresolved) update).reference())) {
                    TypeRules.changed(findings, original, update);
                }
            }
            case Shape.Anything any -> {}
            case Shape.Nothing nothing -> {}
            case Shape.Truth truth -> {}
            case Shape.Null nil -> {}
        }
    }

    private static void otherKind(Findings findings, Shape original, Shape update) {
        // Nothing was ever written by the first; everything is read by the second.
        if (original instanceof Shape.Nothing || update instanceof Shape.Anything) {
            return;
        }
        if (TypeRules.connectBytes(original) && TypeRules.connectBytes(update)) {
            return;
        }
        TypeRules.changed(findings, original, update);
    }

    /// Whether a value fits one of the parts, or must fit all.
    static boolean isSum(Shape.Combined combined) {
        return combined.criterion() != Criterion.ALL;
    }
}
