package io.sightglass.decode.protobuf;

import com.google.protobuf.CodedOutputStream;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;

/// Messages such as services send: ids, names, amounts, times, hashes, lists of numbers, messages
/// in messages; with what each field was written as, which their bytes do not say.
final class EverydayProtobuf {
    /// One field as its writer meant it.
    ///
    /// @param type Protobuf's name of it; `packed` and a type for a packed list
    /// @param value a Long, Double, Float, Boolean, String or byte array; a list of fields for a
    ///   message, and of values for a packed list
    record Truth(int number, String type, Object value) {}

    private static final String[] WORDS = {
        "order",
        "latte",
        "kenya-aa",
        "Zürich",
        "東京",
        "failed",
        "Anna",
        "o'Neill",
        "espresso",
        "USD",
        "x",
        "ок",
        "customer",
        "checkout",
        "Grüße",
        "flat white",
        "v2",
        "EUR",
        "pending",
        "naïve",
        "☕"
    };

    private final Random random;

    EverydayProtobuf(Random random) {
        this.random = random;
    }

    List<Truth> message() {
        return message(0);
    }

    private List<Truth> message(int depth) {
        int most = depth == 0 ? 14 : 6;
        int count = 1 + random.nextInt(most);
        var fields = new ArrayList<Truth>();
        int number = 0;
        for (int i = 0; i < count; i++) {
            // Numbers mostly follow each other; some services leave gaps, few use large ones.
            int sort = random.nextInt(20);
            number += sort < 16 ? 1 : sort < 19 ? 1 + random.nextInt(8) : 1 + random.nextInt(500);
            var field = field(number, depth);
            fields.add(field);
            boolean repeated =
                    random.nextInt(6) == 0
                            && (field.type.equals("string") || field.type.equals("message"));
            for (int k = 0; repeated && k < random.nextInt(4); k++) {
                fields.add(
                        field.type.equals("string")
                                ? new Truth(number, "string", text())
                                : new Truth(number, "message", inner(depth)));
            }
        }
        return fields;
    }

    private Truth field(int number, int depth) {
        int sort = random.nextInt(100);
        if (sort < 34) {
            return new Truth(number, "string", text());
        } else if (sort < 50 && depth < 4) {
            return new Truth(number, "message", inner(depth));
        } else if (sort < 68) {
            return new Truth(number, random.nextBoolean() ? "int64" : "int32", integer());
        } else if (sort < 70) {
            return new Truth(number, "sint64", integer());
        } else if (sort < 76) {
            return new Truth(number, "bool", random.nextBoolean());
        } else if (sort < 83) {
            return new Truth(number, "double", number());
        } else if (sort < 86) {
            return new Truth(number, "float", (float) number());
        } else if (sort < 90) {
            return new Truth(number, "fixed64", fixed64());
        } else if (sort < 93) {
            return new Truth(number, "fixed32", fixed32());
        } else if (sort < 97) {
            return new Truth(number, "bytes", bytes());
        } else {
            return packed(number);
        }
    }

    /// Timestamps, amounts, wrappers and map entries are what most small messages are.
    private List<Truth> inner(int depth) {
        long now = 1_600_000_000L + random.nextInt(200_000_000);
        return switch (random.nextInt(6)) {
            case 0 ->
                    List.of(
                            new Truth(1, "int64", now),
                            new Truth(2, "int32", (long) random.nextInt(1_000_000_000)));
            case 1 ->
                    List.of(
                            new Truth(1, "string", random.nextBoolean() ? "USD" : "EUR"),
                            new Truth(2, "int64", (long) random.nextInt(100_000)),
                            new Truth(3, "int32", 10_000_000L * random.nextInt(100)));
            case 2 -> List.of(new Truth(1, "string", text()), new Truth(2, "string", text()));
            case 3 -> List.of(new Truth(1, "string", text()), new Truth(2, "int64", integer()));
            default -> message(depth + 1);
        };
    }

    private String text() {
        return switch (random.nextInt(16)) {
            case 0 -> new UUID(random.nextLong(), random.nextLong()).toString();
            case 1 -> "o-" + random.nextInt(100_000);
            case 2 -> Instant.ofEpochMilli(1_700_000_000_000L + random.nextInt()).toString();
            case 3 -> word().replace(' ', '.') + "@example.com";
            case 4 -> "https://shop.example.com/" + word() + "/" + random.nextInt(1_000);
            case 5 -> sentence() + "\n\n" + sentence() + "\n";
            case 6 -> "{\"" + word() + "\":" + random.nextInt(100) + "}";
            case 7 -> Integer.toString(random.nextInt(1_000_000));
            case 8 -> sentence();
            case 9 -> sentence() + "\t" + sentence();
            case 10 -> Character.toString('A' + random.nextInt(26));
            case 11 -> Long.toHexString(random.nextLong());
            case 12 -> word().toUpperCase(Locale.ROOT) + "_" + word().length();
            default -> word();
        };
    }

