package io.sightglass.compat.protobuf;

import com.google.protobuf.DescriptorProtos.FileOptions;
import com.google.protobuf.Descriptors.FileDescriptor;

import java.util.List;

/// buf's rules for files that both modules have.
final class BufFileRules {
    static final List<BufRule> ALL =
            List.of(
                    BufRule.files(
                            "FILE_SAME_SYNTAX",
                            "A file stays in its syntax, or in editions.",
                            BufCategory.CODE,
                            List.of(ChangeType.SYNTAX_CHANGED),
                            BufFileRules::sameSyntax),
                    BufRule.files(
                            "FILE_SAME_PACKAGE",
                            "A file stays in its package.",
                            BufCategory.ALL,
                            List.of(ChangeType.PACKAGE_CHANGED),
                            BufFileRules::samePackage),
                    BufRule.files(
                            "FILE_SAME_CC_ENABLE_ARENAS",
                            "A file keeps its option cc_enable_arenas.",
                            BufCategory.CODE,
                            List.of(ChangeType.OPTION_CHANGED),
                            BufFileRules::sameCcEnableArenas),
                    BufRule.files(
                            "FILE_SAME_CC_GENERIC_SERVICES",
                            "A file keeps its option cc_generic_services.",
                            BufCategory.CODE,
                            List.of(ChangeType.OPTION_CHANGED),
                            BufFileRules::sameCcGenericServices),
                    BufRule.files(
                            "FILE_SAME_CSHARP_NAMESPACE",
                            "A file keeps its option csharp_namespace.",
                            BufCategory.CODE,
                            List.of(ChangeType.OPTION_CHANGED),
                            BufFileRules::sameCsharpNamespace),
                    BufRule.files(
                            "FILE_SAME_GO_PACKAGE",
                            "A file keeps its option go_package.",
                            BufCategory.CODE,
                            List.of(ChangeType.OPTION_CHANGED),
                            BufFileRules::sameGoPackage),
                    BufRule.files(
                            "FILE_SAME_JAVA_GENERIC_SERVICES",
                            "A file keeps its option java_generic_services.",
                            BufCategory.CODE,
                            List.of(ChangeType.OPTION_CHANGED),
                            BufFileRules::sameJavaGenericServices),
                    BufRule.files(
                            "FILE_SAME_JAVA_MULTIPLE_FILES",
                            "A file keeps its option java_multiple_files.",
                            BufCategory.CODE,
                            List.of(ChangeType.OPTION_CHANGED),
                            BufFileRules::sameJavaMultipleFiles),
                    BufRule.files(
                            "FILE_SAME_JAVA_OUTER_CLASSNAME",
                            "A file keeps its option java_outer_classname.",
                            BufCategory.CODE,
                            List.of(ChangeType.OPTION_CHANGED),
                            BufFileRules::sameJavaOuterClassname),
                    BufRule.files(
                            "FILE_SAME_JAVA_PACKAGE",
                            "A file keeps its option java_package.",
                            BufCategory.CODE,
                            List.of(ChangeType.OPTION_CHANGED),
                            BufFileRules::sameJavaPackage),
                    BufRule.files(
                            "FILE_SAME_OBJC_CLASS_PREFIX",
                            "A file keeps its option objc_class_prefix.",
                            BufCategory.CODE,
                            List.of(ChangeType.OPTION_CHANGED),
                            BufFileRules::sameObjcClassPrefix),
                    BufRule.files(
                            "FILE_SAME_OPTIMIZE_FOR",
                            "A file keeps its option optimize_for.",
                            BufCategory.CODE,
                            List.of(ChangeType.OPTION_CHANGED),
                            BufFileRules::sameOptimizeFor),
                    BufRule.files(
                            "FILE_SAME_PHP_CLASS_PREFIX",
                            "A file keeps its option php_class_prefix.",
                            BufCategory.CODE,
                            List.of(ChangeType.OPTION_CHANGED),
                            BufFileRules::samePhpClassPrefix),
                    BufRule.files(
                            "FILE_SAME_PHP_METADATA_NAMESPACE",
                            "A file keeps its option php_metadata_namespace.",
                            BufCategory.CODE,
                            List.of(ChangeType.OPTION_CHANGED),
                            BufFileRules::samePhpMetadataNamespace),
                    BufRule.files(
                            "FILE_SAME_PHP_NAMESPACE",
                            "A file keeps its option php_namespace.",
                            BufCategory.CODE,
                            List.of(ChangeType.OPTION_CHANGED),
                            BufFileRules::samePhpNamespace),
                    BufRule.files(
                            "FILE_SAME_PY_GENERIC_SERVICES",
                            "A file keeps its option py_generic_services.",
                            BufCategory.CODE,
                            List.of(ChangeType.OPTION_CHANGED),
                            BufFileRules::samePyGenericServices),
                    BufRule.files(
                            "FILE_SAME_RUBY_PACKAGE",
                            "A file keeps its option ruby_package.",
                            BufCategory.CODE,
                            List.of(ChangeType.OPTION_CHANGED),
                            BufFileRules::sameRubyPackage),
                    BufRule.files(
                            "FILE_SAME_SWIFT_PREFIX",
                            "A file keeps its option swift_prefix.",
                            BufCategory.CODE,
                            List.of(ChangeType.OPTION_CHANGED),
                            BufFileRules::sameSwiftPrefix));

