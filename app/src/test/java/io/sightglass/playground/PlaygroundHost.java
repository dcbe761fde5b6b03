package io.sightglass.playground;

/// A process with a playground in it, to be killed. Prints the broker's address and process, then
/// waits.
final class PlaygroundHost {
    private PlaygroundHost() {}

    public static void main(String[] args) throws Exception {
        var playground = PlaygroundCluster.start(progress -> {});
        System.out.println("up " + playground.profile().bootstrap() + " " + playground.brokerPid());
        System.in.transferTo(java.io.OutputStream.nullOutputStream());
    }
}
