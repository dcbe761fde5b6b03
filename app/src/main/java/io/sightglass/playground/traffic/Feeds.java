package io.sightglass.playground.traffic;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// All of CoffeeCo's feeds.
public final class Feeds {
    private final List<Feed> all;

    private Feeds(List<Feed> all) {
        this.all = List.copyOf(all);
    }

    /// @param seed the same one makes the same records, but for their times
    public static Feeds of(Samples samples, Registrations registrations, long seed) {
        var feeds = new ArrayList<Feed>();
        feeds.add(new OrdersFeed(samples, new Dice(seed)));
        feeds.add(new OrderStatusFeed(samples, new Dice(seed + 1)));
        feeds.add(new CustomersFeed(samples, registrations, new Dice(seed + 2)));
        feeds.add(new CatalogFeed(new Dice(seed + 3)));
        feeds.add(new ClickstreamFeed(new Dice(seed + 4)));
        feeds.add(new PaymentsFeed(samples, new Dice(seed + 5)));
        feeds.add(new InventoryFeed(samples, new Dice(seed + 6)));
        feeds.add(new LegacyPosFeed(samples, new Dice(seed + 7)));
        return new Feeds(feeds);
    }

    List<Feed> all() {
        return all;
    }

    /// Every topic with its number of partitions, the dead letters' included.
    public Map<String, Integer> topics() {
        var topics = new TreeMap<String, Integer>();
        all.forEach(feed -> topics.put(feed.topic(), feed.partitions()));
        topics.put(DeadLetters.TOPIC, DeadLetters.PARTITIONS);
        return topics;
    }
}