    private BufFileRules() {}

    private static void sameSyntax(FileDescriptor before, FileDescriptor after, BufReport report) {
        same(
                before,
                after,
                "syntax",
                Places.FILE_SYNTAX,
                before.toProto().getSyntax().replaceFirst("^$", "proto2"),
                after.toProto().getSyntax().replaceFirst("^$", "proto2"),
                report);
    }

    private static void samePackage(FileDescriptor before, FileDescriptor after, BufReport report) {
        same(
                before,
                after,
                "package",
                Places.FILE_PACKAGE,
                before.getPackage(),
                after.getPackage(),
                report);
    }

    private static void sameCcEnableArenas(
            FileDescriptor before, FileDescriptor after, BufReport report) {
        sameOption(
                before,
                after,
                FileOptions.CC_ENABLE_ARENAS_FIELD_NUMBER,
                options(before).getCcEnableArenas(),
                options(after).getCcEnableArenas(),
                report);
    }

    private static void sameCcGenericServices(
            FileDescriptor before, FileDescriptor after, BufReport report) {
        sameOption(
                before,
                after,
                FileOptions.CC_GENERIC_SERVICES_FIELD_NUMBER,
                options(before).getCcGenericServices(),
                options(after).getCcGenericServices(),
                report);
    }

    private static void sameCsharpNamespace(
            FileDescriptor before, FileDescriptor after, BufReport report) {
        sameOption(
                before,
                after,
                FileOptions.CSHARP_NAMESPACE_FIELD_NUMBER,
                options(before).getCsharpNamespace(),
                options(after).getCsharpNamespace(),
                report);
    }

    private static void sameGoPackage(
            FileDescriptor before, FileDescriptor after, BufReport report) {
        sameOption(
                before,
                after,
                FileOptions.GO_PACKAGE_FIELD_NUMBER,
                options(before).getGoPackage(),
                options(after).getGoPackage(),
                report);
    }

    private static void sameJavaGenericServices(
            FileDescriptor before, FileDescriptor after, BufReport report) {
        sameOption(
                before,
                after,
                FileOptions.JAVA_GENERIC_SERVICES_FIELD_NUMBER,
                options(before).getJavaGenericServices(),
                options(after).getJavaGenericServices(),
                report);
    }

    private static void sameJavaMultipleFiles(
            FileDescriptor before, FileDescriptor after, BufReport report) {
        sameOption(
                before,
                after,
                FileOptions.JAVA_MULTIPLE_FILES_FIELD_NUMBER,
                options(before).getJavaMultipleFiles(),
                options(after).getJavaMultipleFiles(),
                report);
    }

    private static void sameJavaOuterClassname(
            FileDescriptor before, FileDescriptor after, BufReport report) {
        sameOption(
                before,
                after,
                FileOptions.JAVA_OUTER_CLASSNAME_FIELD_NUMBER,
                options(before).getJavaOuterClassname(),
                options(after).getJavaOuterClassname(),
                report);
    }

