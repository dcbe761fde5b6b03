package io.sightglass.decode.avro;

import io.sightglass.model.Node;
import io.sightglass.model.Scalar;

import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.UUID;
import java.util.regex.Pattern;

/// Encodes a tree again, lists and maps each in one block, with nothing but the schema and what the
/// tree says.
final class AvroFromTree {
    private static final Pattern DURATION = Pattern.compile("P(\\d+)M(\\d+)DT(\\d+)\\.(\\d+)S");

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final BinaryEncoder out = EncoderFactory.get().directBinaryEncoder(bytes, null);

    private AvroFromTree() {}

    static byte[] encode(Schema schema, Node root) throws IOException {
        var encoder = new AvroFromTree();
        encoder.write(schema, root);
        encoder.out.flush();
        return encoder.bytes.toByteArray();
    }

    private void write(Schema schema, Node node) throws IOException {
        if (schema.getType() == Schema.Type.UNION) {
            int branch = schema.getIndexNamed(branch(node));
            out.writeIndex(branch);
            write(schema.getTypes().get(branch), node);
            return;
        }
        switch (node) {
            case Node.RecordNode record -> {
                for (int i = 0; i < schema.getFields().size(); i++) {
                    write(schema.getFields().get(i).schema(), record.children().get(i));
                }
            }
            case Node.ListNode list -> {
                block(list.elements().size());
                for (var element : list.elements()) {
                    write(schema.getElementType(), element);
                }
                out.writeLong(0);
            }
            case Node.MapNode map -> {
                block(map.entries().size());
                for (var entry : map.entries()) {
                    out.writeString(entry.key());
                    write(schema.getValueType(), entry.value());
                }
                out.writeLong(0);
            }
            case Node.ScalarNode scalar -> scalar(schema, scalar.value());
            default -> throw new AssertionError("no value: " + node);
        }
    }

    private void block(int count) throws IOException {
        if (count > 0) {
            out.writeLong(count);
        }
    }

    private static String branch(Node node) {
        return switch (node) {
            case Node.RecordNode record -> record.typeName();
            case Node.ListNode _ -> "array";
            case Node.MapNode _ -> "map";
            case Node.ScalarNode scalar -> scalar.branch();
            default -> throw new AssertionError("no branch: " + node);
        };
    }

    private void scalar(Schema schema, Scalar value) throws IOException {
        switch (value) {
            case Scalar.Null _ -> out.writeNull();
            case Scalar.Bool bool -> out.writeBoolean(bool.value());
            case Scalar.Int number -> integer(schema, number.value());
            case Scalar.Temporal time -> integer(schema, time.raw());
            case Scalar.Float32 number -> out.writeFloat(number.value());
            case Scalar.Float64 number -> out.writeDouble(number.value());
            case Scalar.Symbol symbol -> out.writeEnum(symbol.number());
            case Scalar.Binary binary -> binary(schema, binary.value());
            case Scalar.Text text when schema.getType() == Schema.Type.STRING ->
                    out.writeString(text.value());
            case Scalar.Text text -> out.writeFixed(fixed(text.value()));
            case Scalar.Decimal decimal -> decimal(schema, decimal);
            case Scalar.Unsigned _, Scalar.Number _, Scalar.Masked _ ->
                    throw new AssertionError(value);
        }
    }

    private void integer(Schema schema, long value) throws IOException {
        if (schema.getType() == Schema.Type.INT) {
            out.writeInt(Math.toIntExact(value));
        } else {
            out.writeLong(value);
        }
    }

    private void binary(Schema schema, byte[] value) throws IOException {
        if (schema.getType() == Schema.Type.FIXED) {
            out.writeFixed(value);
        } else {
            out.writeBytes(value);
        }
    }

    private void decimal(Schema schema, Scalar.Decimal decimal) throws IOException {
        BigInteger digits = decimal.value().unscaledValue();
        var shortest = digits.toByteArray();
        if (schema.getType() == Schema.Type.FIXED) {
            var all = new byte[schema.getFixedSize()];
            Arrays.fill(all, (byte) (digits.signum() < 0 ? -1 : 0));
            System.arraycopy(shortest, 0, all, all.length - shortest.length, shortest.length);
            out.writeFixed(all);
        } else if (schema.getLogicalType().getName().equals("decimal")) {
            out.writeBytes(shortest);
        } else {
            var inner = new ByteArrayOutputStream();
            var encoder = EncoderFactory.get().directBinaryEncoder(inner, null);
            encoder.writeBytes(shortest);
            encoder.writeInt(decimal.value().scale());
            encoder.flush();
            out.writeBytes(inner.toByteArray());
        }
    }

    /// A UUID's or a duration's bytes.
    private static byte[] fixed(String text) {
        var match = DURATION.matcher(text);
        if (match.matches()) {
            var parts = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
            parts.putInt(Integer.parseUnsignedInt(match.group(1)));
            parts.putInt(Integer.parseUnsignedInt(match.group(2)));
            parts.putInt(Integer.parseUnsignedInt(match.group(3) + match.group(4)));
            return parts.array();
        }
        var uuid = UUID.fromString(text);
        return ByteBuffer.allocate(16)
                .putLong(uuid.getMostSignificantBits())
                .putLong(uuid.getLeastSignificantBits())
                .array();
    }
}
