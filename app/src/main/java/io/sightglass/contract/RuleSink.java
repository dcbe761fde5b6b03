package io.sightglass.contract;

import io.sightglass.decode.Anomaly;
import io.sightglass.decode.FindingSink;
import io.sightglass.model.FieldInfo;
import io.sightglass.model.FindingKind;
import io.sightglass.model.Format;
import io.sightglass.model.SchemaInfo;

import org.jspecify.annotations.Nullable;

/// Holds every record that it hears to a contract's rules. On a valid record it allocates nothing.
///
/// What a record was cut off before is not called missing. Where a payload is read without a schema
/// that gives its fields names, nothing is judged.
final class RuleSink extends FindingSink {
    private final String contract;
    private final RuleNode root;
    private final Value value = new Value();
    private final RuleStack stack = new RuleStack();
    private boolean judging = true;

    RuleSink(Contract contract, boolean collecting) {
        super(collecting);
        this.contract = contract.name();
        this.root = RuleNode.of(contract.rules());
    }

    @Override
    public boolean wantsValues() {
        return true;
    }

    @Override
    public Sound wantsOfSound() {
        return Sound.EVENTS;
    }

    @Override
    public void begin(byte[] array, int offset, int length) {
        super.begin(array, offset, length);
        stack.clear();
        judging = true;
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
        for (var child : node.watched) {
            if (child.required && !damaged && !stack.isSeen(child)) {
                missing(
                        isCollecting() ? RulePath.field(path(), child.name()) : null,
                        stack.start(),
                        end);
            }
            if (child.items != null && !damaged && stack.count(child) >= 0) {
                counted(child, child.items);
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
        var node = stack.node();
        if (node != null && node.items != null && !stack.keepCount(node, end)) {
            var fault = stack.isDamaged() ? null : node.items.fault(stack.elements());
            if (fault != null) {
                reportItems(node.items, fault, path(), stack.elements(), stack.start(), end);
            }
        }
        stack.exit();
        super.exitList(field, end);
    }

    @Override
    public void enterMap(FieldInfo field, int start) {
        var node = stack.value(field, root, false);
        super.enterMap(field, start);
        stack.enterMap(judging ? node : null, start);
    }

    @Override
    public void exitMap(FieldInfo field, int end) {
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
        if (element && node != null && node.required && judging) {
            missing(pathOrNull(field), start, end);
        }
    }

    @Override
    public void bool(FieldInfo field, boolean value, int start, int end) {
        stack.value(field, root, false);
        super.bool(field, value, start, end);
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
        if (child == null || child.slot < 0 || stack.isSeen(child)) {
            return;
        }
        if (child.required) {
            stack.see(child);
            missing(pathOrNull(field), stack.start(), at);
        } else if (child.items != null && field.type().startsWith("repeated ")) {
            // an empty list is not on the wire in Protobuf
            stack.count(child, 0, stack.start(), at);
        }
    }

    /// Wants the content of a field that the schema lacks and the contract speaks of.
    @Override
    public boolean unknown(FieldInfo field, int start, int end) {
        boolean wanted = super.unknown(field, start, end);
        var node = stack.node();
        return wanted || (node != null && node.child(field) != null);
    }

    @Override
    public void remark(FieldInfo field, Anomaly anomaly, int start, int end, long a, long b) {
        super.remark(field, anomaly, start, end, a, b);
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
    private void missing(@Nullable String path, int start, int end) {
        if (path == null) {
            tally(FindingKind.VIOLATION);
        } else {
            report(
                    FindingKind.VIOLATION,
                    "contract.required",
                    path,
                    start,
                    end,
                    RuleSentences.missing(path, contract));
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
        if (isCollecting()) {
            var sentence = RuleSentences.items(path, count, rule);
            report(FindingKind.VIOLATION, fault, path, start, end, sentence);
        } else {
            tally(FindingKind.VIOLATION);
        }
    }
}
