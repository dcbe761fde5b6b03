package io.sightglass.playground.traffic;

import com.google.protobuf.Descriptors.Descriptor;

import io.sightglass.schema.ProtoCompiler;

import org.apache.avro.Schema;
import org.apache.avro.SchemaParser;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;

/// The sample schemas that the feeds write with, parsed.
public record Samples(
        Descriptor orderV3,
        Descriptor orderV4,
        Schema orderStatusV3,
        Schema orderStatusV4,
        Schema customer,
        Schema stockLevel,
        Schema sale,
        Descriptor payment) {

    /// Reads them from the folder of samples.
    ///
    /// @throws SampleException when a file is not what the playground needs
    public static Samples read(Path folder) {
        return new Samples(
                message(folder.resolve("orders/v3"), "order.proto", "Order"),
                message(folder.resolve("orders/v4"), "order.proto", "Order"),
                avro(folder, "order-status/v3.avsc"),
                avro(folder, "order-status/v4.avsc"),
                avro(folder, "customers/v2.avsc"),
                avro(folder, "inventory.avsc"),
                avro(folder, "legacy-pos.avsc"),
                message(folder, "payments/v1/payment.proto", "Payment"));
    }

    /// The text of a sample.
    static String text(Path folder, String file) {
        try {
            return Files.readString(folder.resolve(file));
        } catch (NoSuchFileException e) {
            throw new SampleException(file, "is not in " + folder);
        } catch (IOException e) {
            throw new SampleException(file, "cannot be read: " + e.getMessage());
        }
    }

    private static Schema avro(Path folder, String file) {
        try {
            return new SchemaParser().parse(text(folder, file)).mainSchema();
        } catch (RuntimeException e) {
            throw new SampleException(file, String.valueOf(e.getMessage()));
        }
    }

    /// @param root what imports are relative to
    private static Descriptor message(Path root, String file, String name) {
        var texts = new TreeMap<String, String>();
        var directory = root.resolve(file).getParent();
        try (var siblings = Files.list(directory)) {
            siblings.map(path -> root.relativize(path).toString().replace('\\', '/'))
                    .filter(path -> path.endsWith(".proto"))
                    .forEach(path -> texts.put(path, text(root, path)));
        } catch (IOException e) {
            throw new SampleException(file, "is not in " + root);
        }
        if (!texts.containsKey(file)) {
            throw new SampleException(file, "is not in " + root);
        }
        var compiled = ProtoCompiler.standard().compile(texts, List.of(file));
        return switch (compiled) {
            case ProtoCompiler.Result.Compiled all -> {
                var message = all.file(file).findMessageTypeByName(name);
                if (message == null) {
                    throw new SampleException(file, "has no message " + name + " any more");
                }
                yield message;
            }
            case ProtoCompiler.Result.Failed(var problems) -> {
                var first = problems.getFirst();
                throw new SampleException(
                        first.file() + ":" + first.line() + ":" + first.column(),
                        first.sentence().plain());
            }
        };
    }
}
