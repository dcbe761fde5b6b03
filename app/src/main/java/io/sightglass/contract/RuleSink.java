package io.sightglass.contract;

import io.sightglass.decode.Anomaly;
import io.sightglass.decode.FindingSink;
import io.sightglass.decode.Walker;
import io.sightglass.model.FieldInfo;
import io.sightglass.model.FindingKind;
import io.sightglass.model.Format;
import io.sightglass.model.SchemaInfo;
import io.sightglass.model.Sentence;
import io.sightglass.schema.LocalSchemas.Problem;
import io.sightglass.schema.ResolvedSchema;

import org.jspecify.annotations.Nullable;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// Holds every record that it hears to a contract's rules. On a valid record it allocates nothing.
///
/// What a record was cut off before is not called missing. Where a payload is read without a schema
/// that gives its fields names, nothing is judged. Rules on the record as a whole are judged when
/// it has been read, of a record that could be read from end to end, and that is among those which
/// are held to them where not all can be.
final class RuleSink extends FindingSink {
    private static final int MOST_HELD = 256;

    /// Of larger records, in bytes, no tree is made to hold rules against.
    private static final int LARGEST = 4 << 20;

    private final RuleSet own;
    private final SchemaRules schemas;
    private final @Nullable RuleSampling sampling;
    private final HeldTo alone;

    /// By the walker, of which there is one for each schema and message.
    private final Map<Walker, HeldTo> byWalker = new IdentityHashMap<>();

    private final Value value = new Value();
    private final RuleStack stack = new RuleStack();
    private final WholeReader whole;
    private final Positions said = new Positions();
    private HeldTo held;
    private RuleNode root;
    private @Nullable Walker walker;
    private int from;
    private boolean judging = true;

    /// Holds every record to all rules.
    RuleSink(RuleSet own, SchemaRules schemas, boolean collecting) {
        this(own, schemas, collecting, null);
    }

    /// @param own the rules of the topic's contract
    /// @param schemas the rules that schemas bring along
    /// @param sampling says which records are held to the rules that cost much; null for all
    RuleSink(
            RuleSet own, SchemaRules schemas, boolean collecting, @Nullable RuleSampling sampling) {
        super(collecting);
        this.own = own;
        this.schemas = schemas;
        this.sampling = sampling;
        this.whole = new WholeReader(sampling);
        this.alone = HeldTo.of(own);
        this.held = alone;
        this.root = alone.root();
    }

    @Override
    public boolean wantsValues() {
        return held.judgesFields() || super.wantsValues();
    }

    @Override
    public Sound wantsOfSound() {
        return held.judgesFields() ? Sound.EVENTS : super.wantsOfSound();
    }

    @Override
    public void begin(byte[] array, int offset, int length) {
        super.begin(array, offset, length);
        stack.clear();
        judging = true;
        walker = null;
        said.clear();
        hold(alone);
    }

    private void hold(HeldTo rules) {
        held = rules;
        root = rules.root();
    }

    @Override
    public void readWith(
            @Nullable ResolvedSchema schema, List<Integer> indexes, Walker walker, int from) {
        super.readWith(schema, indexes, walker, from);
        this.walker = walker;
        this.from = from;
        var known = byWalker.get(walker);
        if (known == null) {
            var all = schema == null ? own : own.and(schemas.of(schema, indexes));
            known = all == own ? alone : HeldTo.of(all);
            if (byWalker.size() >= MOST_HELD) {
                byWalker.clear();
            }
            byWalker.put(walker, known);
        }
        hold(known);
    }

