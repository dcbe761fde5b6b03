package io.sightglass.contract.protovalidate;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.OneofDescriptor;
import com.google.protobuf.Message;

import io.sightglass.contract.Origin;
import io.sightglass.contract.RuleInfo;
import io.sightglass.contract.RulePath;
import io.sightglass.contract.RuleSet;
import io.sightglass.contract.RuleSource;
import io.sightglass.contract.TypeRules;
import io.sightglass.contract.Value;
import io.sightglass.contract.WholeRule;
import io.sightglass.decode.protobuf.MessageTypes;
import io.sightglass.model.Sentence;
import io.sightglass.schema.LocalSchemas.Problem;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/// Compiles the `buf.validate` options of a message and of all that it holds.
public final class ValidateRules {
    private static final Pattern PLACED = Pattern.compile("(.*):([0-9]+):([0-9]+)");

    private final ValidateOptions options;
    private final String demander;
    private final ProtoLines lines = new ProtoLines();

    /// By the full name of the field.
    private final Map<String, NativeRules> natives = new HashMap<>();

    /// Full names of what the library does not take.
    private final Set<String> broken = new HashSet<>();

    private final List<RuleInfo> nativeInfos = new ArrayList<>();
    private final List<RuleInfo> libraryInfos = new ArrayList<>();
    private final List<RuleInfo> idle = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();

    private ValidateRules(ValidateOptions options, String demander) {
        this.options = options;
        this.demander = demander;
    }

    /// @param message of the payloads
    /// @param demander who demands it, in sentences
    public static RuleSet of(Descriptor message, String demander) {
        var options = ValidateOptions.of(message.getFile());
        return options == null
                ? RuleSet.NONE
                : new ValidateRules(options, demander).compile(message);
    }

    private RuleSet compile(Descriptor root) {
        var reached = Reach.of(root);
        var types = new HashMap<String, TypeRules.Type>();
        for (var each : reached.values()) {
            types.put(each.type().getFullName(), type(each));
        }
        var wholes = new ArrayList<WholeRule>();
        if (!libraryInfos.isEmpty()) {
            library(root, reached, wholes);
        }
        var typed =
                nativeInfos.isEmpty()
                        ? List.<TypeRules>of()
                        : List.of(new TypeRules(root.getFullName(), types, nativeInfos));
        return new RuleSet(List.of(), typed, wholes, idle, problems);
    }

    private TypeRules.Type type(Reach.Reached reached) {
        var type = reached.type();
        var fields = new ArrayList<TypeRules.Field>();
        for (var field : type.getFields()) {
            var rules = options.of(field);
            var at = reached.path(field);
            var path = field.isRepeated() ? at.substring(0, at.length() - 2) : at;
            NativeRules compiled = null;
            if (rules != null) {
                var origin = origin(lines.of(field));
                compiled = NativeRules.of(field, rules, origin);
                if (compiled == null) {
                    libraryInfos.addAll(RuleWords.of(rules, path, origin));
                } else {
                    natives.put(field.getFullName(), compiled);
                    nativeInfos.addAll(RuleWords.of(rules, path, origin));
                }
            }
            fields.add(field(field, compiled));
        }
        var oneofs = new ArrayList<TypeRules.Oneof>();
        for (var oneof : type.getRealOneofs()) {
            if (options.isRequired(oneof)) {
                var origin = origin(lines.of(type));
                var names = oneof.getFields().stream().map(FieldDescriptor::getName).toList();
                var id = NativeRules.PREFIX + "required";
                oneofs.add(new TypeRules.Oneof(oneof.getName(), names, origin, id));
                nativeInfos.add(
                        new RuleInfo(
                                id,
                                oneofPath(reached, oneof),
                                "one of " + String.join(", ", names),
                                origin,
                                null));
            }
        }
        var rules = options.of(type);
        if (rules != null) {
            libraryInfos.addAll(RuleWords.of(rules, reached.path(), origin(lines.of(type))));
        }
        return new TypeRules.Type(fields, oneofs);
    }

    private static String oneofPath(Reach.Reached reached, OneofDescriptor oneof) {
        return RulePath.field(reached.path(), oneof.getName());
    }

    private Origin origin(String place) {
        return new Origin(RuleSource.PROTOVALIDATE, demander, place);
    }

    private static TypeRules.Field field(FieldDescriptor field, @Nullable NativeRules rules) {
        var value = Reach.value(field);
        boolean record = value.getJavaType() == FieldDescriptor.JavaType.MESSAGE;
        return new TypeRules.Field(
                field.isExtension() ? "[" + field.getFullName() + "]" : field.getName(),
                field.isMapField()
                        ? TypeRules.Shape.MAP
                        : field.isRepeated() ? TypeRules.Shape.LIST : TypeRules.Shape.SINGLE,
                record ? value.getMessageType().getFullName() : null,
                rules == null ? List.of() : rules.own(),
                rules == null ? List.of() : rules.each(),
                rules == null || rules.isRequired() ? null : standard(field));
    }

