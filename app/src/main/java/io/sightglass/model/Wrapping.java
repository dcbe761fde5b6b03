package io.sightglass.model;

import java.util.List;

/// That a payload was compressed, and what it is when it is not. All positions in it, of values,
/// framing and findings, count in `bytes`.
///
/// What is not compressed itself stands in `bytes` as it stands in the payload: the 18 bytes of a
/// Glue frame, and the header of an Avro container file. Of a container file's blocks only the
/// records are there, one after another, without the counts, sizes and sync markers between them.
///
/// @param codecs outermost first
/// @param before size of the payload as it is in the record
/// @param bytes the payload unwrapped, as far as it could be
@SuppressWarnings("ArrayRecordComponent") // shown, never compared
public record Wrapping(List<Codec> codecs, int before, byte[] bytes) {
    public Wrapping {
        codecs = List.copyOf(codecs);
    }

    /// Size of the payload when it is unwrapped.
    public int after() {
        return bytes.length;
    }

    public enum Codec {
        GZIP("gzip"),
        ZSTD("zstd"),
        ZLIB("zlib"),
        DEFLATE("deflate"),
        SNAPPY("snappy"),
        BZIP2("bzip2"),
        XZ("xz"),
        /// The blocks of a container file, stored as they are.
        STORED("stored");

        private final String label;

        Codec(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }
}
