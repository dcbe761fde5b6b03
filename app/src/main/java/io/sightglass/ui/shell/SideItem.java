package io.sightglass.ui.shell;

import java.nio.file.Path;

/// One line of the side bar: what it stands for, by name, so that it stays the same line while its
/// figures change.
public sealed interface SideItem {
    /// A title above lines of one kind, with how many there are.
    record Title(String text, int count) implements SideItem {}

    record Topic(String name) implements SideItem {}

    record Subject(String name) implements SideItem {}

    /// A folder of local schemas; its files follow it while it is open.
    record Folder(Path path) implements SideItem {}

    /// A schema file, by folder and by path below it.
    record SchemaFile(Path folder, String path) implements SideItem {}

    record Group(String id) implements SideItem {}

    /// The way from the search box, which knows names only, to the search within all schemas.
    record Search(String text) implements SideItem {}

    /// A remark where there is nothing to list.
    record Remark(String text) implements SideItem {}

    /// Whether it can be chosen.
    default boolean isChoice() {
        return switch (this) {
            case Title _, Remark _ -> false;
            case Topic _, Subject _, Folder _, SchemaFile _, Group _, Search _ -> true;
        };
    }
}
