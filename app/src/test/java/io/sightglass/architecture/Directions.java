package io.sightglass.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The rules, for any root package, so that the same rules can be held against a planted violation.
final class Directions {
    /// The core, in order: each may use the ones before it.
    static final List<String> CORE =
            List.of(
                    "model",
                    "port",
                    "tls",
                    "schema",
                    "decode",
                    "contract",
                    "compat",
                    "tail",
                    "scan",
                    "prove",
                    "indicator",
                    "gate",
                    "connect",
                    "secret");

    /// The rooms around the core, and what of the core each may use. They never use one another.
    static final Map<String, List<String>> AROUND =
            Map.of(
                    "kafka", List.of("model", "port", "tls"),
                    "registry", List.of("model", "port", "tls"),
                    "playground", List.of("model", "port", "schema", "compat"),
                    "cli", CORE,
                    "ui", CORE);

    private final String root;

    Directions(String root) {
        this.root = root;
    }

    /// Every rule by a short name.
    Map<String, ArchRule> rules() {
        var rules = new LinkedHashMap<String, ArchRule>();
        for (int i = 0; i < CORE.size(); i++) {
            rules.put(CORE.get(i), uses(CORE.get(i), CORE.subList(0, i)));
        }
        AROUND.forEach((name, allowed) -> rules.put(name, uses(name, allowed)));
        // Rooms, not corners: decode lists its formats in one place, and they use its words.
        rules.put(
                "cycles",
                slices().matching(root + ".(*)..")
                        .should()
                        .beFreeOfCycles()
                        .allowEmptyShould(true));
        rules.put("javafx", only("javafx..", "ui", ""));
        rules.put("kafka-clients", only("org.apache.kafka..", "kafka", "playground"));
        rules.put("kafka-server", only("kafka..", "playground"));
        rules.put("http", only("java.net.http..", "registry"));
        rules.put(
                "run-later",
                noClasses()
                        .that(resideInAPackage(root + ".."))
                        .and(not(resideInAPackage(root + ".ui.fx..")))
                        .should()
                        .callMethod("javafx.application.Platform", "runLater", "java.lang.Runnable")
                        .allowEmptyShould(true));
        rules.put(
                "models-without-controls",
                noClasses()
                        .that(resideInAPackage(root + ".ui.."))
                        .and()
                        .haveSimpleNameEndingWith("Model")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("javafx.scene..", "javafx.stage..")
                        .allowEmptyShould(true));
        rules.put(
                "no-inline-style",
                noClasses()
                        .that(resideInAPackage(root + ".."))
                        .should()
                        .callMethodWhere(
                                com.tngtech.archunit.core.domain.JavaCall.Predicates.target(
                                        com.tngtech.archunit.core.domain.properties.HasName
                                                .Predicates.name("setStyle")))
                        .allowEmptyShould(true));
        rules.put(
                "no-java-serialization",
                noClasses()
                        .that(resideInAPackage(root + ".."))
                        .should()
                        .dependOnClassesThat()
                        .haveFullyQualifiedName("java.io.ObjectInputStream")
                        .allowEmptyShould(true));
        rules.put(
                "exit",
                noClasses()
                        .that(resideInAPackage(root + ".."))
                        .and(not(resideInAPackage(root)))
                        .and(not(resideInAPackage(root + ".playground.broker..")))
                        .should()
                        .callMethod(System.class, "exit", int.class)
                        .allowEmptyShould(true));
        return rules;
    }

    /// Package `name` uses, of ours, itself and `allowed` only.
    private ArchRule uses(String name, List<String> allowed) {
        var inside = new ArrayList<String>();
        inside.add(root + "." + name + "..");
        allowed.forEach(other -> inside.add(root + "." + other + ".."));
        var ours = resideInAPackage(root + "..");
        return classes()
                .that(resideInAPackage(root + "." + name + ".."))
                .should()
                .onlyDependOnClassesThat(
                        not(ours)
                                .or(
                                        JavaClass.Predicates.resideInAnyPackage(
                                                inside.toArray(String[]::new))))
                .allowEmptyShould(true);
    }

    /// Classes of `library` are used in the named packages only; "" is the composition root.
    private ArchRule only(String library, String... names) {
        var packages = new ArrayList<String>();
        for (var name : names) {
            packages.add(name.isEmpty() ? root : root + "." + name + "..");
        }
        return noClasses()
                .that(resideInAPackage(root + ".."))
                .and(not(JavaClass.Predicates.resideInAnyPackage(packages.toArray(String[]::new))))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .allowEmptyShould(true);
    }
}
