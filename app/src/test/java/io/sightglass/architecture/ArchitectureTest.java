package io.sightglass.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Which package may use which (see the decision record on package order).
class ArchitectureTest {
    private static final String ROOT = "io.sightglass";
    private static final String PLANTED = ROOT + ".architecture.planted";

    private static final JavaClasses MAIN =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .withImportOption(location -> !location.contains("/q/test/"))
                    .importPackages(ROOT);

    private static final JavaClasses BAD = new ClassFileImporter().importPackages(PLANTED);

    @TestFactory
    Stream<DynamicTest> theCodeKeepsEveryRule() {
        assertTrue(MAIN.size() > 50, "the classes were not found");
        return new Directions(ROOT)
                .rules().entrySet().stream()
                        .map(rule ->
                                DynamicTest.dynamicTest(
                                        rule.getKey(), () -> rule.getValue().check(MAIN)));
    }

    /// A rule that cannot fail holds nothing: each is broken on purpose in the planted packages.
    @TestFactory
    Stream<DynamicTest> everyRuleCanFail() {
        return new Directions(PLANTED)
                .rules().entrySet().stream()
                        .map(rule ->
                                DynamicTest.dynamicTest(
                                        rule.getKey(),
                                        () ->
                                                assertThrows(
                                                        AssertionError.class,
                                                        () -> rule.getValue().check(BAD))));
    }

    @Test
    void everyPackageSaysWhatItIsFor() {
        Set<String> silent = new TreeSet<>();
        for (var type : MAIN) {
            silent.add(type.getPackageName());
        }
        for (var type : MAIN) {
            if (type.getSimpleName().equals("package-info")
                    && type.isAnnotatedWith("org.jspecify.annotations.NullMarked")) {
                silent.remove(type.getPackageName());
            }
        }
        assertEquals(Set.of(), silent, "packages without a null-marked package-info");
    }
}
