package io.sightglass.model;

/// How a payload's body is written. `label` is the name in JSON output and on the command line.
public enum Format {
    AVRO("avro", "Avro"),
    PROTOBUF("protobuf", "Proto"),
    JSON("json", "JSON"),
    CBOR("cbor", "CBOR"),
    MESSAGEPACK("msgpack", "MsgPack"),
    XML("xml", "XML"),
    TEXT("text", "Text"),
    BYTES("bytes", "Bytes");

    private final String label;
    private final String badge;

    Format(String label, String badge) {
        this.label = label;
        this.badge = badge;
    }

    public String label() {
        return label;
    }

    /// The short name beside a topic in the side bar.
    public String badge() {
        return badge;
    }
}
