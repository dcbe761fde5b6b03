package io.sightglass.cli;

import io.sightglass.prove.SampleWriter;

import java.io.IOException;

/// Writes records, and keeps them as samples besides: whole payloads, so that those with masked
/// values are left out.
final class KeepingPrinter implements RecordPrinter {
    private final RecordPrinter printer;
    private final SampleWriter samples;
    private long masked;

    KeepingPrinter(RecordPrinter printer, SampleWriter samples) {
        this.printer = printer;
        this.samples = samples;
    }

    @Override
    public void print(ReadRecord read) throws IOException {
        printer.print(read);
        if (read.isMasked()) {
            masked++;
        } else {
            samples.keep(read.raw(), read.key(), read.value());
        }
    }

    /// How many were not kept, because something of them is masked.
    long masked() {
        return masked;
    }
}
