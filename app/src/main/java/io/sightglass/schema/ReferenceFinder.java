package io.sightglass.schema;

import io.sightglass.model.Sentence;
import io.sightglass.port.RegisteredSchema;
import io.sightglass.port.RegistryAnswer;
import io.sightglass.port.SchemaRegistry;
import io.sightglass.port.SchemaRegistry.Registration;
import io.sightglass.schema.ReferenceGraph.Arrow;
import io.sightglass.schema.ReferenceGraph.Item;
import io.sightglass.schema.ReferenceGraph.Place;
import io.sightglass.schema.ReferenceGraph.State;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/// Finds a [ReferenceGraph] by asking a registry, breadth first. Waits for the answers, so it is
/// not for the window's thread. For one graph.
public final class ReferenceFinder {
    /// More items than anybody looks at.
    public static final int MOST = 200;

    /// So many questions at once are no burden on a registry.
    private static final int AT_ONCE = 4;

    private final SchemaRegistry registry;
    private final int most;
    private final Map<Registration, Integer> known = new LinkedHashMap<>();
    private final List<Item> items = new ArrayList<>();
    private final Set<Arrow> arrows = new LinkedHashSet<>();
    private final Set<Sentence> problems = new LinkedHashSet<>();
    private boolean cut;

    public ReferenceFinder(SchemaRegistry registry) {
        this(registry, MOST);
    }

    /// @param most items
    ReferenceFinder(SchemaRegistry registry, int most) {
        this.registry = registry;
        this.most = most;
    }

    /// Never fails: what the registry does not tell is among the graph's problems.
    public ReferenceGraph find(String subject, int version) {
        var middle = new Registration(subject, version);
        known.put(middle, 0);
        items.add(item(middle, 0));
        outward(middle);
        inward(middle);
        return new ReferenceGraph(items, List.copyOf(arrows), cut, List.copyOf(problems));
    }

    private void outward(Registration middle) {
        var frontier = List.of(middle);
        for (int layer = 1; !frontier.isEmpty(); layer++) {
            var next = new ArrayList<Registration>();
            for (var answer : ask(frontier, this::schema)) {
                int from = index(answer.of());
                var found = answer.value();
                mark(from, found.state());
                for (var each : found.references()) {
                    var to = new Registration(each.subject(), each.version());
                    if (add(to, layer, next)) {
                        arrows.add(new Arrow(from, index(to)));
                    }
                }
            }
            frontier = next;
        }
    }

    private void inward(Registration middle) {
        var frontier = List.of(middle);
        for (int layer = -1; !frontier.isEmpty(); layer--) {
            var next = new ArrayList<Registration>();
            for (var answer : ask(frontier, this::users)) {
                int to = index(answer.of());
                for (var user : answer.value()) {
                    if (add(user, layer, next)) {
                        arrows.add(new Arrow(index(user), to));
                    }
                }
            }
            frontier = next;
        }
    }

    /// Whether it is in the graph now.
    private boolean add(Registration place, int layer, List<Registration> next) {
        if (known.containsKey(place)) {
            return true;
        }
        if (items.size() >= most) {
            cut = true;
            return false;
        }
        known.put(place, items.size());
        items.add(item(place, layer));
        next.add(place);
        return true;
    }

    private static Item item(Registration place, int layer) {
        return new Item(new Place.Version(place.subject(), place.version()), layer, State.THERE);
    }

    private int index(Registration place) {
        return known.getOrDefault(place, 0);
    }

    private void mark(int index, State state) {
        var item = items.get(index);
        items.set(index, new Item(item.place(), item.layer(), state));
    }

    private record Found(State state, List<RegisteredSchema.Reference> references) {}

    private CompletableFuture<Found> schema(Registration place) {
        return registry.version(place.subject(), place.version())
                .thenCompose(answer ->
                        answer instanceof RegistryAnswer.NotFound<RegisteredSchema>
                                ? registry.versionEvenDeleted(place.subject(), place.version())
                                        .thenApply(late -> found(late, State.DELETED))
                                : CompletableFuture.completedFuture(found(answer, State.THERE)));
    }

    private Found found(RegistryAnswer<RegisteredSchema> answer, State state) {
        return switch (answer) {
            case RegistryAnswer.Found<RegisteredSchema>(var schema) ->
                    new Found(state, schema.references());
            case RegistryAnswer.NotFound<RegisteredSchema> _ -> new Found(State.ABSENT, List.of());
            case RegistryAnswer.Unavailable<RegisteredSchema>(var sentence) -> {
                note(sentence);
                yield new Found(State.UNKNOWN, List.of());
            }
        };
    }

    private CompletableFuture<List<Registration>> users(Registration place) {
        return registry.referencedBy(place.subject(), place.version())
                .thenCompose(answer -> {
                    var all = CompletableFuture.completedFuture(List.<Registration>of());
                    for (int id : list(answer)) {
                        all =
                                all.thenCombine(
                                        registry.registrations(id),
                                        (before, more) -> {
                                            var both = new ArrayList<>(before);
                                            both.addAll(list(more));
                                            return List.copyOf(both);
                                        });
                    }
                    return all;
                });
    }

    private <T> List<T> list(RegistryAnswer<List<T>> answer) {
        return switch (answer) {
            case RegistryAnswer.Found<List<T>>(var list) -> list;
            case RegistryAnswer.NotFound<List<T>>(var sentence) -> {
                note(sentence);
                yield List.of();
            }
            case RegistryAnswer.Unavailable<List<T>>(var sentence) -> {
                note(sentence);
                yield List.of();
            }
        };
    }

    /// Answers come on any thread.
    private void note(Sentence sentence) {
        synchronized (problems) {
            problems.add(sentence);
        }
    }

    private record Answer<T>(Registration of, T value) {}

    private interface Question<T> {
        CompletableFuture<T> ask(Registration place);
    }

    private <T> List<Answer<T>> ask(List<Registration> places, Question<T> question) {
        var answers = new ArrayList<Answer<T>>();
        for (int at = 0; at < places.size(); at += AT_ONCE) {
            var some = places.subList(at, Math.min(places.size(), at + AT_ONCE));
            var asked = some.stream().map(question::ask).toList();
            for (int i = 0; i < some.size(); i++) {
                answers.add(new Answer<>(some.get(i), asked.get(i).join()));
            }
        }
        return answers;
    }
}