    @Override
    public void finish() {
        var read = walker;
        if (read != null) {
            if (isCollecting()) {
                held.problems().forEach(this::broken);
            }
            boolean sound = count(FindingKind.MALFORMED) == 0;
            boolean wanted = judging && sound && held.judges().length > 0;
            if (wanted && length() - from > LARGEST) {
                report(
                        FindingKind.NOTICE,
                        "contract.too-large",
                        "",
                        from,
                        length(),
                        RuleSentences.tooLarge(held.judges().length));
            } else if (wanted && (sampling == null || sampling.takes())) {
                whole.judge(
                        read,
                        array(),
                        offset(),
                        from,
                        length(),
                        said,
                        held.wholes(),
                        held.judges(),
                        this::tell);
            }
            walker = null;
        }
        super.finish();
    }

    /// A rule that does not compile is said of the records that it would be about; they are not
    /// held to it.
    private void broken(Problem problem) {
        report(
                FindingKind.NOTICE,
                "contract.rule-broken",
                "",
                from,
                length(),
                RuleSentences.broken(problem));
    }

    private void tell(FindingKind kind, String rule, Place place, Supplier<Sentence> sentence) {
        if (keeps(kind)) {
            report(kind, rule, place.path(), place.start(), place.end(), sentence.get());
        } else {
            tally(kind);
        }
    }

    @Override
    public void reading(Format format, @Nullable SchemaInfo schema) {
        super.reading(format, schema);
        judging =
                switch (format) {
                    case AVRO, JSON, CBOR, MESSAGEPACK -> true;
                    case PROTOBUF -> schema != null;
                    case XML, TEXT, BYTES -> false;
                };
    }

    @Override
    public void enterRecord(FieldInfo field, String typeName, int start) {
        var node = stack.value(field, root, false);
        super.enterRecord(field, typeName, start);
        stack.enterRecord(judging ? node : null, start);
    }

    @Override
    public void exitRecord(FieldInfo field, int end) {
        var node = stack.node();
        if (node != null) {
            leave(node, end);
        }
        stack.exit();
        super.exitRecord(field, end);
    }

    private void leave(RuleNode node, int end) {
        boolean damaged = stack.isDamaged();
        for (var child : node.watched()) {
            if (child.required != null && !damaged && !stack.isSeen(child)) {
                missing(
                        child,
                        isCollecting() ? RulePath.field(path(), child.name()) : null,
                        stack.start(),
                        end);
            }
            if (child.items != null && !damaged && stack.count(child) >= 0) {
                counted(child, child.items);
            }
        }
        if (node.oneofs().length > 0 && !damaged) {
            oneofs(node, end);
        }
    }

    private void oneofs(RuleNode node, int end) {
        for (var oneof : node.oneofs()) {
            boolean seen = false;
            for (int i = 0; i < oneof.members().size(); i++) {
                seen |= stack.isSeen(oneof.members().get(i));
            }
            if (!seen && isCollecting()) {
                var path = RulePath.field(path(), oneof.name());
                report(
                        FindingKind.VIOLATION,
                        oneof.id(),
                        path,
                        stack.start(),
                        end,
                        RuleSentences.missingOneof(path, oneof));
            } else if (!seen) {
                tally(FindingKind.VIOLATION);
            }
        }
    }

    @Override
    public void enterList(FieldInfo field, int firstIndex, int start) {
        var node = stack.value(field, root, false);
        super.enterList(field, firstIndex, start);
        stack.enterList(judging ? node : null, firstIndex, start);
    }

    @Override
    public void exitList(FieldInfo field, int end) {
        countItems(end);
        stack.exit();
        super.exitList(field, end);
    }

    private void countItems(int end) {
        var node = stack.node();
        if (node != null && node.items != null && !stack.keepCount(node, end)) {
            var fault = stack.isDamaged() ? null : node.items.fault(stack.elements());
            if (fault != null) {
                reportItems(node.items, fault, path(), stack.elements(), stack.start(), end);
            }
        }
    }

    @Override
    public void enterMap(FieldInfo field, int start) {
        var node = stack.value(field, root, false);
        super.enterMap(field, start);
        stack.enterMap(judging ? node : null, start);
    }

