package io.sightglass.playground.traffic;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/// When each feed makes its next record. Runs on a clock of its own, so that history and live
/// traffic are one unbroken row.
final class Schedule {
    private static final double NANOS = 1e9;

    private final Instant live;
    private final Dice dice = new Dice(17);
    private final PriorityQueue<Lane> lanes =
            new PriorityQueue<>(Comparator.comparing((Lane lane) -> lane.next));

    private static final class Lane {
        private final Feed feed;
        private Instant next;

        Lane(Feed feed, Instant next) {
            this.feed = feed;
            this.next = next;
        }
    }

    private Schedule(Instant live) {
        this.live = live;
    }

    /// A schedule that starts a cycle of seasons before `live`.
    static Schedule endingAt(Instant live, Feeds feeds) {
        var schedule = new Schedule(live);
        for (var feed : feeds.all()) {
            schedule.lanes.add(new Lane(feed, live.minus(Season.CYCLE)));
        }
        return schedule;
    }

    /// When the next record is due.
    Instant upcoming() {
        return first().next;
    }

    /// Makes the next record.
    Event next() {
        var lane = first();
        lanes.remove(lane);
        var time = lane.next;
        var event = lane.feed.next(new Moment(time, Season.at(time, live)));
        lane.next = time.plus(gap(lane.feed, time));
        lanes.add(lane);
        return event;
    }

    /// Leaves out what should have been made before `earliest`, after the broker was away.
    void skipTo(Instant earliest) {
        if (!upcoming().isBefore(earliest)) {
            return;
        }
        List<Lane> all = new ArrayList<>(lanes);
        lanes.clear();
        for (var lane : all) {
            if (lane.next.isBefore(earliest)) {
                lane.next = earliest;
            }
            lanes.add(lane);
        }
    }

    private Lane first() {
        var lane = lanes.peek();
        if (lane == null) {
            throw new IllegalStateException("no feeds");
        }
        return lane;
    }

    /// The time to the feed's next record: its pace, with a tide and some chance.
    private Duration gap(Feed feed, Instant time) {
        double pace = feed.pace() * (time.isBefore(live) ? feed.history() : 1);
        double tide = 1 + 0.2 * Math.sin(time.getEpochSecond() / 23.0);
        double chance = 0.5 + dice.fraction();
        return Duration.ofNanos((long) (NANOS / (pace * tide) * chance));
    }
}
