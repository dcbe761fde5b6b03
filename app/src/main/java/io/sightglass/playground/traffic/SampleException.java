package io.sightglass.playground.traffic;

/// A sample schema is not what the playground needs: somebody has changed it.
public final class SampleException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// @param file the sample
    /// @param problem what is wrong with it, without full stop
    public SampleException(String file, String problem) {
        super(file + ": " + problem);
    }
}