    @Override
    public void exitMap(FieldInfo field, int end) {
        countItems(end);
        stack.exit();
        super.exitMap(field, end);
    }

    @Override
    public void textKey(int from, int to) {
        super.textKey(from, to);
        stack.textKey(array(), offset() + from, offset() + to);
    }

    @Override
    public void integerKey(long key) {
        super.integerKey(key);
        stack.integerKey();
    }

    @Override
    public void nullValue(FieldInfo field, int start, int end) {
        boolean element = stack.inList();
        var node = stack.value(field, root, true);
        super.nullValue(field, start, end);
        if (element && node != null && node.required != null && judging) {
            missing(node, pathOrNull(field), start, end);
        }
    }

    @Override
    public void bool(FieldInfo field, boolean truth, int start, int end) {
        var node = stack.value(field, root, false);
        super.bool(field, truth, start, end);
        if (isJudged(node)) {
            value.setBool(truth);
            judge(node, field, start, end);
        }
    }

    @Override
    public void integer(FieldInfo field, long number, int start, int end) {
        var node = stack.value(field, root, false);
        super.integer(field, number, start, end);
        if (isJudged(node)) {
            value.setInteger(field, number);
            judge(node, field, start, end);
        }
    }

    @Override
    public void unsigned(FieldInfo field, long bits, int start, int end) {
        var node = stack.value(field, root, false);
        super.unsigned(field, bits, start, end);
        if (isJudged(node)) {
            value.setUnsigned(bits);
            judge(node, field, start, end);
        }
    }

    @Override
    public void float32(FieldInfo field, float number, int start, int end) {
        var node = stack.value(field, root, false);
        super.float32(field, number, start, end);
        if (isJudged(node)) {
            value.setFloat(number);
            judge(node, field, start, end);
        }
    }

    @Override
    public void float64(FieldInfo field, double number, int start, int end) {
        var node = stack.value(field, root, false);
        super.float64(field, number, start, end);
        if (isJudged(node)) {
            value.setDouble(number);
            judge(node, field, start, end);
        }
    }

    @Override
    public void number(FieldInfo field, int start, int end) {
        var node = stack.value(field, root, false);
        super.number(field, start, end);
        if (isJudged(node)) {
            value.setNumber(array(), offset() + start, offset() + end);
            judge(node, field, start, end);
        }
    }

    @Override
    public void text(FieldInfo field, int from, int to, boolean escaped, int start, int end) {
        var node = stack.value(field, root, false);
        super.text(field, from, to, escaped, start, end);
        if (isJudged(node)) {
            value.setText(array(), offset() + from, offset() + to, escaped);
            judge(node, field, start, end);
        }
    }

    @Override
    public void bytes(FieldInfo field, int from, int to, int start, int end) {
        var node = stack.value(field, root, false);
        super.bytes(field, from, to, start, end);
        if (isJudged(node)) {
            value.setBytes(field, array(), offset() + from, offset() + to);
            judge(node, field, start, end);
        }
    }

    @Override
    public void pieces(FieldInfo field, byte[] content, boolean text, int start, int end) {
        var node = stack.value(field, root, false);
        super.pieces(field, content, text, start, end);
        if (!isJudged(node)) {
            return;
        }
        if (text) {
            value.setText(content, 0, content.length, false);
        } else {
            value.setBytes(field, content, 0, content.length);
        }
        judge(node, field, start, end);
    }

    @Override
    public void symbol(FieldInfo field, int number, @Nullable String name, int start, int end) {
        var node = stack.value(field, root, false);
        super.symbol(field, number, name, start, end);
        if (isJudged(node)) {
            value.setSymbol(name, number);
            judge(node, field, start, end);
        }
    }

