package io.sightglass.contract.protovalidate;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;

import io.sightglass.contract.Bound;
import io.sightglass.contract.Origin;
import io.sightglass.contract.Rule;
import io.sightglass.contract.RuleSet.Placed;
import io.sightglass.contract.Value;
import io.sightglass.contract.ValueRule;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// The rules on one field (`buf.validate.FieldRules`) that are judged by our own code, with the ids
/// that the library gives them. A field with any rule that is not among them is left to the library
/// whole: what a rule makes of the others (required, ignored) is then the library's to say.
final class NativeRules {
    static final String PREFIX = "protovalidate.";

    /// What a rule set of a type may hold and be judged here; `example` judges nothing.
    private static final Set<String> NUMBERS =
            Set.of("const", "lt", "lte", "gt", "gte", "in", "not_in", "finite", "example");

    private static final Set<String> TEXTS =
            Set.of(
                    "const",
                    "len",
                    "min_len",
                    "max_len",
                    "len_bytes",
                    "min_bytes",
                    "max_bytes",
                    "prefix",
                    "suffix",
                    "contains",
                    "not_contains",
                    "in",
                    "not_in",
                    "example");

    private final Origin origin;
    private final List<Placed> own = new ArrayList<>();
    private final List<Placed> each = new ArrayList<>();
    private boolean required;

    private NativeRules(Origin origin) {
        this.origin = origin;
    }

    List<Placed> own() {
        return own;
    }

    /// On elements.
    List<Placed> each() {
        return each;
    }

    boolean isRequired() {
        return required;
    }

    /// Null where the library is to judge the field.
    static @Nullable NativeRules of(FieldDescriptor field, Message rules, Origin origin) {
        var compiled = new NativeRules(origin);
        return compiled.field(field, rules) ? compiled : null;
    }

    private boolean field(FieldDescriptor field, Message rules) {
        var set = set(rules);
        boolean plain =
                set.stream().allMatch(name -> name.equals("required") || isType(rules, name));
        if (!plain || set.stream().filter(name -> isType(rules, name)).count() > 1) {
            return false;
        }
        required = Boolean.TRUE.equals(ValidateOptions.get(rules, "required"));
        if (required) {
            own.add(new Placed(new Rule.Required("", PREFIX + "required"), origin));
            boolean presence = field.hasPresence();
            if (!presence && !field.isRepeated()) {
                // what is written as zero counts as not there
                add(own, "required", "a value", value -> !value.isZero());
            }
            if (field.isRepeated()) {
                return false;
            }
        }
        for (var name : set) {
            if (isType(rules, name)) {
                var type =
                        (Message)
                                rules.getField(rules.getDescriptorForType().findFieldByName(name));
                boolean fits =
                        switch (name) {
                            case "repeated" -> repeated(field, type);
                            case "map" -> counts(type, "min_pairs", "max_pairs", "map");
                            default -> !field.isRepeated() && single(own, field, name, type);
                        };
                if (!fits) {
                    return false;
                }
            }
        }
        return true;
    }

    private static List<String> set(Message rules) {
        return rules.getAllFields().keySet().stream()
                .map(each -> each.isExtension() ? "[" + each.getFullName() + "]" : each.getName())
                .toList();
    }

    private static boolean isType(Message rules, String name) {
        var field = rules.getDescriptorForType().findFieldByName(name);
        return field != null
                && field.getContainingOneof() != null
                && field.getContainingOneof().getName().equals("type");
    }

    private boolean repeated(FieldDescriptor field, Message type) {
        if (!field.isRepeated()
                || field.isMapField()
                || !Set.of("min_items", "max_items", "items").containsAll(set(type))) {
            return false;
        }
        if (ValidateOptions.get(type, "items") instanceof Message items && !set(items).isEmpty()) {
            var names = set(items);
            if (names.size() != 1 || !isType(items, names.getFirst())) {
                return false;
            }
            var name = names.getFirst();
            var below =
                    (Message) items.getField(items.getDescriptorForType().findFieldByName(name));
            if (name.equals("repeated")
                    || name.equals("map")
                    || !single(each, field, name, below)) {
                return false;
            }
        }
        return count(type, "min_items", "max_items", "repeated");
    }