    private String word() {
        return WORDS[random.nextInt(WORDS.length)];
    }

    private String sentence() {
        var text = new StringBuilder(word());
        for (int i = 0; i < random.nextInt(12); i++) {
            text.append(' ').append(word());
        }
        return text.append('.').toString();
    }

    private long integer() {
        return switch (random.nextInt(9)) {
            case 0 -> 1_700_000_000_000L + random.nextInt();
            case 1 -> 1_700_000_000L + random.nextInt(10_000_000);
            case 2 -> random.nextInt(1_000_000);
            case 3 -> random.nextLong() >>> 20;
            case 4 -> -random.nextInt(1_000);
            case 5 -> random.nextInt(8);
            default -> random.nextInt(100);
        };
    }

    private double number() {
        return switch (random.nextInt(8)) {
            case 0 -> random.nextInt(100_000) / 100.0;
            case 1 -> -90 + 180 * random.nextDouble();
            case 2 -> random.nextInt(1_000) / 10.0;
            case 3 -> random.nextDouble();
            case 4 -> random.nextGaussian() * 1e6;
            case 5 -> random.nextInt(100);
            case 6 -> 1e-4 * random.nextInt(100);
            default -> random.nextInt(10_000) / 100.0;
        };
    }

    private long fixed64() {
        return switch (random.nextInt(4)) {
            case 0 -> 1_700_000_000_000_000_000L + random.nextInt();
            case 1 -> random.nextInt(1_000_000);
            case 2 -> -random.nextInt(1_000);
            default -> random.nextLong();
        };
    }

    private long fixed32() {
        return switch (random.nextInt(4)) {
            case 0 -> 1_700_000_000L + random.nextInt(10_000_000);
            case 1 -> random.nextInt(1_000_000);
            case 2 -> -random.nextInt(1_000);
            default -> random.nextInt();
        };
    }

    private byte[] bytes() {
        var bytes = new byte[new int[] {4, 8, 16, 20, 32, 64, 200}[random.nextInt(7)]];
        random.nextBytes(bytes);
        return bytes;
    }

    private Truth packed(int number) {
        int count = 2 + random.nextInt(12);
        var values = new ArrayList<Object>();
        boolean doubles = random.nextInt(3) == 0;
        for (int i = 0; i < count; i++) {
            values.add(doubles ? (Object) number() : (Object) integer());
        }
        return new Truth(number, doubles ? "packed double" : "packed int64", values);
    }

    static byte[] encode(List<Truth> fields) {
        var out = new ByteArrayOutputStream();
        var coded = CodedOutputStream.newInstance(out);
        try {
            for (var field : fields) {
                write(coded, field);
            }
            coded.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static void write(CodedOutputStream out, Truth field) throws IOException {
        int number = field.number;
        switch (field.type) {
            case "int32", "int64" -> out.writeInt64(number, (Long) field.value);
            case "sint64" -> out.writeSInt64(number, (Long) field.value);
            case "bool" -> out.writeBool(number, (Boolean) field.value);
            case "double" -> out.writeDouble(number, (Double) field.value);
            case "float" -> out.writeFloat(number, (Float) field.value);
            case "fixed64" -> out.writeFixed64(number, (Long) field.value);
            case "fixed32" -> out.writeFixed32(number, (int) (long) (Long) field.value);
            case "string" -> out.writeString(number, (String) field.value);
            case "bytes" -> out.writeByteArray(number, (byte[]) field.value);
            case "message" -> out.writeByteArray(number, encode(fields(field)));
            default -> out.writeByteArray(number, packed((List<?>) field.value));
        }
    }

    @SuppressWarnings("unchecked") // a message's value is its fields
    static List<Truth> fields(Truth message) {
        return (List<Truth>) message.value;
    }

    private static byte[] packed(List<?> values) throws IOException {
        var out = new ByteArrayOutputStream();
        var coded = CodedOutputStream.newInstance(out);
        for (var value : values) {
            if (value instanceof Double number) {
                coded.writeDoubleNoTag(number);
            } else {
                coded.writeInt64NoTag((Long) value);
            }
        }
        coded.flush();
        return out.toByteArray();
    }
}
