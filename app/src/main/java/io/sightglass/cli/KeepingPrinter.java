package io.sightglass.cli;

import io.sightglass.prove.SampleWriter;

import java.io.IOException;

/// Writes records, and keeps them as samples besides.
record KeepingPrinter(RecordPrinter printer, SampleWriter samples) implements RecordPrinter {
    @Override
    public void print(ReadRecord read) throws IOException {
        printer.print(read);
        samples.keep(read.raw(), read.key(), read.value());
    }
}
