package io.sightglass.cli;

import picocli.CommandLine.IVersionProvider;

/// The version that `--version` prints: the jar's, or `development` where there is no jar.
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        var version = Version.class.getPackage().getImplementationVersion();
        return new String[] {"Sightglass " + (version == null ? "development" : version)};
    }
}