    @Override
    public void absent(FieldInfo field, int at) {
        super.absent(field, at);
        var node = stack.node();
        var child = node == null ? null : node.child(field);
        if (child == null || (child.slot >= 0 && stack.isSeen(child))) {
            return;
        }
        if (child.required != null) {
            stack.see(child);
            missing(child, pathOrNull(field), stack.start(), at);
            return;
        }
        boolean many = field.type().startsWith("repeated ") || field.type().startsWith("map<");
        if (child.items != null && many) {
            // an empty list or map is not on the wire in Protobuf
            stack.count(child, 0, stack.start(), at);
        }
        var standard = child.standard;
        if (standard != null && isJudged(child)) {
            value.setDefault(field, standard);
            judge(child, field, at, at);
        }
    }

    /// Wants the content of a field that the schema lacks and the contract speaks of.
    @Override
    public boolean unknown(FieldInfo field, int start, int end) {
        boolean wanted = super.unknown(field, start, end);
        said.add(start, 0);
        var node = stack.node();
        return wanted || (node != null && node.child(field) != null);
    }

    @Override
    public void remark(FieldInfo field, Anomaly anomaly, int start, int end, long a, long b) {
        super.remark(field, anomaly, start, end, a, b);
        if (anomaly == Anomaly.TYPE) {
            said.add(start, 0);
        }
        if (anomaly == Anomaly.TRUNCATED
                || anomaly == Anomaly.CUT_SHORT
                || anomaly == Anomaly.BAD_GROUP) {
            stack.damage();
        }
    }

    @Override
    public void malformed(FieldInfo field, Anomaly anomaly, int start, int end, long a, long b) {
        super.malformed(field, anomaly, start, end, a, b);
        switch (anomaly) {
            case TRAILING_BYTES -> {}
            // one value is spoilt; it is there all the same, and the walk goes on
            case WIRE_TYPE, BAD_UTF8, ENUM_INDEX, BAD_BOOLEAN -> stack.value(field, root, false);
            default -> {
                stack.value(field, root, false);
                stack.damage();
            }
        }
    }

    private boolean isJudged(@Nullable RuleNode node) {
        return node != null && node.judgements.length > 0 && judging;
    }

    private void judge(@Nullable RuleNode node, FieldInfo field, int start, int end) {
        if (node == null) {
            return;
        }
        for (var judgement : node.judgements) {
            var fault = judgement.judge().fault(value);
            if (fault == null) {
                continue;
            }
            var kind = judgement.judge().kind(fault);
            said.add(start, Positions.kind(fault));
            if (keeps(kind)) {
                var path = pathOf(field);
                var sentence = RuleSentences.broken(path, value, judgement, fault);
                report(kind, fault, path, start, end, sentence);
            } else {
                tally(kind);
            }
        }
    }

    private @Nullable String pathOrNull(FieldInfo field) {
        return isCollecting() ? pathOf(field) : null;
    }

    /// @param path null unless collecting
    private void missing(RuleNode node, @Nullable String path, int start, int end) {
        var origin = node.required;
        said.add(start, Positions.kind(node.requiredId, node.name()));
        if (path == null || origin == null) {
            tally(FindingKind.VIOLATION);
        } else {
            report(
                    FindingKind.VIOLATION,
                    node.requiredId,
                    path,
                    start,
                    end,
                    RuleSentences.missing(path, origin));
        }
    }

    private void counted(RuleNode child, Rule.ItemCount rule) {
        var fault = rule.fault(stack.count(child));
        if (fault != null) {
            var path = isCollecting() ? RulePath.field(path(), child.name()) : "";
            reportItems(
                    rule,
                    fault,
                    path,
                    stack.count(child),
                    stack.countStart(child),
                    stack.countEnd(child));
        }
    }

    private void reportItems(
            Rule.ItemCount rule, String fault, String path, int count, int start, int end) {
        said.add(start, Positions.kind(fault));
        if (isCollecting()) {
            var sentence = RuleSentences.items(path, count, rule);
            report(FindingKind.VIOLATION, fault, path, start, end, sentence);
        } else {
            tally(FindingKind.VIOLATION);
        }
    }
}
