package io.sightglass.contract.confluent;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.UnknownFieldSet;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// What Confluent's options of a .proto file say (`confluent/meta.proto`).
final class ProtoMeta {
    private static final int META = 1088;
    private static final int TAGS = 3;
    private static final int RULES = 4;
    private static final int NAME = 1;
    private static final int DOC = 2;
    private static final int EXPRESSION = 3;

    private ProtoMeta() {}

    static Set<String> tags(FieldDescriptor field) {
        var tags = new LinkedHashSet<String>();
        for (var meta : metas(field.getOptions())) {
            meta.getField(TAGS)
                    .getLengthDelimitedList()
                    .forEach(tag -> tags.add(tag.toStringUtf8()));
        }
        return tags;
    }

    static List<InlineRule> rules(FieldDescriptor field) {
        return rules(field.getOptions());
    }

    static List<InlineRule> rules(Descriptor message) {
        return rules(message.getOptions());
    }

    private static List<InlineRule> rules(Message options) {
        var rules = new ArrayList<InlineRule>();
        for (var meta : metas(options)) {
            for (var bytes : meta.getField(RULES).getLengthDelimitedList()) {
                var rule = parsed(bytes);
                rules.add(
                        new InlineRule(text(rule, NAME), text(rule, DOC), text(rule, EXPRESSION)));
            }
        }
        return rules;
    }

    private static List<UnknownFieldSet> metas(Message options) {
        // Options were linked without their declarations, so ours are among the unknown fields.
        return options.getUnknownFields().getField(META).getLengthDelimitedList().stream()
                .map(ProtoMeta::parsed)
                .toList();
    }

    private static UnknownFieldSet parsed(ByteString bytes) {
        try {
            return UnknownFieldSet.parseFrom(bytes);
        } catch (InvalidProtocolBufferException e) {
            return UnknownFieldSet.getDefaultInstance(); // no option of that form says anything
        }
    }

    private static String text(UnknownFieldSet fields, int number) {
        var all = fields.getField(number).getLengthDelimitedList();
        return all.isEmpty() ? "" : all.getLast().toStringUtf8();
    }
}
