package io.sightglass.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sightglass.model.Format;
import io.sightglass.model.Sentence;
import io.sightglass.port.RegisteredSchema;
import io.sightglass.port.RegisteredSchema.Reference;
import io.sightglass.port.RegistryAnswer;
import io.sightglass.port.SchemaRegistry;
import io.sightglass.schema.ReferenceGraph.State;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/// Against a registry in memory, since a real one lets in neither circles nor references to what is
/// not there. The window's test has a real one.
class ReferenceFinderTest {
    private final Registry registry = new Registry();

    private static final class Registry implements SchemaRegistry {
        /// What each version refers to; a schema's id is its place here, from 1.
        final Map<Registration, List<Registration>> schemas = new HashMap<>();

        final List<Registration> ids = new ArrayList<>();
        final Set<Registration> deleted = new HashSet<>();
        final Set<Registration> silent = new HashSet<>();
        int asked;

        void put(String subject, int version, String... references) {
            var place = new Registration(subject, version);
            schemas.put(
                    place,
                    List.of(references).stream().map(each -> new Registration(each, 1)).toList());
            ids.add(place);
        }

        private static <T> CompletableFuture<RegistryAnswer<T>> found(T value) {
            return CompletableFuture.completedFuture(new RegistryAnswer.Found<>(value));
        }

        private static <T> CompletableFuture<RegistryAnswer<T>> absent() {
            return CompletableFuture.completedFuture(
                    new RegistryAnswer.NotFound<>(Sentence.of("It is not there.")));
        }

        private CompletableFuture<RegistryAnswer<RegisteredSchema>> schema(Registration place) {
            asked++;
            var references = schemas.get(place);
            return references == null
                    ? absent()
                    : found(
                            new RegisteredSchema(
                                    ids.indexOf(place) + 1,
                                    null,
                                    place.subject(),
                                    place.version(),
                                    Format.PROTOBUF,
                                    "",
                                    references.stream()
                                            .map(to ->
                                                    new Reference(
                                                            to.subject() + ".proto",
                                                            to.subject(),
                                                            to.version()))
                                            .toList(),
                                    Map.of()));
        }

        @Override
        public CompletableFuture<RegistryAnswer<RegisteredSchema>> version(
                String subject, int version) {
            var place = new Registration(subject, version);
            if (silent.contains(place)) {
                return CompletableFuture.completedFuture(
                        new RegistryAnswer.Unavailable<>(Sentence.of("It is busy.")));
            }
            return deleted.contains(place) ? absent() : schema(place);
        }

        @Override
        public CompletableFuture<RegistryAnswer<RegisteredSchema>> versionEvenDeleted(
                String subject, int version) {
            return schema(new Registration(subject, version));
        }

        @Override
        public CompletableFuture<RegistryAnswer<List<Integer>>> referencedBy(
                String subject, int version) {
            asked++;
            var to = new Registration(subject, version);
            return found(
                    ids.stream()
                            .filter(from -> schemas.getOrDefault(from, List.of()).contains(to))
                            .map(from -> ids.indexOf(from) + 1)
                            .toList());
        }

        @Override
        public CompletableFuture<RegistryAnswer<List<Registration>>> registrations(int id) {
            asked++;
            return found(List.of(ids.get(id - 1)));
        }

        @Override
        public String address() {
            return "memory";
        }

        @Override
        public CompletableFuture<RegistryAnswer<RegisteredSchema>> byId(int id) {
            return absent();
        }

        @Override
        public CompletableFuture<RegistryAnswer<RegisteredSchema>> byGuid(UUID guid) {
            return absent();
        }

        @Override
        public CompletableFuture<RegistryAnswer<List<String>>> subjects() {
            return absent();
        }

        @Override
        public CompletableFuture<RegistryAnswer<List<Integer>>> versions(String subject) {
            return absent();
        }

        @Override
        public void close() {}
    }

    private static List<String> layer(ReferenceGraph graph, int layer) {
        return graph.items().stream()
                .filter(item -> item.layer() == layer)
                .map(ReferenceGraph.Item::name)
                .sorted()
                .toList();
    }

    private static State state(ReferenceGraph graph, String subject) {
        return graph.items().stream()
                .filter(item -> subject(item).equals(subject))
                .findFirst()
                .orElseThrow()
                .state();
    }

    private static List<String> arrows(ReferenceGraph graph) {
        return graph.arrows().stream()
                .map(arrow ->
                        subject(graph.items().get(arrow.from()))
                                + " > "
                                + subject(graph.items().get(arrow.to())))
                .sorted()
                .toList();
    }

    @Test
    void bothDirectionsAreFollowedToTheirEnd() {
        registry.put("money", 1);
        registry.put("item", 1, "money");
        registry.put("order", 1, "item", "money");
        registry.put("invoice", 1, "order");
        registry.put("report", 1, "invoice");
        registry.put("stranger", 1, "money");
        var graph = new ReferenceFinder(registry).find("order", 1);
        assertEquals("order v1", graph.middle().name());
        assertEquals(List.of("item v1", "money v1"), layer(graph, 1));
        assertEquals(List.of("invoice v1"), layer(graph, -1));
        assertEquals(List.of("report v1"), layer(graph, -2));
        assertEquals(6 - 1, graph.items().size());
        assertEquals(
                List.of(
                        "invoice > order",
                        "item > money",
                        "order > item",
                        "order > money",
                        "report > invoice"),
                arrows(graph));
        assertFalse(graph.isCircular());
        assertFalse(graph.cut());
        assertEquals(List.of(), graph.problems());
    }

    @Test
    void whatIsDeletedOrMissingOrNotToldIsSaid() {
        registry.put("gone", 1, "deep");
        registry.put("deep", 1);
        registry.deleted.add(new SchemaRegistry.Registration("gone", 1));
        registry.silent.add(new SchemaRegistry.Registration("busy", 1));
        registry.put("order", 1, "gone", "never", "busy");
        var graph = new ReferenceFinder(registry).find("order", 1);
        assertEquals(State.DELETED, state(graph, "gone"));
        assertEquals(State.THERE, state(graph, "deep"));
        assertEquals(State.ABSENT, state(graph, "never"));
        assertEquals(State.UNKNOWN, state(graph, "busy"));
        assertEquals(List.of(Sentence.of("It is busy.")), graph.problems());
    }

    @Test
    void aCircleEnds() {
        registry.put("a", 1, "b");
        registry.put("b", 1, "c");
        registry.put("c", 1, "a");
        var graph = new ReferenceFinder(registry).find("a", 1);
        assertEquals(3, graph.items().size());
        assertEquals(List.of("a > b", "b > c", "c > a"), arrows(graph));
        assertTrue(graph.isCircular());
    }

    @Test
    void thereIsAnEndToWhatIsAsked() {
        registry.put("money", 1);
        for (int i = 0; i < 500; i++) {
            registry.put("user" + i, 1, "money");
        }
        var graph = new ReferenceFinder(registry).find("money", 1);
        assertEquals(ReferenceFinder.MOST, graph.items().size());
        assertTrue(graph.cut());
        // Each of the 500 by its id, and those that are drawn for what refers to them.
        assertTrue(registry.asked <= 500 + ReferenceFinder.MOST + 2, registry.asked + " questions");
    }

    private static String subject(ReferenceGraph.Item item) {
        return item.place() instanceof ReferenceGraph.Place.Version(var subject, _)
                ? subject
                : item.name();
    }
}
