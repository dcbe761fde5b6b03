package io.sightglass.playground.traffic;

import io.sightglass.model.ByteRange;

import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.Encoder;
import org.apache.avro.io.EncoderFactory;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/// Encodes Avro with the library's writer into a stream that is never ahead of it, and notes where
/// the writer is before and after each field.
final class AvroWriter {
    private AvroWriter() {}

    static Encoded write(GenericRecord datum) {
        var out = new ByteArrayOutputStream();
        var spans = new HashMap<String, ByteRange>();
        try {
            var encoder = EncoderFactory.get().directBinaryEncoder(out, null);
            new Noting(datum.getSchema(), out, spans).write(datum, encoder);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // not from memory
        }
        return new Encoded(out.toByteArray(), 0, spans);
    }

    private static final class Noting extends GenericDatumWriter<GenericRecord> {
        private final ByteArrayOutputStream out;
        private final Map<String, ByteRange> spans;
        private String prefix = "";

        Noting(Schema schema, ByteArrayOutputStream out, Map<String, ByteRange> spans) {
            super(schema);
            this.out = out;
            this.spans = spans;
        }

        @Override
        protected void writeField(Object datum, Schema.Field field, Encoder encoder, Object state)
                throws IOException {
            var outer = prefix;
            var path = outer.isEmpty() ? field.name() : outer + "." + field.name();
            prefix = path;
            int start = out.size();
            super.writeField(datum, field, encoder, state);
            spans.put(path, new ByteRange(start, out.size()));
            prefix = outer;
        }

        @Override
        protected void writeArray(Schema schema, Object datum, Encoder encoder) throws IOException {
            var outer = prefix;
            var elements = (Collection<?>) datum;
            encoder.writeArrayStart();
            encoder.setItemCount(elements.size());
            int index = 0;
            for (var element : elements) {
                prefix = outer + "[" + index++ + "]";
                encoder.startItem();
                int start = out.size();
                write(schema.getElementType(), element, encoder);
                spans.put(prefix, new ByteRange(start, out.size()));
            }
            encoder.writeArrayEnd();
            prefix = outer;
        }
    }
}
