package io.sightglass.cli;

import java.io.IOException;

/// Writes records, one after the other.
interface RecordPrinter {
    void print(ReadRecord read) throws IOException;
}