    private boolean counts(Message type, String least, String most, String of) {
        return Set.of(least, most).containsAll(set(type)) && count(type, least, most, of);
    }

    private boolean count(Message type, String leastName, String mostName, String of) {
        var least = ValidateOptions.get(type, leastName);
        var most = ValidateOptions.get(type, mostName);
        if (tooLarge(least) || tooLarge(most)) {
            return false;
        }
        if (least != null || most != null) {
            own.add(
                    new Placed(
                            new Rule.ItemCount(
                                    "",
                                    least == null ? 0 : ((Long) least).intValue(),
                                    most == null ? -1 : ((Long) most).intValue(),
                                    PREFIX + of + "." + leastName,
                                    PREFIX + of + "." + mostName),
                            origin));
        }
        return true;
    }

    /// Unsigned numbers of 64 bits beyond what a payload can hold.
    private static boolean tooLarge(@Nullable Object number) {
        return number instanceof Long value && (value < 0 || value > Integer.MAX_VALUE);
    }

    private boolean single(List<Placed> to, FieldDescriptor field, String name, Message type) {
        var kind = field.getType().name().toLowerCase(Locale.ROOT);
        return name.equals(kind)
                && switch (name) {
                    case "bool" -> bool(to, type);
                    case "string" -> text(to, type);
                    case "bytes" -> bytes(to, type);
                    case "enum" -> symbol(to, type);
                    default -> number(to, name, type);
                };
    }

    private boolean bool(List<Placed> to, Message type) {
        if (!Set.of("const", "example").containsAll(set(type))) {
            return false;
        }
        if (ValidateOptions.get(type, "const") instanceof Boolean truth) {
            add(to, "bool.const", truth.toString(), value -> value.isTrue() == truth);
        }
        return true;
    }

    private boolean symbol(List<Placed> to, Message type) {
        if (!Set.of("const", "defined_only", "in", "not_in", "example").containsAll(set(type))) {
            return false;
        }
        if (ValidateOptions.get(type, "const") instanceof Integer number) {
            add(to, "enum.const", "" + number, value -> value.symbolNumber() == number);
        }
        var in = numbers(type, "in");
        if (!in.isEmpty()) {
            add(to, "enum.in", "one of " + words(in), value -> has(in, value.symbolNumber()));
        }
        var out = numbers(type, "not_in");
        if (!out.isEmpty()) {
            add(
                    to,
                    "enum.not_in",
                    "none of " + words(out),
                    value -> !has(out, value.symbolNumber()));
        }
        if (Boolean.TRUE.equals(ValidateOptions.get(type, "defined_only"))) {
            add(to, "enum.defined_only", "a value that the enum declares", Value::isSymbol);
        }
        return true;
    }

    private static List<Long> numbers(Message type, String name) {
        return ((List<?>) list(type, name))
                .stream().map(each -> ((Number) each).longValue()).toList();
    }

    private static boolean has(List<Long> numbers, long number) {
        for (int i = 0; i < numbers.size(); i++) {
            if (numbers.get(i) == number) {
                return true;
            }
        }
        return false;
    }

    private boolean number(List<Placed> to, String name, Message type) {
        if (!NUMBERS.containsAll(set(type))) {
            return false;
        }
        boolean unsigned =
                switch (name) {
                    case "uint32", "fixed32", "uint64", "fixed64" -> true;
                    default -> false;
                };
        for (var each : type.getAllFields().entrySet()) {
            if (!each.getKey().isRepeated() && !isExact(each.getValue())) {
                return false;
            }
            for (var one : each.getKey().isRepeated() ? (List<?>) each.getValue() : List.of()) {
                if (!isExact(one)) {
                    return false;
                }
            }
        }
        if (ValidateOptions.get(type, "const") instanceof Number number) {
            var bound = bound(number, unsigned);
            add(to, name + ".const", bound.text(), value -> equal(value, bound));
        }
        range(to, name, type, unsigned);
        var in = bounds(type, "in", unsigned);
        if (in.length > 0) {
            add(to, name + ".in", "one of " + words(in), value -> has(in, value));
        }
        var out = bounds(type, "not_in", unsigned);
        if (out.length > 0) {
            add(to, name + ".not_in", "none of " + words(out), value -> !has(out, value));
        }
        if (Boolean.TRUE.equals(ValidateOptions.get(type, "finite"))) {
            add(to, name + ".finite", "a finite number", Value::isFinite);
        }
        return true;
    }

