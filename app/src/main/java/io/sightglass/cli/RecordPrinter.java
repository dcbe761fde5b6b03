package io.sightglass.cli;

/// Writes records, one after the other.
interface RecordPrinter {
    void print(ReadRecord read);
}
