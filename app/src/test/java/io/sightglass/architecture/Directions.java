package io.sightglass.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.lang.ArchRule;

import io.sightglass.model.WritePermission;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

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
                    "worker",
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

    /// Whose every constructor, or that of the class around it, takes a permission.
    private static final DescribedPredicate<JavaClass> DEMANDS_PERMISSION =
            DescribedPredicate.describe(
                    "demand a permission to write",
                    type -> {
                        var outer = type;
                        while (outer.getEnclosingClass().isPresent()) {
                            outer = outer.getEnclosingClass().get();
                        }
                        return !outer.getConstructors().isEmpty()
                                && outer.getConstructors().stream()
                                        .allMatch(made ->
                                                made.getRawParameterTypes().stream()
                                                        .anyMatch(
                                                                equivalentTo(
                                                                        WritePermission.class)));
                    });

    private static final Pattern CHANGING =
            Pattern.compile(
                    "(create|delete|alter|incrementalAlter|elect|remove|abort|fence|update|expire"
                            + "|renew|add|force|unregister|terminate)[A-Z]");

    /// Calls of Kafka's clients that leave something behind in a cluster.
    private static final DescribedPredicate<JavaMethodCall> CHANGES =
            DescribedPredicate.describe(
                    "change something in a cluster",
                    call -> {
                        var of = call.getTargetOwner();
                        var name = call.getName();
                        boolean admin =
                                of.isAssignableTo(Admin.class)
                                        && CHANGING.matcher(name).lookingAt();
                        boolean consumer =
                                of.isAssignableTo(Consumer.class)
                                        && List.of("subscribe", "commitSync", "commitAsync")
                                                .contains(name);
                        return admin || consumer;
                    });

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
        rules.put("writes", writesWithPermission());
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

    /// What changes something in a cluster is in classes that cannot be made without a permission,
    /// and in the playground, whose cluster is its own.
    private ArchRule writesWithPermission() {
        return noClasses()
                .that(resideInAPackage(root + ".."))
                .and(not(resideInAPackage(root + ".playground..")))
                .and(not(DEMANDS_PERMISSION))
                .should()
                .dependOnClassesThat(resideInAPackage("org.apache.kafka.clients.producer.."))
                .orShould()
                .callMethodWhere(CHANGES)
                .allowEmptyShould(true);
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
