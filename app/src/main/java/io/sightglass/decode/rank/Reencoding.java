package io.sightglass.decode.rank;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.DynamicMessage;

import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/// Whether the format's own library reads a payload and writes the same bytes again. It is asked of
/// payloads only that a walk has found whole, so lengths and nesting are within bounds.
///
/// JSON has many forms of the same value; there it is asked whether the library reads the text, and
/// the object has what the schema requires of it.
abstract class Reencoding {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Reencoding() {}

    final boolean givesTheSame(byte[] payload) {
        try {
            return isSame(payload);
        } catch (IOException | RuntimeException | StackOverflowError e) {
            return false; // what the library does not take, it does not give
        }
    }

    abstract boolean isSame(byte[] payload) throws IOException;

    static Reencoding avro(Schema schema) {
        return new Reencoding() {
            private final GenericDatumReader<Object> reader = new OrderedReader(schema);
            private final GenericDatumWriter<Object> writer = new GenericDatumWriter<>(schema);

            @Override
            boolean isSame(byte[] payload) throws IOException {
                var decoder = DecoderFactory.get().binaryDecoder(payload, null);
                var datum = reader.read(null, decoder);
                var out = new ByteArrayOutputStream(payload.length);
                var encoder = EncoderFactory.get().binaryEncoder(out, null);
                writer.write(datum, encoder);
                encoder.flush();
                return Arrays.equals(payload, out.toByteArray());
            }
        };
    }

    /// Leaves the entries of maps in the order of the bytes.
    private static final class OrderedReader extends GenericDatumReader<Object> {
        private OrderedReader(Schema schema) {
            super(schema, schema, plain());
        }

        /// Avro's fast reader makes its maps itself.
        private static GenericData plain() {
            var data = new GenericData();
            data.setFastReaderEnabled(false);
            return data;
        }

        @Override
        protected Map<Object, Object> newMap(Object old, int size) {
            return new LinkedHashMap<>();
        }
    }

    static Reencoding protobuf(Descriptor type) {
        return new Reencoding() {
            @Override
            boolean isSame(byte[] payload) throws IOException {
                var message = DynamicMessage.parseFrom(type, payload);
                return Arrays.equals(payload, message.toByteArray());
            }
        };
    }

    static Reencoding json(JsonNode schema) {
        return new Reencoding() {
            @Override
            boolean isSame(byte[] payload) {
                var value = JSON.readTree(payload);
                var required = schema.get("required");
                return required == null
                        || !required.isArray()
                        || !value.isObject()
                        || required.valueStream().allMatch(name -> value.has(name.asString()));
            }
        };
    }
}
