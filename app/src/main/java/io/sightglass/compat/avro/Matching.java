package io.sightglass.compat.avro;

import org.apache.avro.Schema;
import org.apache.avro.Schema.Field;
import org.apache.avro.Schema.Type;
import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;

/// Which things of an old schema are which of a new one: by name, else by alias.
final class Matching {
    private Matching() {}

    /// By index in the new list the old one's index; -1 for what is new.
    ///
    /// @param relations the strongest first; each matches what the ones before it have left
    private static <T> int[] match(List<T> old, List<T> update, List<BiPredicate<T, T>> relations) {
        int[] partners = new int[update.size()];
        Arrays.fill(partners, -1);
        boolean[] taken = new boolean[old.size()];
        for (var relation : relations) {
            for (int n = 0; n < partners.length; n++) {
                for (int o = 0; o < taken.length && partners[n] < 0; o++) {
                    if (!taken[o] && relation.test(old.get(o), update.get(n))) {
                        partners[n] = o;
                        taken[o] = true;
                    }
                }
            }
        }
        return partners;
    }

    /// Branches of unions, or types side by side.
    static int[] types(List<Schema> old, List<Schema> update) {
        return match(
                old,
                update,
                List.of(
                        (o, n) -> o.getFullName().equals(n.getFullName()),
                        Matching::aliased,
                        (o, n) -> named(o) && sameKind(o, n) && o.getName().equals(n.getName()),
                        (o, n) -> promotes(o.getType(), n.getType()),
                        (o, n) -> promotes(n.getType(), o.getType())));
    }

    /// Whether one of two types goes by the other's name, too.
    static boolean aliased(Schema old, Schema update) {
        return named(old)
                && sameKind(old, update)
                && (update.getAliases().contains(old.getFullName())
                        || old.getAliases().contains(update.getFullName()));
    }

    private static boolean sameKind(Schema old, Schema update) {
        return old.getType() == update.getType();
    }

    static boolean named(Schema schema) {
        return switch (schema.getType()) {
            case RECORD, ENUM, FIXED -> true;
            default -> false;
        };
    }

    /// Whether values of one type may be read as another (Avro 1.12 specification, "Schema
    /// Resolution").
    static boolean promotes(Type written, Type read) {
        return switch (written) {
            case INT -> read == Type.LONG || read == Type.FLOAT || read == Type.DOUBLE;
            case LONG -> read == Type.FLOAT || read == Type.DOUBLE;
            case FLOAT -> read == Type.DOUBLE;
            case STRING -> read == Type.BYTES;
            case BYTES -> read == Type.STRING;
            default -> false;
        };
    }

    /// By position in the new record the old field; null for what is new.
    static @Nullable Field[] fields(Schema old, Schema update) {
        @Nullable Field[] partners = new @Nullable Field[update.getFields().size()];
        Map<String, Field> left = new HashMap<>();
        old.getFields().forEach(field -> left.put(field.name(), field));
        for (var field : update.getFields()) {
            partners[field.pos()] = left.remove(field.name());
        }
        for (var field : update.getFields()) {
            for (var alias : field.aliases()) {
                if (partners[field.pos()] == null) {
                    partners[field.pos()] = left.remove(alias);
                }
            }
        }
        for (var gone : old.getFields()) {
            for (var alias : gone.aliases()) {
                var heir = update.getField(alias);
                boolean free = heir != null && partners[heir.pos()] == null;
                if (free && left.remove(gone.name()) != null) {
                    partners[heir.pos()] = gone;
                }
            }
        }
        return partners;
    }
}
