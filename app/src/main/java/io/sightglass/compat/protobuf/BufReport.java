package io.sightglass.compat.protobuf;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.GenericDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// What a rule writes its findings to; knows where things stand in the new files.
final class BufReport {
    private static final String DEFAULT = "default = ";

    private final Places places;
    private final List<BufFinding> found = new ArrayList<>();
    private BufRule rule;

    BufReport(Places places, BufRule first) {
        this.places = places;
        this.rule = first;
    }

    /// Findings from here on are of this rule.
    void begin(BufRule next) {
        rule = next;
    }

    List<BufFinding> found() {
        return found;
    }

    /// A finding that stands at a whole declaration of the new module, and is about it.
    void at(GenericDescriptor before, GenericDescriptor after, String message) {
        at(before, after, place(after), after, message);
    }

    /// @param before what it is about in the old module
    /// @param after the declaration that it stands at
    /// @param position which part of it; null for none
    /// @param subject what it is about, in either module
    void at(
            GenericDescriptor before,
            GenericDescriptor after,
            @Nullable Span position,
            GenericDescriptor subject,
            String message) {
        add(
                after.getFile().getName(),
                position,
                before.getFile().getName(),
                subjects(subject),
                message);
    }

    /// A finding about an option, by any of these names, of a declaration or of its file.
    void option(
            GenericDescriptor before,
            GenericDescriptor after,
            @Nullable Span position,
            List<String> options,
            String message) {
        var subjects = new ArrayList<String>();
        for (var option : options) {
            subjects(after).forEach(subject -> subjects.add(below(subject, option)));
        }
        options.forEach(option -> subjects.add("#/" + option));
        subjects.addAll(subjects(after));
        add(after.getFile().getName(), position, before.getFile().getName(), subjects, message);
    }

    /// The path of an option, or of a value, below a declaration's.
    static String below(String path, String name) {
        return path.endsWith("/") ? path + name : path + "/" + name;
    }

    void add(
            @Nullable String file,
            @Nullable Span position,
            String oldFile,
            List<String> subjects,
            String message) {
        found.add(new BufFinding(rule.id(), file, position, message, oldFile, subjects));
    }

    /// Where a declaration stands. A map's entry, which nobody wrote, stands at its map's type.
    @Nullable Span place(GenericDescriptor declaration) {
        var own = places.of(declaration);
        return own == null ? mapType(declaration) : own;
    }

    /// A part of a declaration, by field numbers below its path.
    @Nullable Span part(GenericDescriptor declaration, Integer... part) {
        return places.of(declaration, part);
    }

    /// The same for a field, where the part of a map's entry stands at the map's type.
    @Nullable Span fieldPart(FieldDescriptor field, int part) {
        var own = places.of(field, part);
        return own == null ? mapType(field) : own;
    }

    /// Where a field's default stands. protoc notes the value's place, buf's compiler that of all
    /// of `default = 1`; what lies between is taken to be written as people write it.
    @Nullable Span defaultOption(FieldDescriptor field) {
        var value = places.of(field, Places.FIELD_DEFAULT);
        return value == null || value.column() <= DEFAULT.length()
                ? value
                : new Span(
                        value.line(),
                        value.column() - DEFAULT.length(),
                        value.endLine(),
                        value.endColumn());
    }

    /// The part that an option takes, or what is nearest to it.
    @Nullable Span option(GenericDescriptor declaration, Integer... part) {
        return places.near(declaration, 2, part);
    }

    private @Nullable Span mapType(GenericDescriptor declaration) {
        var map = map(declaration);
        return map == null ? null : places.of(map, Places.FIELD_TYPE_NAME);
    }

    /// The field that a map's entry, or a field of it, was made for.
    private static @Nullable FieldDescriptor map(GenericDescriptor declaration) {
        var entry =
                switch (declaration) {
                    case Descriptor message -> message;
                    case FieldDescriptor field when !field.isExtension() ->
                            field.getContainingType();
                    default -> null;
                };
        if (entry == null || !entry.getOptions().getMapEntry()) {
            return null;
        }
        var around = entry.getContainingType();
        if (around == null) {
            return null;
        }
        for (var field : around.getFields()) {
            if (field.isMapField() && field.getMessageType() == entry) {
                return field;
            }
        }
        return null;
    }

    private static List<String> subjects(GenericDescriptor subject) {
        var map = map(subject);
        var declared = map == null ? subject : map;
        return switch (declared) {
            case FileDescriptor file -> List.of("#/");
            case FieldDescriptor field when !field.isExtension() -> {
                var message = Shape.address(field.getContainingType());
                var number = "/" + field.getNumber();
                var oneof = Shape.oneof(field);
                yield oneof == null
                        ? List.of(message + number)
                        : List.of(
                                message + "/" + oneof.getName() + number,
                                message + number,
                                message + "/" + oneof.getName());
            }
            case MethodDescriptor method ->
                    List.of("#/" + method.getService().getName() + "/" + method.getName());
            default -> List.of(Shape.address(declared));
        };
    }

    /// Says where something stood that is gone: the innermost message around it that is left.
    void deleted(GenericDescriptor gone, FileDescriptor after, String message) {
        Descriptor left = null;
        for (var around = around(gone);
                around != null && left == null;
                around = around.getContainingType()) {
            left = message(after, Shape.localName(around));
        }
        add(
                after.getName(),
                left == null ? null : place(left),
                gone.getFile().getName(),
                subjects(gone),
                message);
    }

    private static @Nullable Descriptor around(GenericDescriptor declaration) {
        return switch (declaration) {
            case Descriptor message -> message.getContainingType();
            case EnumDescriptor type -> type.getContainingType();
            case FieldDescriptor field ->
                    field.isExtension() ? field.getExtensionScope() : field.getContainingType();
            default -> null;
        };
    }

    /// A message of a file by its name without the package.
    static @Nullable Descriptor message(FileDescriptor file, String localName) {
        var names = localName.split("\\.", -1);
        var found = file.findMessageTypeByName(names[0]);
        for (int i = 1; i < names.length && found != null; i++) {
            found = found.findNestedTypeByName(names[i]);
        }
        return found;
    }

    /// For a thing in an enum or message that has a path of its own below it.
    void below(
            GenericDescriptor before, GenericDescriptor after, List<String> keys, String message) {
        var address = Shape.address(after);
        add(
                after.getFile().getName(),
                place(after),
                before.getFile().getName(),
                keys.stream().map(key -> address + "/" + key).toList(),
                message);
    }
}