    private void range(List<Placed> to, String name, Message type, boolean unsigned) {
        var lower = either(type, "gt", "gte", unsigned);
        var upper = either(type, "lt", "lte", unsigned);
        if (lower == null && upper == null) {
            return;
        }
        if (lower == null || upper == null) {
            var only = lower == null ? upper : lower;
            if (only != null) {
                var words = only.words + " " + only.bound.text();
                add(to, name + "." + only.name, words, only::admits);
            }
            return;
        }
        var words =
                lower.words
                        + " "
                        + lower.bound.text()
                        + " and "
                        + upper.words
                        + " "
                        + upper.bound.text();
        var id = name + "." + lower.name + "_" + upper.name;
        if (upper.bound.exact().compareTo(lower.bound.exact()) >= 0) {
            add(to, id, words, value -> lower.admits(value) && upper.admits(value));
        } else {
            // bounds that have changed places leave out what is between them
            add(
                    to,
                    id + "_exclusive",
                    words.replace(" and ", " or "),
                    value -> lower.admits(value) || upper.admits(value));
        }
    }

    /// @param lower whether it is a lower bound
    private record Side(String name, Bound bound, boolean lower, String words) {
        boolean admits(Value value) {
            if (value.isNaN()) {
                return false;
            }
            int order = value.compare(bound);
            return bound.exclusive()
                    ? (lower ? order > 0 : order < 0)
                    : (lower ? order >= 0 : order <= 0);
        }
    }

    private static @Nullable Side either(
            Message type, String exclusive, String inclusive, boolean unsigned) {
        boolean lower = exclusive.startsWith("g");
        if (ValidateOptions.get(type, exclusive) instanceof Number number) {
            var bound = Bound.of(decimal(number, unsigned), true);
            return new Side(exclusive, bound, lower, lower ? "more than" : "less than");
        }
        if (ValidateOptions.get(type, inclusive) instanceof Number number) {
            var bound = Bound.of(decimal(number, unsigned), false);
            return new Side(inclusive, bound, lower, lower ? "at least" : "at most");
        }
        return null;
    }

    private static boolean isExact(Object value) {
        return switch (value) {
            case Double number -> Double.isFinite(number);
            case Float number -> Float.isFinite(number);
            default -> true;
        };
    }

    private static Bound bound(Number number, boolean unsigned) {
        return Bound.of(decimal(number, unsigned), false);
    }

    private static BigDecimal decimal(Number number, boolean unsigned) {
        return switch (number) {
            case Double real -> new BigDecimal(real);
            case Float real -> new BigDecimal(real);
            case Integer whole when unsigned -> BigDecimal.valueOf(Integer.toUnsignedLong(whole));
            case Long whole when unsigned ->
                    new BigDecimal(new BigInteger(Long.toUnsignedString(whole)));
            default -> BigDecimal.valueOf(number.longValue());
        };
    }

    private static Bound[] bounds(Message type, String name, boolean unsigned) {
        return list(type, name).stream()
                .map(each -> bound((Number) each, unsigned))
                .toArray(Bound[]::new);
    }

    private static boolean has(Bound[] bounds, Value value) {
        for (var bound : bounds) {
            if (equal(value, bound)) {
                return true;
            }
        }
        return false;
    }

    private static boolean equal(Value value, Bound bound) {
        return !value.isNaN() && value.compare(bound) == 0;
    }

    private boolean text(List<Placed> to, Message type) {
        if (!TEXTS.containsAll(set(type))) {
            return false;
        }
        lengths(to, type, "string", "len", "min_len", "max_len", "character", Value::length);
        lengths(to, type, "string", "len_bytes", "min_bytes", "max_bytes", "byte", Value::size);
        contents(to, type, "string");
        return true;
    }

    private boolean bytes(List<Placed> to, Message type) {
        if (!TEXTS.containsAll(set(type))) {
            return false;
        }
        lengths(to, type, "bytes", "len", "min_len", "max_len", "byte", Value::size);
        contents(to, type, "bytes");
        return true;
    }

