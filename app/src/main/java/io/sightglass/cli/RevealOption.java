package io.sightglass.cli;

import picocli.CommandLine.Option;

/// Whether to show what is masked.
final class RevealOption {
    static final String NAME = "--reveal";

    @Option(
            names = NAME,
            description =
                    "Show the values of fields that are tagged as personal data; without it they"
                            + " are masked.")
    boolean reveal;
}