    private static void sameJavaPackage(
            FileDescriptor before, FileDescriptor after, BufReport report) {
        sameOption(
                before,
                after,
                FileOptions.JAVA_PACKAGE_FIELD_NUMBER,
                options(before).getJavaPackage(),
                options(after).getJavaPackage(),
                report);
    }

    private static void sameObjcClassPrefix(
            FileDescriptor before, FileDescriptor after, BufReport report) {
        sameOption(
                before,
                after,
                FileOptions.OBJC_CLASS_PREFIX_FIELD_NUMBER,
                options(before).getObjcClassPrefix(),
                options(after).getObjcClassPrefix(),
                report);
    }

    private static void sameOptimizeFor(
            FileDescriptor before, FileDescriptor after, BufReport report) {
        sameOption(
                before,
                after,
                FileOptions.OPTIMIZE_FOR_FIELD_NUMBER,
                options(before).getOptimizeFor(),
                options(after).getOptimizeFor(),
                report);
    }

    private static void samePhpClassPrefix(
            FileDescriptor before, FileDescriptor after, BufReport report) {
        sameOption(
                before,
                after,
                FileOptions.PHP_CLASS_PREFIX_FIELD_NUMBER,
                options(before).getPhpClassPrefix(),
                options(after).getPhpClassPrefix(),
                report);
    }

    private static void samePhpMetadataNamespace(
            FileDescriptor before, FileDescriptor after, BufReport report) {
        sameOption(
                before,
                after,
                FileOptions.PHP_METADATA_NAMESPACE_FIELD_NUMBER,
                options(before).getPhpMetadataNamespace(),
                options(after).getPhpMetadataNamespace(),
                report);
    }

    private static void samePhpNamespace(
            FileDescriptor before, FileDescriptor after, BufReport report) {
        sameOption(
                before,
                after,
                FileOptions.PHP_NAMESPACE_FIELD_NUMBER,
                options(before).getPhpNamespace(),
                options(after).getPhpNamespace(),
                report);
    }

    private static void samePyGenericServices(
            FileDescriptor before, FileDescriptor after, BufReport report) {
        sameOption(
                before,
                after,
                FileOptions.PY_GENERIC_SERVICES_FIELD_NUMBER,
                options(before).getPyGenericServices(),
                options(after).getPyGenericServices(),
                report);
    }

    private static void sameRubyPackage(
            FileDescriptor before, FileDescriptor after, BufReport report) {
        sameOption(
                before,
                after,
                FileOptions.RUBY_PACKAGE_FIELD_NUMBER,
                options(before).getRubyPackage(),
                options(after).getRubyPackage(),
                report);
    }

    private static void sameSwiftPrefix(
            FileDescriptor before, FileDescriptor after, BufReport report) {
        sameOption(
                before,
                after,
                FileOptions.SWIFT_PREFIX_FIELD_NUMBER,
                options(before).getSwiftPrefix(),
                options(after).getSwiftPrefix(),
                report);
    }

    private static FileOptions options(FileDescriptor file) {
        return file.toProto().getOptions();
    }

    private static void sameOption(
            FileDescriptor before,
            FileDescriptor after,
            int option,
            Object was,
            Object is,
            BufReport report) {
        if (!was.equals(is)) {
            var name = FileOptions.getDescriptor().findFieldByNumber(option).getName();
            report.option(
                    before,
                    after,
                    report.part(after, Places.FILE_OPTIONS, option),
                    List.of(name),
                    changed("option " + name, was, is));
        }
    }

    private static void same(
            FileDescriptor before,
            FileDescriptor after,
            String what,
            int part,
            String was,
            String is,
            BufReport report) {
        if (!was.equals(is)) {
            report.at(before, after, report.part(after, part), after, changed(what, was, is));
        }
    }

    private static String changed(String what, Object was, Object is) {
        return "The file's " + what + " is \"" + is + "\" instead of \"" + was + "\".";
    }
}
