package io.sightglass.contract;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;

import io.sightglass.decode.FindingSink;
import io.sightglass.decode.Walker;
import io.sightglass.decode.avro.AvroPlan;
import io.sightglass.decode.json.JsonPlan;
import io.sightglass.decode.protobuf.ProtobufPlan;
import io.sightglass.model.DataContract;
import io.sightglass.model.Finding;
import io.sightglass.model.FindingKind;
import io.sightglass.model.Format;
import io.sightglass.model.SchemaInfo;
import io.sightglass.schema.ParsedSchema;
import io.sightglass.schema.ResolvedSchema;
import io.sightglass.schema.SchemaText;

import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// A schema with what a registry keeps beside it, and payloads of it written as JSON.
public final class RuleCase {
    private final ResolvedSchema schema;
    private final Walker walker;

    private RuleCase(ResolvedSchema schema, Walker walker) {
        this.schema = schema;
        this.walker = walker;
    }

    public static RuleCase of(Format format, String text, DataContract contract) {
        var parsed =
                switch (SchemaText.parse(format, "test." + format.label(), text, List.of())) {
                    case SchemaText.Result.Parsed(var schema) -> schema;
                    case SchemaText.Result.Failed failed ->
                            throw new IllegalArgumentException(failed.toString());
                };
        var info =
                new SchemaInfo("coffeeco.Order", SchemaInfo.REGISTRY, "orders-value", 3, 3, null);
        var walker =
                switch (parsed) {
                    case ParsedSchema.Avro avro -> AvroPlan.of(avro.schema()).newWalker();
                    case ParsedSchema.Json json -> JsonPlan.of(json.root()).newWalker();
                    case ParsedSchema.Protobuf proto ->
                            ProtobufPlan.of(proto.file().getMessageTypes().getFirst()).newWalker();
                };
        return new RuleCase(new ResolvedSchema(parsed, info, null, contract), walker);
    }

    ResolvedSchema schema() {
        return schema;
    }

    public Descriptor descriptor() {
        return ((ParsedSchema.Protobuf) schema.parsed()).file().getMessageTypes().getFirst();
    }

    /// @param event a JSON text; for Protobuf also `hex:` and bytes
    public byte[] bytes(String event) throws IOException {
        if (event.startsWith("hex:")) {
            return HexFormat.of().parseHex(event.substring(4));
        }
        return switch (schema.parsed()) {
            case ParsedSchema.Json _ -> event.getBytes(StandardCharsets.UTF_8);
            case ParsedSchema.Avro avro -> avro(avro.schema(), event);
            case ParsedSchema.Protobuf _ -> proto(event);
        };
    }

    private static byte[] avro(Schema schema, String event) throws IOException {
        var decoder = DecoderFactory.get().jsonDecoder(schema, event);
        var record = new GenericDatumReader<Object>(schema).read(null, decoder);
        var out = new ByteArrayOutputStream();
        var encoder = EncoderFactory.get().binaryEncoder(out, null);
        new GenericDatumWriter<Object>(schema).write(record, encoder);
        encoder.flush();
        return out.toByteArray();
    }

    private byte[] proto(String event) throws InvalidProtocolBufferException {
        var message = DynamicMessage.newBuilder(descriptor());
        JsonFormat.parser().merge(event, message);
        return message.build().toByteArray();
    }

    public void walk(byte[] payload, FindingSink sink) {
        sink.begin(payload, 0, payload.length);
        sink.reading(walker.format(), schema.info());
        sink.readWith(schema, List.of(), walker, 0);
        walker.walk(payload, 0, 0, payload.length, sink);
        sink.finish();
    }

    /// Rule and path of each violation of these rules alone, in order of both.
    public List<String> violations(RuleSet rules, byte[] payload) {
        var sink = new RuleSink(rules, new SchemaRules(), true);
        sink.begin(payload, 0, payload.length);
        sink.reading(walker.format(), schema.info());
        sink.readWith(null, List.of(), walker, 0);
        walker.walk(payload, 0, 0, payload.length, sink);
        sink.finish();
        return sink.findings().stream()
                .filter(finding -> finding.kind() == FindingKind.VIOLATION)
                .map(finding -> finding.rule() + " " + finding.path())
                .sorted()
                .toList();
    }

    static String text(Finding finding) {
        return finding.kind()
                + " "
                + finding.rule()
                + " "
                + finding.path()
                + " "
                + finding.range().start()
                + ".."
                + finding.range().end()
                + " "
                + finding.message().plain();
    }

    /// Every rule and problem, a line each.
    static List<String> listing(RuleSet rules) {
        var lines = new ArrayList<String>();
        for (var rule : rules.infos()) {
            lines.add(
                    rule.id()
                            + " | "
                            + rule.path()
                            + " | "
                            + rule.words()
                            + " | "
                            + rule.origin().place()
                            + (rule.idle() == null ? "" : " | not judged: " + rule.idle()));
        }
        rules.problems().forEach(problem -> lines.add("! " + problem.text()));
        return lines;
    }
}
