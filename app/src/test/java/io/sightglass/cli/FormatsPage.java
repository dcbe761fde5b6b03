package io.sightglass.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// `docs/formats.md`: each framing and format, what it is and where it is specified, one payload of
/// it, and what the command makes of that.
final class FormatsPage {
    private static final String FOLDER = "app/docs/formats/";
    private static final String STATUS = " --schema sample-schemas/order-status/v3.avsc";

    /// Bytes of a payload that the page shows.
    private static final int SHOWN = 64;

    private static final String HEAD =
            """
            # Framings and formats

            One payload of everything that Sightglass reads, and what it says of it. Run the commands yourself, in the
            project's folder, with `app/target/sightglass/bin/sightglass` (`mvn package -DskipTests` makes it): the payloads
            are in [formats](formats), the schemas in [sample-schemas](../../sample-schemas). This page is written by a test,
            so every output is what the command prints today.

            How to read the output: the first line says what the payload was read as. Then come the fields, each with its
            bytes: `[5,12)` is from byte 5 up to, not including, byte 12. Under them stand the findings: ▲ a rule is broken,
            ◆ a field is unknown, ✕ bytes could not be read, and notices without a mark of their own. Add `--json` and the
            same is one JSON object.

            ## How it is decided

            1. **Wrapping.** gzip and Zstandard are taken off first. Positions count in what comes out.
            2. **Framing.** What stands in front of the value, or in a header, and names its schema. The kinds are tried
               in the order of the sections below, headers before bytes; `--framing` says it instead.
            3. **Schema.** Of what the framing names; else the one that the topic is bound to
               ([schemas.md](schemas.md)); `--schema` says it instead.
            4. **Format.** The schema's. Without one: what a content-type header says, or what the bytes look like, JSON
               first, then XML, text, CBOR and MessagePack; `--format` says it instead. Protobuf is never guessed, because many
               bytes would pass for it.

            Every way that was tried and rejected keeps its reason: in the window under *how this was read*, in `--json` as
            `attempts`, and in the terminal where nothing could be read.
            """;

    /// @param text what it is, and where that is written down
    /// @param file in `docs/formats`
    /// @param options behind the file
    private record Section(String title, String text, String file, String options) {}

