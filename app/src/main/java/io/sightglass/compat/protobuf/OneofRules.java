package io.sightglass.compat.protobuf;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.OneofDescriptor;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Collectors;

/// Confluent's rules for oneofs, which are known by their names. What becomes of single fields in
/// them is told by [FieldRules].
///
/// Fields that could be set side by side and now exclude each other lose data: of those that an old
/// record has, a reader keeps only the last.
final class OneofRules {
    private final Holding holding;

    OneofRules(Holding holding) {
        this.holding = holding;
    }

    void compare(String path, Descriptor original, Descriptor update) {
        var before = Aligned.by(original.getRealOneofs(), OneofDescriptor::getName);
        var after = Aligned.by(update.getRealOneofs(), OneofDescriptor::getName);
        for (var oneof : update.getRealOneofs()) {
            broughtTogether(path + "/" + oneof.getName(), original, oneof);
        }
        for (var name : Aligned.keys(before.keySet(), after.keySet())) {
            var was = before.get(name);
            var is = after.get(name);
            if (was == null && is != null) {
                added(path + "/" + name, is);
            } else if (was != null && is == null) {
                removed(path + "/" + name, was);
            }
        }
    }

    /// Looks where a oneof's fields come from: each field that stood alone, and each earlier oneof,
    /// is one origin; fields that are new bring no data.
    private void broughtTogether(String path, Descriptor original, OneofDescriptor update) {
        var origins = new LinkedHashSet<Object>();
        var alone = new ArrayList<FieldDescriptor>();
        var known = new ArrayList<FieldDescriptor>();
        for (var field : update.getFields()) {
            var was = original.findFieldByNumber(field.getNumber());
            if (was != null) {
                known.add(field);
                var around = Shape.oneof(was);
                if (around == null) {
                    alone.add(field);
                }
                origins.add(around == null ? was : around);
            }
        }
        if (origins.size() > 1) {
            if (alone.size() > 1) {
                severalMovedIn(path, original, update, alone);
            } else {
                movedIntoExisting(path, original, update, alone.isEmpty() ? known : alone);
            }
        }
    }

    private void severalMovedIn(
            String path, Descriptor original, OneofDescriptor update, List<FieldDescriptor> moved) {
        holding.add(
                ChangeType.MULTIPLE_FIELDS_MOVED_TO_ONEOF,
                path,
                original,
                update,
                Words.say(
                        "Fields ",
                        names(moved),
                        " could be set side by side and exclude each other in oneof ",
                        update.getName(),
                        "; readers with the "
                                + holding.reader()
                                + " schema keep only the last of them in a record that has"
                                + " several."));
    }

    private void movedIntoExisting(
            String path, Descriptor original, OneofDescriptor update, List<FieldDescriptor> moved) {
        holding.add(
                ChangeType.FIELD_MOVED_TO_EXISTING_ONEOF,
                path,
                original,
                update,
                Words.say(
                        moved.size() == 1 ? "Field " : "Fields ",
                        names(moved),
                        moved.size() == 1
                                ? " excludes others in oneof "
                                : " from different oneofs exclude each other in oneof ",
                        update.getName(),
                        moved.size() == 1 ? " that it could be set beside; " : "; ",
                        "readers with the " + holding.reader() + " schema",
                        " keep only the last one in a record that has several."));
    }

    private void added(String path, OneofDescriptor update) {
        holding.add(
                ChangeType.ONEOF_ADDED,
                path,
                null,
                update,
                Words.say(
                        "Oneof ", update.getName(), " is new; the bytes know nothing of oneofs."));
    }

    private void removed(String path, OneofDescriptor original) {
        holding.add(
                ChangeType.ONEOF_REMOVED,
                path,
                original,
                null,
                Words.say(
                        "Oneof ",
                        original.getName(),
                        " is gone; the bytes know nothing of oneofs, so fields of it that are left"
                                + " are still read."));
    }

    private static String names(List<FieldDescriptor> fields) {
        return fields.stream().map(Shape::name).collect(Collectors.joining(", "));
    }
}
