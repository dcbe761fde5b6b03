package io.sightglass.compat.protobuf;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;

import io.sightglass.model.Direction;
import io.sightglass.model.SchemaChange;

import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What the library's reader makes of a record that was written with another schema, held against
/// what a comparison says. A reader looks for the record's message by its full name in the file of
/// the same path; it reads the record when it can parse it and every value in it is there and the
/// same. What the comparison tells at a field's address, as safe, is no fault: that a field is
/// gone, that of several texts the last one counts, that numbers are cut.
final class Reading {
    private static final Set<String> TOLD =
            Set.of(
                    "FIELD_REMOVED",
                    "FIELD_TYPE_CHANGED",
                    "FIELD_CARDINALITY_CHANGED",
                    "FIELD_STRING_OR_BYTES_LABEL_CHANGED",
                    "ONEOF_REMOVED",
                    "ENUM_CONST_REMOVED");

    private final FileDescriptor readers;
    private final Map<String, Set<String>> told = new HashMap<>();

    /// @param readers the file that the reader has
    Reading(FileDescriptor readers, Collection<SchemaChange> changes) {
        this.readers = readers;
        for (var change : changes) {
            if (TOLD.contains(change.type()) && !change.breaks().contains(Direction.BACKWARD)) {
                told.computeIfAbsent(change.path(), path -> new HashSet<>()).add(change.type());
            }
        }
    }

    /// What is wrong with the record as the reader sees it, and told nowhere; null for nothing.
    @Nullable String fault(Message record) {
        var type = record.getDescriptorForType();
        var reader = type(readers, type);
        if (reader == null) {
            return "no message " + type.getFullName();
        }
        try {
            var read = DynamicMessage.parseFrom(reader, record.toByteString());
            return fault(record, read);
        } catch (InvalidProtocolBufferException e) {
            // A text that is none, or a field that is required now: the library does not say where.
            boolean admitted =
                    told.values().stream()
                            .anyMatch(types ->
                                    types.contains("FIELD_TYPE_CHANGED")
                                            || types.contains("FIELD_CARDINALITY_CHANGED"));
            return admitted ? null : String.valueOf(e.getMessage());
        }
    }

    private static @Nullable Descriptor type(FileDescriptor file, Descriptor like) {
        if (!file.getPackage().equals(like.getFile().getPackage())) {
            return null;
        }
        var around = like.getContainingType();
        if (around == null) {
            return file.findMessageTypeByName(like.getName());
        }
        var outer = type(file, around);
        return outer == null ? null : outer.findNestedTypeByName(like.getName());
    }

    private @Nullable String fault(Message written, Message read) {
        for (var entry : written.getAllFields().entrySet()) {
            var fault = fault(entry.getKey(), entry.getValue(), read);
            if (fault != null) {
                return fault;
            }
        }
        return null;
    }

    private @Nullable String fault(FieldDescriptor field, Object value, Message read) {
        var reader = read.getDescriptorForType().findFieldByNumber(field.getNumber());
        var scope = Shape.address(field.getContainingType());
        var address = FieldRules.address(scope, reader == null ? field : reader);
        if (told.containsKey(address)) {
            return null;
        }
        var oneof = field.getRealContainingOneof();
        if (reader == null) {
            boolean wholeOneof = oneof != null && told.containsKey(scope + "/" + oneof.getName());
            return wholeOneof ? null : address + " is not seen";
        }
        if (field.isRepeated() != reader.isRepeated()) {
            return address + " is a list for one of the two alone";
        }
        if (field.isMapField() && reader.isMapField()) {
            return entries(address, (List<?>) value, (List<?>) read.getField(reader));
        }
        if (!field.isRepeated()) {
            return values(address, field, value, reader, read.getField(reader));
        }
        var written = (List<?>) value;
        var seen = (List<?>) read.getField(reader);
        if (field.getJavaType() == FieldDescriptor.JavaType.ENUM && written.size() > seen.size()) {
            boolean admitted =
                    written.stream().anyMatch(each -> isToldGone((EnumValueDescriptor) each));
            return admitted ? null : address + " has lost values";
        }
        if (written.size() != seen.size()) {
            return address + " has " + seen.size() + " values instead of " + written.size();
        }
        for (int i = 0; i < written.size(); i++) {
            var fault = values(address, field, written.get(i), reader, seen.get(i));
            if (fault != null) {
                return fault;
            }
        }
        return null;
    }

    /// A map keeps no order.
    private @Nullable String entries(String address, List<?> written, List<?> read) {
        var seen = new HashMap<Object, Message>();
        for (var each : read) {
            var entry = (Message) each;
            seen.put(part(entry, 1), entry);
        }
        for (var each : written) {
            var entry = (Message) each;
            var other = seen.get(part(entry, 1));
            if (other == null) {
                boolean admitted =
                        part(entry, 2) instanceof EnumValueDescriptor value && isToldGone(value);
                return admitted ? null : address + " has lost key " + part(entry, 1);
            }
            var type = entry.getDescriptorForType().findFieldByNumber(2);
            var reader = other.getDescriptorForType().findFieldByNumber(2);
            var fault = values(address, type, part(entry, 2), reader, part(other, 2));
            if (fault != null) {
                return fault;
            }
        }
        return null;
    }

    private static Object part(Message entry, int number) {
        return entry.getField(entry.getDescriptorForType().findFieldByNumber(number));
    }

    private @Nullable String values(
            String address,
            FieldDescriptor field,
            Object value,
            FieldDescriptor reader,
            Object read) {
        if (value instanceof Message written) {
            return read instanceof Message seen && field.getType() == reader.getType()
                    ? fault(written, seen)
                    : address + " is no message";
        }
        if (value instanceof EnumValueDescriptor written) {
            boolean same =
                    read instanceof EnumValueDescriptor seen
                            && seen.getNumber() == written.getNumber();
            return same || isToldGone(written) ? null : address + " is another symbol";
        }
        return value.equals(read) ? null : address + " is " + read + " instead of " + value;
    }

    private boolean isToldGone(EnumValueDescriptor value) {
        return told.containsKey(Shape.address(value.getType()) + "/" + value.getNumber());
    }
}