    private static final List<Section> FRAMINGS =
            List.of(
                    new Section(
                            "Confluent, GUID in a header",
                            """
                            The header `__value_schema_id` (for keys `__key_schema_id`) holds the byte 1 and the schema's \
                            GUID; the payload is the value alone, so consumers that know nothing of it can read on. \
                            Specified in Confluent's "Schema Registry: Formats, Serializers, and Deserializers", \
                            "Wire format", as of Confluent Platform 8.1.\
                            """,
                            "avro.bin",
                            STATUS + " --header __value_schema_id=hex:01" + guid()),
                    new Section(
                            "Apicurio, id in a header",
                            """
                            Apicurio's serdes with header ids send `apicurio.value.globalId` or `.contentId` as eight bytes, or \
                            group, artifact and version in words. Specified by `DefaultHeadersHandler` of Apicurio Registry's \
                            serdes.\
                            """,
                            "avro.bin",
                            STATUS
                                    + " --header apicurio.value.globalId=hex:0000000000000003"
                                    + " --header apicurio.value.encoding=BINARY"),
                    new Section(
                            "Confluent's prefix: Avro",
                            """
                            The byte 0 and the schema's id in four bytes, most significant first, then the value. What most \
                            Kafka topics with a registry have. Specified in Confluent's "Wire format". (Here the schema is given \
                            as a file; with `--registry URL` it is fetched by its id.)\
                            """,
                            "confluent-avro.bin",
                            STATUS),
                    new Section(
                            "Confluent's prefix: Protobuf, with message indexes",
                            """
                            The same, and behind the id which of the schema's messages it is: a count and the indexes, outermost \
                            message first, as zig-zag varints; one byte 0 stands for the first message. Here `02 02`: one \
                            index, and it is 1, so the second message of the file.\
                            """,
                            "confluent-protobuf.bin",
                            " --schema sample-schemas/payments/v1/method.proto"
                                    + " --schemas sample-schemas"),
                    new Section(
                            "Confluent's prefix: JSON",
                            """
                            The same in front of JSON text.\
                            """,
                            "confluent-json.bin",
                            " --schema sample-schemas/clickstream.schema.json"),
                    new Section(
                            "Apicurio's prefix of eight bytes",
                            """
                            The byte 0 and an id in eight bytes. With ids in four bytes Apicurio writes what Confluent does. \
                            Specified by `Legacy8ByteIdHandler` of Apicurio Registry's serdes.\
                            """,
                            "apicurio.bin",
                            STATUS + " --framing apicurio"),
                    new Section(
                            "Avro, single object",
                            """
                            The bytes C3 01 and the schema's 64-bit fingerprint, least significant byte first, then one value. \
                            No registry is needed: any schema at hand that has the fingerprint will do. Specified in Avro 1.12, \
                            "Single-object encoding".\
                            """,
                            "single-object.bin",
                            " --schemas sample-schemas"),
                    new Section(
                            "Avro, container file",
                            """
                            A whole file as one payload: `Obj` and the byte 1, the schema itself, then blocks of records, here \
                            deflated. It needs nothing else. Specified in Avro 1.12, "Object Container Files".\
                            """,
                            "container.avro",
                            ""),
                    new Section(
                            "AWS Glue",
                            """
                            The byte 3, a byte for the compression (0 none, 5 zlib), and the schema version's UUID. Specified by \
                            `AWSSchemaRegistryConstants` of AWS Glue Schema Registry's serdes. Glue itself is not asked; the \
                            schema is a file.\
                            """,
                            "glue.bin",
                            STATUS),
                    new Section(
                            "Content type in a header",
                            """
                            `content-type`, `contentType` or CloudEvents' `ce_datacontenttype` says the format and names no \
                            schema. Specified in CloudEvents' Kafka protocol binding and by Spring's message converters.\
                            """,
                            "protobuf.bin",
                            " --header content-type=application/x-protobuf"),
                    new Section(
                            "No framing",
                            """
                            Nothing stands before the value, and no header names its schema. Raw Avro says nothing of itself \
                            at all: it needs the schema that it was written with.\
                            """,
                            "avro.bin",
                            STATUS));

    private static final List<Section> WRAPPINGS =
            List.of(
                    new Section(
                            "gzip",
                            """
                            Begins with 1F 8B. Specified in RFC 1952. (What a broker or client compresses for the wire is \
                            Kafka's own affair and is gone before anybody sees a record; this is a producer's.)\
                            """,
                            "click.json.gz",
                            ""),
                    new Section(
                            "Zstandard",
                            """
                            Begins with 28 B5 2F FD. Specified in RFC 8878.\
                            """,
                            "click.json.zst",
                            ""));

