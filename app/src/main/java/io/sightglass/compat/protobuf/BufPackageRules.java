package io.sightglass.compat.protobuf;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.GenericDescriptor;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// buf's rules for whole modules: which files are left, and what is left in packages, whichever of
/// their files it stands in.
final class BufPackageRules {
    static final List<BufRule> ALL =
            List.of(
                    new BufRule(
                            "FILE_NO_DELETE",
                            "Files stay in the module.",
                            BufCategory.FILES,
                            List.of(ChangeType.FILE_REMOVED),
                            BufPackageRules::fileNoDelete),
                    BufRule.files(
                            "EXTENSION_NO_DELETE",
                            "Extensions stay in their files.",
                            BufCategory.FILES,
                            List.of(ChangeType.EXTENSION_REMOVED),
                            BufPackageRules::extensionNoDelete),
                    new BufRule(
                            "PACKAGE_NO_DELETE",
                            "Packages stay in the module.",
                            BufCategory.PACKAGES,
                            List.of(ChangeType.PACKAGE_CHANGED, ChangeType.FILE_REMOVED),
                            BufPackageRules::packageNoDelete),
                    new BufRule(
                            "PACKAGE_MESSAGE_NO_DELETE",
                            "Messages stay in their packages.",
                            BufCategory.PACKAGES,
                            List.of(ChangeType.MESSAGE_REMOVED, ChangeType.FILE_REMOVED),
                            BufPackageRules::messageNoDelete),
                    new BufRule(
                            "PACKAGE_ENUM_NO_DELETE",
                            "Enums stay in their packages.",
                            BufCategory.PACKAGES,
                            List.of(ChangeType.ENUM_REMOVED, ChangeType.FILE_REMOVED),
                            BufPackageRules::enumNoDelete),
                    new BufRule(
                            "PACKAGE_EXTENSION_NO_DELETE",
                            "Extensions stay in their packages.",
                            BufCategory.PACKAGES,
                            List.of(ChangeType.EXTENSION_REMOVED, ChangeType.FILE_REMOVED),
                            BufPackageRules::packageExtensionNoDelete),
                    new BufRule(
                            "PACKAGE_SERVICE_NO_DELETE",
                            "Services stay in their packages.",
                            BufCategory.PACKAGES,
                            List.of(ChangeType.SERVICE_REMOVED, ChangeType.FILE_REMOVED),
                            BufPackageRules::serviceNoDelete));

    private BufPackageRules() {}

    private static void fileNoDelete(ModulePair pair, BufReport report) {
        for (var path : pair.before().files.keySet()) {
            if (!pair.after().files.containsKey(path)) {
                report.add(null, null, path, List.of("#/"), "File " + path + " is gone.");
            }
        }
    }

    private static void extensionNoDelete(
            FileDescriptor before, FileDescriptor after, BufReport report) {
        var left =
                new ModuleIndex(List.of(after))
                        .extensions.values().stream()
                                .filter(field -> field.getFile() == after)
                                .map(Shape::localName)
                                .collect(Collectors.toSet());
        for (var field : new ModuleIndex(List.of(before)).extensions.values()) {
            if (field.getFile() == before && !left.contains(Shape.localName(field))) {
                report.deleted(
                        field,
                        after,
                        "Extension " + Shape.localName(field) + " is gone from the file.");
            }
        }
    }

    private static void packageNoDelete(ModulePair pair, BufReport report) {
        var left = packages(pair.after().files.values());
        var told = new HashSet<String>();
        pair.before().files.values().stream()
                .filter(file -> !left.contains(file.getPackage()) && told.add(file.getPackage()))
                .forEach(file ->
                        report.add(
                                null,
                                null,
                                file.getName(),
                                List.of("#/"),
                                "Package " + file.getPackage() + " is gone."));
    }

    private static void messageNoDelete(ModulePair pair, BufReport report) {
        var left = byPackage(pair.after().messages.values());
        noDelete(pair, "Message", pair.before().messages.values(), left, report);
    }

    private static void enumNoDelete(ModulePair pair, BufReport report) {
        var left = byPackage(pair.after().enums.values());
        noDelete(pair, "Enum", pair.before().enums.values(), left, report);
    }

    private static void packageExtensionNoDelete(ModulePair pair, BufReport report) {
        var left = byPackage(pair.after().extensions.values());
        noDelete(pair, "Extension", pair.before().extensions.values(), left, report);
    }

    private static void serviceNoDelete(ModulePair pair, BufReport report) {
        var left = byPackage(pair.after().services.values());
        // A package counts for this rule even where it has no service left
        packages(pair.after().files.values())
                .forEach(name -> left.computeIfAbsent(name, each -> new HashSet<>()));
        noDelete(pair, "Service", pair.before().services.values(), left, report);
    }

    private static Set<String> packages(Collection<FileDescriptor> files) {
        return files.stream().map(FileDescriptor::getPackage).collect(Collectors.toSet());
    }

    /// Local names by package, for the packages that have any.
    private static Map<String, Set<String>> byPackage(
            Collection<? extends GenericDescriptor> declarations) {
        var names = new LinkedHashMap<String, Set<String>>();
        for (var declaration : declarations) {
            names.computeIfAbsent(declaration.getFile().getPackage(), name -> new HashSet<>())
                    .add(Shape.localName(declaration));
        }
        return names;
    }

    private static void noDelete(
            ModulePair pair,
            String what,
            Collection<? extends GenericDescriptor> before,
            Map<String, Set<String>> left,
            BufReport report) {
        for (var declaration : before) {
            var name = declaration.getFile().getPackage();
            var names = left.get(name);
            if (names == null || names.contains(Shape.localName(declaration))) {
                continue;
            }
            var message =
                    what
                            + " "
                            + Shape.localName(declaration)
                            + " is gone from package "
                            + name
                            + ".";
            var path = declaration.getFile().getName();
            var file = pair.after().files.get(pair.before().path(declaration.getFile()));
            if (file == null) {
                report.add(null, null, path, List.of(Shape.address(declaration), "#/"), message);
            } else if (declaration instanceof Descriptor gone) {
                messageDeleted(pair, gone, file, message, report);
            } else {
                report.deleted(declaration, file, message);
            }
        }
    }

    /// A message that is gone from its package stands at what is left around it there, in whichever
    /// file that is.
    private static void messageDeleted(
            ModulePair pair,
            Descriptor gone,
            FileDescriptor after,
            String message,
            BufReport report) {
        Descriptor left = null;
        for (var around = gone.getContainingType();
                around != null && left == null;
                around = around.getContainingType()) {
            left = pair.after().messages.get(around.getFullName());
        }
        if (left == null) {
            report.at(gone, after, null, gone, message);
        } else {
            report.at(gone, left, report.place(left), gone, message);
        }
    }
}
