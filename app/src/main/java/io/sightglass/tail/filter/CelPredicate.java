package io.sightglass.tail.filter;

import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.CelKind;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.values.NullValue;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;

import io.sightglass.contract.cel.CelValues;
import io.sightglass.model.Decoded;
import io.sightglass.model.Finding;
import io.sightglass.model.FindingKind;
import io.sightglass.model.Part;
import io.sightglass.model.RawRecord;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/// An expression in CEL (cel.dev, "Common Expression Language"), compiled once.
///
/// Variables: `value` and `key` (decoded; null for a null payload), `headers` (a map from name to
/// the text of the last header of that name), `partition`, `offset`, `timestamp`, `size` (bytes of
/// key and value), `findings` (kinds such as `"VIOLATION"`), `rules` (the ids of the rules that it
/// breaks), `fields` (the paths at which it does, with `[]` for any element; `(key)` before those
/// of the key) and `schema` (what the value was read with: `Order v3`). A record for which the
/// expression cannot be evaluated, since it lacks a field or could not be decoded, does not match.
final class CelPredicate implements RecordPredicate {
    private static final int MOST_ITERATIONS = 10_000;

    /// In strings too: then halves are held to rules for nothing.
    private static final Pattern FINDINGS = Pattern.compile("\\b(?:findings|rules|fields)\\b");

    private final CelRuntime.Program program;
    private final boolean wantsFindings;

    private CelPredicate(CelRuntime.Program program, boolean wantsFindings) {
        this.program = program;
        this.wantsFindings = wantsFindings;
    }

    /// Made when first needed, since it takes a while.
    private static final class Environment {
        static final CelOptions OPTIONS =
                CelOptions.current()
                        .comprehensionMaxIterations(MOST_ITERATIONS)
                        .enableHeterogeneousNumericComparisons(true)
                        .build();
        static final CelCompiler COMPILER =
                CelCompilerFactory.standardCelCompilerBuilder()
                        .setOptions(OPTIONS)
                        .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                        .addVar("value", SimpleType.DYN)
                        .addVar("key", SimpleType.DYN)
                        .addVar("headers", MapType.create(SimpleType.STRING, SimpleType.STRING))
                        .addVar("partition", SimpleType.INT)
                        .addVar("offset", SimpleType.INT)
                        .addVar("timestamp", SimpleType.TIMESTAMP)
                        .addVar("size", SimpleType.INT)
                        .addVar("findings", ListType.create(SimpleType.STRING))
                        .addVar("rules", ListType.create(SimpleType.STRING))
                        .addVar("fields", ListType.create(SimpleType.STRING))
                        .addVar("schema", SimpleType.STRING)
                        .build();

        // The planner's runtime copies each map whole before it looks at one entry.
        static final CelRuntime RUNTIME =
                CelRuntimeFactory.legacyCelRuntimeBuilder().setOptions(OPTIONS).build();
    }

    static FilterText compile(String text) {
        try {
            var ast = Environment.COMPILER.compile(text).getAst();
            var kind = ast.getResultType().kind();
            if (kind != CelKind.BOOL && kind != CelKind.DYN) {
                return CelProblems.notABool(ast.getResultType());
            }
            return new FilterText.Ready(
                    new CelPredicate(
                            Environment.RUNTIME.createProgram(ast), FINDINGS.matcher(text).find()));
        } catch (CelValidationException wrong) {
            return CelProblems.of(wrong.getErrors());
        } catch (CelEvaluationException wrong) {
            return CelProblems.unusable();
        }
    }

    @Override
    public boolean test(RawRecord record, Supplier<Decoded> key, Supplier<Decoded> value) {
        try {
            return Boolean.TRUE.equals(program.eval(name -> variable(name, record, key, value)));
        } catch (CelEvaluationException absent) {
            return false;
        }
    }

    @Override
    public boolean wantsFindings() {
        return wantsFindings;
    }

    private static Optional<Object> variable(
            String name, RawRecord record, Supplier<Decoded> key, Supplier<Decoded> value) {
        return switch (name) {
            case "value" -> half(record.value(), value);
            case "key" -> half(record.key(), key);
            case "headers" -> Optional.of(headers(record));
            case "partition" -> Optional.of((long) record.partition());
            case "offset" -> Optional.of(record.offset());
            case "timestamp" -> Optional.of(Instant.ofEpochMilli(record.timestamp()));
            case "size" -> Optional.of(size(record.key()) + size(record.value()));
            case "findings" ->
                    Optional.of(
                            findings(record, key, value, (_, finding) -> finding.kind().name()));
            case "rules" -> Optional.of(findings(record, key, value, CelPredicate::rule));
            case "fields" -> Optional.of(findings(record, key, value, CelPredicate::field));
            case "schema" -> Optional.of(schema(value.get()));
            default -> Optional.empty();
        };
    }

    private static Optional<Object> half(byte @Nullable [] bytes, Supplier<Decoded> decoded) {
        return bytes == null
                ? Optional.of(NullValue.NULL_VALUE)
                : CelValues.TEXT_TIMES.of(decoded.get());
    }

    private static long size(byte @Nullable [] bytes) {
        return bytes == null ? 0 : bytes.length;
    }

    private static Map<String, String> headers(RawRecord record) {
        var headers = new HashMap<String, String>();
        for (var header : record.headers().list()) {
            var bytes = header.value();
            headers.put(
                    header.name(), bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8));
        }
        return headers;
    }

    /// A notice breaks nothing, and so has no rule and no field.
    private static @Nullable String rule(Part part, Finding finding) {
        return finding.kind() == FindingKind.NOTICE ? null : finding.rule();
    }

    private static @Nullable String field(Part part, Finding finding) {
        if (finding.kind() == FindingKind.NOTICE) {
            return null;
        }
        var path = FindingPaths.generic(finding.path());
        return part == Part.KEY ? FindingPaths.ofKey(path) : path;
    }

    private static String schema(Decoded value) {
        return value instanceof Decoded.DecodedMessage message && message.schema() != null
                ? message.schema().label()
                : "no schema";
    }

    private static List<String> findings(
            RawRecord record,
            Supplier<Decoded> key,
            Supplier<Decoded> value,
            BiFunction<Part, Finding, @Nullable String> said) {
        var all = new ArrayList<String>();
        // A null key is usual; a null value is worth a notice.
        if (record.key() != null) {
            add(Part.KEY, key.get().findings(), said, all);
        }
        add(Part.VALUE, value.get().findings(), said, all);
        return all;
    }

    private static void add(
            Part part,
            List<Finding> findings,
            BiFunction<Part, Finding, @Nullable String> said,
            List<String> all) {
        for (var finding : findings) {
            var word = said.apply(part, finding);
            if (word != null) {
                all.add(word);
            }
        }
    }
}
