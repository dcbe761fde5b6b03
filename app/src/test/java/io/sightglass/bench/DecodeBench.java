package io.sightglass.bench;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.DynamicMessage;

import io.sightglass.decode.DecodeSink;
import io.sightglass.decode.Fanout;
import io.sightglass.decode.FindingSink;
import io.sightglass.decode.RowSink;
import io.sightglass.decode.TreeSink;
import io.sightglass.decode.Walker;
import io.sightglass.decode.avro.AvroPlan;
import io.sightglass.decode.json.JsonPlan;
import io.sightglass.decode.protobuf.ProtobufPlan;
import io.sightglass.model.Node;

import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/// One thread reads [Orders], a record an operation: `...Walk` with the sink that counts findings,
/// as a live tail does; `...Tree` with the sink that builds the tree; `...Library` with what the
/// format's own library offers.
///
/// Before anything is measured every walker has met every sink, as in the program: a walker that
/// has only ever met one is faster than any that people run.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class DecodeBench {
    private static final int ROUNDS = 100;

    private final FindingSink findings = FindingSink.counting();
    private final TreeSink tree = new TreeSink();
    private final RowSink row = new RowSink();
    private int next;

    private final byte[][] avro = Orders.avro();
    private final Walker avroWalker = AvroPlan.of(Orders.avroSchema()).newWalker();
    private final GenericDatumReader<Object> avroReader = avroReader();
    private @Nullable BinaryDecoder avroDecoder;

    private final byte[][] protobuf = Orders.protobuf();
    private final Descriptor protobufType = Orders.protobufType();
    private final Walker protobufWalker = ProtobufPlan.of(protobufType).newWalker();

    private final byte[][] json = Orders.json();
    private final Walker jsonWalker = JsonPlan.of(Orders.jsonSchema()).newWalker();
    private final Walker plainWalker = JsonPlan.PLAIN.newWalker();
    private final ObjectMapper mapper = JsonMapper.builder().build();

    private static GenericDatumReader<Object> avroReader() {
        var data = new GenericData();
        data.setFastReaderEnabled(true);
        var schema = Orders.avroSchema();
        return new GenericDatumReader<>(schema, schema, data);
    }

    @Setup
    public void meet() {
        DecodeSink[] all = {findings, tree, row, new Fanout(tree, FindingSink.collecting())};
        for (int i = 0; i < ROUNDS * Orders.COUNT; i++) {
            for (var sink : all) {
                walk(avroWalker, avro[i % Orders.COUNT], sink);
                walk(protobufWalker, protobuf[i % Orders.COUNT], sink);
                walk(jsonWalker, json[i % Orders.COUNT], sink);
                walk(plainWalker, json[i % Orders.COUNT], sink);
            }
        }
    }

    private static void walk(Walker walker, byte[] payload, DecodeSink sink) {
        sink.begin(payload, 0, payload.length);
        walker.walk(payload, 0, 0, payload.length, sink);
        sink.finish();
    }

    private byte[] next(byte[][] payloads) {
        next = (next + 1) % Orders.COUNT;
        return payloads[next];
    }

    private int count(Walker walker, byte[] payload) {
        walk(walker, payload, findings);
        return findings.total();
    }

    private @Nullable Node build(Walker walker, byte[] payload) {
        walk(walker, payload, tree);
        return tree.root();
    }

    @Benchmark
    public int avroWalk() {
        return count(avroWalker, next(avro));
    }

    @Benchmark
    public @Nullable Node avroTree() {
        return build(avroWalker, next(avro));
    }

    @Benchmark
    public Object avroLibrary() throws IOException {
        avroDecoder = DecoderFactory.get().binaryDecoder(next(avro), avroDecoder);
        return avroReader.read(null, avroDecoder);
    }

    @Benchmark
    public int protobufWalk() {
        return count(protobufWalker, next(protobuf));
    }

    @Benchmark
    public @Nullable Node protobufTree() {
        return build(protobufWalker, next(protobuf));
    }

    @Benchmark
    public DynamicMessage protobufLibrary() throws IOException {
        return DynamicMessage.parseFrom(protobufType, next(protobuf));
    }

    @Benchmark
    public int jsonWalk() {
        return count(jsonWalker, next(json));
    }

    @Benchmark
    public int jsonWalkWithoutSchema() {
        return count(plainWalker, next(json));
    }

    @Benchmark
    public @Nullable Node jsonTree() {
        return build(jsonWalker, next(json));
    }

    @Benchmark
    public JsonNode jsonLibrary() {
        return mapper.readTree(next(json));
    }

    /// Prints the sizes of the payloads.
    public static void main(String[] args) {
        System.out.printf(
                "bytes a record: Avro %d, Protobuf %d, JSON %d%n",
                Orders.size(Orders.avro()),
                Orders.size(Orders.protobuf()),
                Orders.size(Orders.json()));
    }
}