    private interface Measure {
        int of(Value value);
    }

    private void lengths(
            List<Placed> to,
            Message type,
            String of,
            String exact,
            String least,
            String most,
            String what,
            Measure measure) {
        if (ValidateOptions.get(type, exact) instanceof Long number) {
            var words = "exactly " + count(number, what);
            add(to, of + "." + exact, words, value -> measure.of(value) == number);
        }
        if (ValidateOptions.get(type, least) instanceof Long number) {
            var words = "at least " + count(number, what);
            add(
                    to,
                    of + "." + least,
                    words,
                    value -> Long.compareUnsigned(measure.of(value), number) >= 0);
        }
        if (ValidateOptions.get(type, most) instanceof Long number) {
            var words = "at most " + count(number, what);
            add(
                    to,
                    of + "." + most,
                    words,
                    value -> Long.compareUnsigned(measure.of(value), number) <= 0);
        }
    }

    private void contents(List<Placed> to, Message type, String of) {
        var same = content(type, "const");
        if (same != null) {
            add(to, of + ".const", words(same), value -> is(value, same));
        }
        var prefix = content(type, "prefix");
        if (prefix != null) {
            add(
                    to,
                    of + ".prefix",
                    "it to begin with " + words(prefix),
                    value -> value.hasAt(0, prefix));
        }
        var suffix = content(type, "suffix");
        if (suffix != null) {
            add(
                    to,
                    of + ".suffix",
                    "it to end with " + words(suffix),
                    value -> value.hasAt(value.size() - suffix.length, suffix));
        }
        var inside = content(type, "contains");
        if (inside != null) {
            add(to, of + ".contains", words(inside) + " in it", value -> value.contains(inside));
        }
        var not = content(type, "not_contains");
        if (not != null) {
            add(
                    to,
                    of + ".not_contains",
                    "it without " + words(not),
                    value -> !value.contains(not));
        }
        var in = contents(type, "in");
        if (!in.isEmpty()) {
            add(to, of + ".in", "one of " + shown(in), value -> has(in, value));
        }
        var out = contents(type, "not_in");
        if (!out.isEmpty()) {
            add(to, of + ".not_in", "none of " + shown(out), value -> !has(out, value));
        }
    }

    private static boolean is(Value value, byte[] bytes) {
        return value.size() == bytes.length && value.hasAt(0, bytes);
    }

    private static boolean has(List<byte[]> all, Value value) {
        for (int i = 0; i < all.size(); i++) {
            if (is(value, all.get(i))) {
                return true;
            }
        }
        return false;
    }

    private static byte @Nullable [] content(Message type, String name) {
        var value = ValidateOptions.get(type, name);
        return value == null ? null : content(value);
    }

    private static byte[] content(Object value) {
        return value instanceof ByteString bytes
                ? bytes.toByteArray()
                : value.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static List<byte[]> contents(Message type, String name) {
        return list(type, name).stream().map(each -> content((Object) each)).toList();
    }

    private static List<?> list(Message type, String name) {
        return ValidateOptions.get(type, name) instanceof List<?> list ? list : List.of();
    }

    private static String count(long number, String what) {
        return Long.toUnsignedString(number) + " " + what + (number == 1 ? "" : "s");
    }

    private static String words(byte[] content) {
        return "\"" + new String(content, StandardCharsets.UTF_8) + "\"";
    }

    private static String shown(List<byte[]> all) {
        return all.stream().limit(12).map(NativeRules::words).collect(Collectors.joining(", "));
    }

    private static String words(List<Long> numbers) {
        return numbers.stream().limit(12).map(String::valueOf).collect(Collectors.joining(", "));
    }

    private static String words(Bound[] bounds) {
        var shown = new ArrayList<String>();
        for (var bound : bounds) {
            shown.add(bound.text());
        }
        return String.join(", ", shown.subList(0, Math.min(12, shown.size())));
    }

    private void add(List<Placed> to, String id, String expected, Predicate<Value> test) {
        to.add(new Placed(new ValueRule("", PREFIX + id, expected, test), origin));
    }
}
