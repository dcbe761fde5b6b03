package io.sightglass.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Writes two folders of 200 .proto files of 25 fields each, `old` and `new`, to compare with
/// `sightglass diff` and with other tools. Run by hand; arguments: the folder to write to, and how
/// many of the files differ (200).
public final class DiffFiles {
    private static final int FILES = 200;
    private static final int FIELDS = 25;
    private static final List<String> TYPES =
            List.of(
                    "string",
                    "int32",
                    "int64",
                    "bool",
                    "double",
                    "bytes",
                    "repeated string",
                    "uint32");

    private DiffFiles() {}

    public static void main(String[] arguments) throws IOException {
        var folder = Path.of(arguments[0]);
        int changed = arguments.length > 1 ? Integer.parseInt(arguments[1]) : FILES;
        for (int i = 0; i < FILES; i++) {
            write(folder.resolve("old"), i, false);
            write(folder.resolve("new"), i, i % (FILES / Math.max(1, changed)) == 0);
        }
    }

    /// A changed file has a field renamed and another one removed. Each tenth file uses the one
    /// before it.
    private static void write(Path root, int index, boolean changed) throws IOException {
        boolean using = index > 0 && index % 10 == 0;
        var text = new StringBuilder("syntax = \"proto3\";\npackage shop.v1;\n\n");
        if (using) {
            text.append("import \"shop/v1/m" + (index - 1) + ".proto\";\n\n");
        }
        text.append("// Message " + index + "\nmessage M" + index + " {\n");
        for (int number = 1; number <= FIELDS; number++) {
            if (changed && number == 8) {
                continue;
            }
            var type =
                    using && number == FIELDS
                            ? "M" + (index - 1)
                            : TYPES.get((index + number) % TYPES.size());
            var name = (changed && number == 5 ? "renamed_" : "field_") + number;
            text.append("  // The field number " + number + ".\n");
            text.append("  " + type + " " + name + " = " + number + ";\n");
        }
        var file = root.resolve("shop/v1/m" + index + ".proto");
        Files.createDirectories(file.getParent());
        Files.writeString(file, text.append("}\n"));
    }
}