    /// What a reader sees of a field that is not there, where the rules hold for that too.
    private static Value.@Nullable Default standard(FieldDescriptor field) {
        if (field.isRepeated() || field.hasPresence()) {
            return null;
        }
        return switch (field.getJavaType()) {
            case INT, LONG -> Value.Default.INTEGER;
            case FLOAT -> Value.Default.FLOAT;
            case DOUBLE -> Value.Default.DOUBLE;
            case BOOLEAN -> Value.Default.BOOL;
            case STRING -> Value.Default.TEXT;
            case BYTE_STRING -> Value.Default.BYTES;
            case ENUM -> Value.Default.SYMBOL;
            case MESSAGE -> null;
        };
    }

    /// Gives the library what is left to it, without what does not compile.
    private void library(
            Descriptor root, Map<String, Reach.Reached> reached, List<WholeRule> wholes) {
        var files = OptionEditor.edited(options, rest());
        try {
            wholes.add(rule(root, reached, files));
            return;
        } catch (ValidateLibrary.Refused refused) {
            isolate(reached);
        }
        if (libraryInfos.stream().allMatch(this::isBroken)) {
            return;
        }
        try {
            wholes.add(rule(root, reached, OptionEditor.edited(options, rest())));
        } catch (ValidateLibrary.Refused refused) {
            problem(root.getFile().getName(), String.valueOf(refused.getMessage()));
        }
    }

    private WholeRule rule(
            Descriptor root, Map<String, Reach.Reached> reached, Map<String, FileDescriptor> files)
            throws ValidateLibrary.Refused {
        var types = reached.values().stream().map(each -> same(each.type(), files)).toList();
        var library = ValidateLibrary.of(types, options.extensions());
        var judged = libraryInfos.stream().filter(info -> !isBroken(info)).toList();
        return new ValidateRule(same(root, files), library, judged, demander);
    }

    private boolean isBroken(RuleInfo info) {
        return idle.stream()
                .anyMatch(each -> each.id().equals(info.id()) && each.path().equals(info.path()));
    }

    private static Descriptor same(Descriptor type, Map<String, FileDescriptor> files) {
        var file = Objects.requireNonNull(files.get(type.getFile().getName()));
        return Objects.requireNonNull(MessageTypes.find(file, type.getFullName()));
    }

    private OptionEditor.Keeper rest() {
        return new OptionEditor.Keeper() {
            @Override
            public @Nullable Message of(FieldDescriptor field, Message rules) {
                boolean gone =
                        natives.containsKey(field.getFullName())
                                || broken.contains(field.getFullName());
                return gone ? null : rules;
            }

            @Override
            public @Nullable Message of(Descriptor message, Message rules) {
                return broken.contains(message.getFullName()) ? null : rules;
            }

            @Override
            public boolean keeps(OneofDescriptor oneof) {
                return false;
            }
        };
    }

    /// Finds what the library refuses by giving it one message's or field's options at a time.
    private void isolate(Map<String, Reach.Reached> reached) {
        for (var each : reached.values()) {
            var type = each.type();
            if (options.of(type) != null) {
                tryAlone(type.getFullName(), each.path(), lines.of(type), reached);
            }
            for (var field : type.getFields()) {
                if (options.of(field) != null && !natives.containsKey(field.getFullName())) {
                    var at = each.path(field);
                    var path = field.isRepeated() ? at.substring(0, at.length() - 2) : at;
                    tryAlone(field.getFullName(), path, lines.of(field), reached);
                }
            }
        }
    }

    private void tryAlone(
            String name, String path, String place, Map<String, Reach.Reached> reached) {
        var files =
                OptionEditor.edited(
                        options,
                        new OptionEditor.Keeper() {
                            @Override
                            public @Nullable Message of(FieldDescriptor field, Message rules) {
                                return field.getFullName().equals(name) ? rules : null;
                            }

                            @Override
                            public @Nullable Message of(Descriptor message, Message rules) {
                                return message.getFullName().equals(name) ? rules : null;
                            }

                            @Override
                            public boolean keeps(OneofDescriptor oneof) {
                                return false;
                            }
                        });
        try {
            var types = reached.values().stream().map(each -> same(each.type(), files)).toList();
            ValidateLibrary.of(types, options.extensions());
        } catch (ValidateLibrary.Refused refused) {
            broken.add(name);
            problem(place, String.valueOf(refused.getMessage()));
            for (var info : libraryInfos) {
                if (info.path().equals(path) && info.origin().place().equals(place)) {
                    idle.add(
                            new RuleInfo(
                                    info.id(),
                                    info.path(),
                                    info.words(),
                                    info.origin(),
                                    "does not compile"));
                }
            }
        }
    }

    /// @param place `coffeeco/order.proto:12:3`
    private void problem(String place, String why) {
        var placed = PLACED.matcher(place);
        boolean found = placed.matches();
        problems.add(
                new Problem(
                        found ? placed.group(1) : place,
                        found ? Integer.parseInt(placed.group(2)) : 0,
                        found ? Integer.parseInt(placed.group(3)) : 0,
                        Sentence.of("the buf.validate option does not compile: " + why + ".")));
    }
}