    private static final List<Section> FORMATS =
            List.of(
                    new Section(
                            "Avro",
                            """
                            Values one after another, without names, types or lengths of records. Specified in Avro 1.12, \
                            "Binary Encoding". Logical types are shown as what they mean: behind `timestamp` is the number \
                            1700000000000.\
                            """,
                            "avro.bin",
                            STATUS),
                    new Section(
                            "Protobuf with its schema",
                            """
                            Fields with numbers and wire types. Specified in Protocol Buffers' "Encoding". Field 14 came with a \
                            later version of the schema, so it is unknown here, and all the same it is shown.\
                            """,
                            "protobuf.bin",
                            " --schema sample-schemas/orders/v3/order.proto#coffeeco.Order"
                                    + " --schemas sample-schemas/orders/v3"),
                    new Section(
                            "Protobuf without a schema",
                            """
                            Numbers of fields are there, names and types are not: a varint may be signed, zig-zag, a flag or a \
                            time; bytes with a length may be text, a message or a packed list. Each field shows its best \
                            reading, and behind *or* what else its bytes may be. In the window a field's row opens to them; in \
                            `--json` each field says how it was read, as in `"as":"int64"`, and has the others in \
                            `"alternatives":[{"as":"sint64","value":-1}]`, the likelier first. (This is a Payment of \
                            `sample-schemas/payments/v1`: field 3 is an amount, whose field 3 is zig-zag; field 8 a Timestamp, \
                            field 9 a packed list.)\
                            """,
                            "payment.bin",
                            " --format protobuf"),
                    new Section(
                            "JSON with a schema",
                            """
                            Specified in RFC 8259; the schema in JSON Schema. Fields that are not there show what their schema \
                            says of them.\
                            """,
                            "click.json",
                            " --schema sample-schemas/clickstream.schema.json"),
                    new Section(
                            "JSON without a schema",
                            """
                            Numbers keep all their digits, null stays null, and a key that stands twice is shown twice.\
                            """,
                            "plain.json",
                            ""),
                    new Section(
                            "CBOR",
                            """
                            Binary JSON and more. Specified in RFC 8949. Tag 1 is a time; keys need not be text.\
                            """,
                            "order.cbor",
                            ""),
                    new Section(
                            "MessagePack",
                            """
                            The same idea, other bytes. Specified in msgpack/spec.md of the MessagePack project.\
                            """,
                            "order.msgpack",
                            ""),
                    new Section(
                            "XML",
                            """
                            Shown as text when it is well-formed XML 1.0; external entities are never fetched.\
                            """,
                            "order.xml",
                            ""),
                    new Section(
                            "Plain text",
                            """
                            UTF-8 (RFC 3629) without control characters.\
                            """,
                            "note.txt",
                            ""),
                    new Section(
                            "Text in UTF-16",
                            """
                            Known by its byte order mark, or by the zeros between its characters, as here: the first byte is 0 as \
                            Confluent's is, and is not taken for it. Specified in RFC 2781.\
                            """,
                            "wide.json",
                            ""));

    private FormatsPage() {}

    private static String guid() {
        return FormatSamples.GUID.toString().replace("-", "");
    }

    /// The page. Runs every command.
    static String write(Path config) throws IOException {
        var out = new StringBuilder(HEAD);
        out.append("\n## Framings\n");
        sections(FRAMINGS, config, out);
        out.append("\n## Wrappings\n");
        sections(WRAPPINGS, config, out);
        out.append("\n## Formats\n");
        sections(FORMATS, config, out);
        return out.toString();
    }

    private static void sections(List<Section> sections, Path config, StringBuilder out)
            throws IOException {
        for (var section : sections) {
            var file = FOLDER + section.file();
            out.append("\n### ").append(section.title()).append("\n\n");
            wrap(section.text(), out);
            var bytes = Files.readAllBytes(Path.of("..").resolve(file));
            out.append("\n```text\n").append(hex(bytes)).append("```\n");
            var command = "decode " + file + section.options();
            out.append("\n```console\n$ sightglass ").append(command).append('\n');
            out.append(run(command, config)).append("```\n");
        }
    }

    /// Tests run in `app`; the page speaks from the project's folder.
    private static String run(String command, Path config) {
        var arguments = new ArrayList<String>();
        for (var word : command.split(" ")) {
            boolean path = word.startsWith("app/") || word.startsWith("sample-schemas");
            arguments.add(path ? "../" + word : word);
        }
        var cli = new Cli(new FakeConnector(), config);
        cli.run(arguments.toArray(String[]::new));
        if (!cli.err.toString().isEmpty()) {
            throw new AssertionError(command + " says: " + cli.err);
        }
        return cli.out().replace("../", "");
    }

    private static String hex(byte[] bytes) {
        var text = new StringBuilder();
        int shown = Math.min(bytes.length, SHOWN);
        for (int i = 0; i < shown; i++) {
            text.append("%02x".formatted(bytes[i]));
            text.append(i % 32 == 31 || i == shown - 1 ? "\n" : i % 8 == 7 ? "  " : " ");
        }
        if (bytes.length > shown) {
            text.append("… ").append(bytes.length).append(" bytes\n");
        }
        return text.toString();
    }

    /// Lines of at most 120 characters.
    private static void wrap(String text, StringBuilder out) {
        int column = 0;
        for (var word : text.split(" ")) {
            if (column > 0 && column + 1 + word.length() > 120) {
                out.append('\n');
                column = 0;
            }
            out.append(column == 0 ? "" : " ").append(word);
            column += word.length() + (column == 0 ? 0 : 1);
        }
        out.append('\n');
    }
}
