package io.sightglass.playground.traffic;

/// Makes the records of one topic. For one thread.
interface Feed {
    String topic();

    int partitions();

    /// Records a second, on average, while live.
    double pace();

    /// The share of its pace at which its history is written. Slow topics have a whole one, so that
    /// there is something to see; of fast ones a part will do.
    double history();

    Event next(Moment moment);
}
