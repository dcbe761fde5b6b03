package io.sightglass.contract.protovalidate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DynamicMessage;

import io.sightglass.Corpora;
import io.sightglass.contract.RuleCase;
import io.sightglass.contract.RuleSet;
import io.sightglass.decode.Cases;
import io.sightglass.model.DataContract;
import io.sightglass.model.Format;
import io.sightglass.schema.ProtoCompiler;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.regex.Pattern;

/// What our own code and the library find together is what the library finds alone.
class ValidateOracleTest {
    private static final List<String> TEXTS =
            List.of(
                    "",
                    "a",
                    "ab",
                    "o-",
                    "o-1",
                    "o-12345678",
                    "kenya",
                    "java",
                    "x.",
                    "é😀",
                    "1234",
                    "max");
    private static final long[] NUMBERS = {
        0, 1, 2, 5, 10, 11, -1, -2, Integer.MAX_VALUE, Long.MAX_VALUE, -1L
    };
    private static final double[] REALS = {
        0,
        0.5,
        1,
        -1,
        2,
        -2,
        1e300,
        Double.NaN,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        -0.0
    };

    private static final Pattern REFUSED =
            Pattern.compile(
                    "expected rule|mismatched message rules|MessageOneof|custom_rules.proto");

    @Test
    void ourRulesAndTheLibrarysAgree() throws Exception {
        for (var name : List.of("protovalidate", "protovalidate-kinds")) {
            var text =
                    name.equals("protovalidate")
                            ? resource("/golden/schemarules/protovalidate/schema.proto")
                            : resource("/protovalidate/kinds.proto");
            var test = RuleCase.of(Format.PROTOBUF, text, DataContract.NONE);
            var ours = ValidateRules.of(test.descriptor(), "Order v3");
            assertEquals(List.of(), ours.problems());
            assertTrue(!ours.types().isEmpty(), name);
            var theirs = byLibrary(test.descriptor());
            int[] broken = {0};
            Cases.each(
                    Cases.count(),
                    random -> {
                        var message = message(test.descriptor(), random, 2);
                        var payload = message.toByteArray();
                        var expected = test.violations(theirs, payload);
                        var found = test.violations(ours, payload);
                        assertEquals(without(expected, found), without(found, expected));
                        assertEquals(expected, found);
                        broken[0] += expected.size();
                    });
            assertTrue(broken[0] > Cases.count(), broken[0] + " violations");
        }
    }

    @Test
    void everyMessageOfTheConformanceSuiteCompiles() throws IOException {
        var root = Corpora.file("protovalidate/proto/protovalidate-testing");
        var texts = new LinkedHashMap<String, String>();
        var wanted = new ArrayList<String>();
        for (var file : Corpora.files("protovalidate/proto/protovalidate-testing", ".proto")) {
            var name = root.relativize(file).toString();
            texts.put(name, Files.readString(file));
            if (name.contains("/cases/")) {
                wanted.add(name);
            }
        }
        var compiled =
                (ProtoCompiler.Result.Compiled) ProtoCompiler.standard().compile(texts, wanted);
        var problems = new ArrayList<String>();
        int ours = 0;
        int count = 0;
        for (var name : wanted) {
            for (var type : compiled.file(name).getMessageTypes()) {
                var rules = ValidateRules.of(type, type.getFullName());
                rules.problems().forEach(problem -> problems.add(problem.text()));
                ours += rules.types().isEmpty() ? 0 : 1;
                count++;
            }
        }
        // These are in the suite to be refused.
        problems.removeIf(problem -> REFUSED.matcher(problem).find());
        assertEquals(List.of(), problems);
        assertTrue(count > 400 && ours > 150, count + " messages, " + ours + " by our own code");
    }

    private static List<String> without(List<String> all, List<String> others) {
        return all.stream().filter(each -> !others.contains(each)).toList();
    }

    private static RuleSet byLibrary(Descriptor root) throws ValidateLibrary.Refused {
        var options = Objects.requireNonNull(ValidateOptions.of(root.getFile()));
        var types = Reach.of(root).values().stream().map(Reach.Reached::type).toList();
        var library = ValidateLibrary.of(types, options.extensions());
        return new RuleSet(
                List.of(),
                List.of(new ValidateRule(root, library, List.of(), "Order v3")),
                List.of(),
                List.of());
    }

    private static DynamicMessage message(Descriptor type, Random random, int depth) {
        var message = DynamicMessage.newBuilder(type);
        for (var field : type.getFields()) {
            if (random.nextInt(4) == 0 || (depth == 0 && isRecord(field))) {
                continue;
            }
            if (field.isMapField()) {
                for (int i = random.nextInt(3); i > 0; i--) {
                    message.addRepeatedField(field, entry(field, random, i, depth));
                }
            } else if (field.isRepeated()) {
                for (int i = random.nextInt(4); i > 0; i--) {
                    message.addRepeatedField(field, value(field, random, depth));
                }
            } else {
                message.setField(field, value(field, random, depth));
            }
        }
        return message.build();
    }

    private static boolean isRecord(FieldDescriptor field) {
        return field.getJavaType() == FieldDescriptor.JavaType.MESSAGE && !field.isMapField();
    }

    private static DynamicMessage entry(
            FieldDescriptor field, Random random, int index, int depth) {
        var type = field.getMessageType();
        return DynamicMessage.newBuilder(type)
                .setField(type.findFieldByNumber(1), "k" + index)
                .setField(
                        type.findFieldByNumber(2), value(type.findFieldByNumber(2), random, depth))
                .build();
    }

    private static Object value(FieldDescriptor field, Random random, int depth) {
        return switch (field.getJavaType()) {
            case INT -> (int) NUMBERS[random.nextInt(NUMBERS.length)];
            case LONG -> NUMBERS[random.nextInt(NUMBERS.length)];
            case FLOAT -> (float) REALS[random.nextInt(REALS.length)];
            case DOUBLE -> REALS[random.nextInt(REALS.length)];
            case BOOLEAN -> random.nextBoolean();
            case STRING -> TEXTS.get(random.nextInt(TEXTS.size()));
            case BYTE_STRING -> ByteString.copyFromUtf8(TEXTS.get(random.nextInt(TEXTS.size())));
            case ENUM -> field.getEnumType().findValueByNumberCreatingIfUnknown(random.nextInt(4));
            case MESSAGE -> message(field.getMessageType(), random, depth - 1);
        };
    }

    private static String resource(String name) throws IOException {
        try (var in = ValidateOracleTest.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
