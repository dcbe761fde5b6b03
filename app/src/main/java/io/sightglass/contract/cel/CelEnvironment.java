package io.sightglass.contract.cel;

import com.google.protobuf.Descriptors.Descriptor;

import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.CelType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.extensions.CelExtensions;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.cel.runtime.CelStandardFunctions;
import dev.cel.runtime.CelStandardFunctions.StandardFunction;

import io.sightglass.model.Sentence;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.stream.Collectors;

/// What the expressions of some rules may use: variables, CEL's own functions and those of
/// [CelFunctions], and CEL's extension for strings.
public final class CelEnvironment {
    /// How `matches` reads its expression.
    public enum Regex {
        /// Java's, from end to end, as Confluent's clients have it.
        JAVA_WHOLE,
        /// Java's, anywhere in the text.
        JAVA_ANYWHERE,
        /// RE2, from end to end.
        RE2
    }

    private static final int MOST_ITERATIONS = 10_000;
    private static final int LONGEST = 20_000;

    private final CelCompiler compiler;
    private final CelRuntime runtime;
    private final String knows;

    private CelEnvironment(CelCompiler compiler, CelRuntime runtime, String knows) {
        this.compiler = compiler;
        this.runtime = runtime;
        this.knows = knows;
    }

    /// @param message a Protobuf message whose type the variables use; null for none
    public static CelEnvironment of(
            Map<String, CelType> variables, @Nullable Descriptor message, Regex regex) {
        var options =
                CelOptions.current()
                        .comprehensionMaxIterations(MOST_ITERATIONS)
                        .maxExpressionCodePointSize(LONGEST)
                        .enableHeterogeneousNumericComparisons(true)
                        .enableRegexPartialMatch(regex == Regex.JAVA_ANYWHERE)
                        .build();
        var compiler =
                CelCompilerFactory.standardCelCompilerBuilder()
                        .setOptions(options)
                        .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                        .addLibraries(CelExtensions.strings())
                        .addFunctionDeclarations(CelFunctions.declarations());
        variables.forEach(compiler::addVar);
        // The planner's runtime copies each map whole before it looks at one entry.
        var runtime =
                CelRuntimeFactory.legacyCelRuntimeBuilder()
                        .setOptions(options)
                        .addLibraries(CelExtensions.strings())
                        .addFunctionBindings(CelFunctions.bindings());
        if (regex != Regex.RE2) {
            runtime.setStandardEnvironmentEnabled(false)
                    .setStandardFunctions(
                            CelStandardFunctions.newBuilder()
                                    .excludeFunctions(StandardFunction.MATCHES)
                                    .build())
                    .addFunctionBindings(CelFunctions.matches(regex == Regex.JAVA_WHOLE));
        }
        if (message != null) {
            compiler.addMessageTypes(message);
            runtime.addMessageTypes(message);
        }
        var names = variables.keySet().stream().sorted().collect(Collectors.joining(", "));
        return new CelEnvironment(
                compiler.build(), runtime.build(), "its variables are " + names + ".");
    }

    /// Never throws.
    public CelText compile(String expression) {
        try {
            var ast = compiler.compile(expression).getAst();
            return new CelText.Ready(
                    new CelProgram(runtime.createProgram(ast)), ast.getResultType());
        } catch (CelValidationException wrong) {
            return rejected(wrong);
        } catch (CelEvaluationException | RuntimeException | StackOverflowError wrong) {
            return new CelText.Rejected(
                    1, 1, Sentence.of("the expression cannot be evaluated; try a simpler one."));
        }
    }

    private CelText.Rejected rejected(CelValidationException wrong) {
        if (wrong.getErrors().isEmpty()) {
            return new CelText.Rejected(1, 1, Sentence.of("the expression does not compile."));
        }
        var issue = wrong.getErrors().getFirst();
        var place = issue.getSourceLocation();
        var words =
                CelIssues.words(Sentence.builder(), issue.getMessage(), "expression", knows)
                        .build();
        return new CelText.Rejected(
                Math.max(1, place.getLine()), Math.max(0, place.getColumn()) + 1, words);
    }
}
