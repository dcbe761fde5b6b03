package io.sightglass.contract.cel;

import static dev.cel.common.CelFunctionDecl.newFunctionDeclaration;
import static dev.cel.common.CelOverloadDecl.newMemberOverload;

import dev.cel.common.CelFunctionDecl;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelFunctionBinding;

import io.sightglass.contract.LimitedPattern;
import io.sightglass.contract.TextFormat;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// The functions that rules have beside CEL's own (Confluent, "Data Contracts": `isEmail`,
/// `isHostname`, `isIpv4`, `isIpv6`, `isUri`, `isUriRef`, `isUuid`), and `matches` with the regular
/// expressions of Java, under a limit of steps.
final class CelFunctions {
    private static final int MOST_PATTERNS = 1_000;
    private static final Map<String, Pattern> PATTERNS = new ConcurrentHashMap<>();
    private static final Map<String, Predicate<String>> FORMS = new LinkedHashMap<>();

    static {
        FORMS.put("isEmail", TextFormat.EMAIL::accepts);
        FORMS.put("isHostname", TextFormat.HOSTNAME::accepts);
        FORMS.put("isIpv4", TextFormat.IPV4::accepts);
        FORMS.put("isIpv6", TextFormat.IPV6::accepts);
        FORMS.put("isUri", TextFormat.URI::accepts);
        FORMS.put("isUriRef", CelFunctions::isUriReference);
        FORMS.put("isUuid", TextFormat.UUID::accepts);
    }

    private CelFunctions() {}

    static List<CelFunctionDecl> declarations() {
        return FORMS.keySet().stream()
                .map(name ->
                        newFunctionDeclaration(
                                name,
                                newMemberOverload(id(name), SimpleType.BOOL, SimpleType.STRING)))
                .toList();
    }

    static List<CelFunctionBinding> bindings() {
        return FORMS.keySet().stream()
                .map(name ->
                        CelFunctionBinding.from(
                                id(name), String.class, (String text) -> holds(name, text)))
                .toList();
    }

    private static boolean holds(String form, String text) {
        return !text.isEmpty() && Objects.requireNonNull(FORMS.get(form)).test(text);
    }

    /// @param whole whether the text must match from end to end
    static List<CelFunctionBinding> matches(boolean whole) {
        return List.of(
                CelFunctionBinding.from(
                        "matches",
                        String.class,
                        String.class,
                        (text, pattern) -> matches(text, pattern, whole)),
                CelFunctionBinding.from(
                        "matches_string",
                        String.class,
                        String.class,
                        (text, pattern) -> matches(text, pattern, whole)));
    }

    private static String id(String name) {
        return "sightglass_" + name;
    }

    private static boolean matches(String text, String pattern, boolean whole)
            throws CelEvaluationException {
        CelBudget.check();
        return switch (LimitedPattern.match(compiled(pattern), text, whole)) {
            case FOUND -> true;
            case NOT_FOUND -> false;
            case UNDECIDED -> throw CelBudget.Spent.INSTANCE;
        };
    }

    private static Pattern compiled(String pattern) throws CelEvaluationException {
        var known = PATTERNS.get(pattern);
        if (known != null) {
            return known;
        }
        try {
            if (PATTERNS.size() >= MOST_PATTERNS) {
                PATTERNS.clear();
            }
            var compiled = Pattern.compile(pattern);
            PATTERNS.put(pattern, compiled);
            return compiled;
        } catch (PatternSyntaxException | StackOverflowError e) {
            throw new CelEvaluationException(pattern + " is not a regular expression");
        }
    }

    private static boolean isUriReference(String text) {
        try {
            return new URI(text).toString().equals(text);
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
