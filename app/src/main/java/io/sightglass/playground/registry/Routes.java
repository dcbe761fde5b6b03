package io.sightglass.playground.registry;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.util.List;
import java.util.UUID;

/// From a request to an answer: the table of paths (Confluent Schema Registry API reference).
final class Routes {
    private final SchemaStore store;

    Routes(SchemaStore store) {
        this.store = store;
    }

    /// The answer to a request that can be served: a tree, or text that goes out as it is.
    sealed interface Answer {
        record Tree(JsonNode json) implements Answer {}

        record Text(String text) implements Answer {}
    }

    Answer answer(Request request) throws Refusal {
        var path = request.path();
        return switch (path.isEmpty() ? "" : path.getFirst()) {
            case "" -> get(request, Wording.object());
            case "subjects" -> subjects(request, path.subList(1, path.size()));
            case "schemas" -> schemas(request, path.subList(1, path.size()));
            case "contexts" -> get(request, json(List.of(".")));
            case "config" -> config(request, subjectOf(path));
            case "mode" -> mode(request, subjectOf(path));
            case "compatibility" -> compatibility(request, path.subList(1, path.size()));
            default -> throw notFound();
        };
    }

    private Answer subjects(Request request, List<String> path) throws Refusal {
        if (path.isEmpty()) {
            var prefix = request.text("subjectPrefix", "");
            var names =
                    store.subjects(request.flag("deleted"), request.flag("deletedOnly")).stream()
                            .filter(name -> name.startsWith(prefix));
            return get(request, json(request.page(names).toList()));
        }
        var subject = path.getFirst();
        if (path.size() == 1) {
            return switch (request.method()) {
                case "POST" -> tree(Wording.version(lookup(request, subject)));
                case "DELETE" ->
                        tree(json(store.deleteSubject(subject, request.flag("permanent"))));
                default -> throw notAllowed(request);
            };
        }
        if (!path.get(1).equals("versions") || path.size() > 4) {
            throw notFound();
        }
        if (path.size() == 2) {
            return switch (request.method()) {
                case "GET" -> tree(json(numbers(request, subject)));
                case "POST" -> register(request, subject);
                default -> throw notAllowed(request);
            };
        }
        int number = Request.version(path.get(2));
        if (path.size() == 3 && request.method().equals("DELETE")) {
            return tree(json(store.deleteVersion(subject, number, request.flag("permanent"))));
        }
        var version = store.version(subject, number, request.flag("deleted"));
        return switch (path.size() == 3 ? "" : path.get(3)) {
            case "" -> get(request, Wording.version(version));
            case "schema" -> text(request, version.schema());
            case "referencedby" -> get(request, json(store.referencedBy(version)));
            default -> throw notFound();
        };
    }

    private List<Integer> numbers(Request request, String subject) throws Refusal {
        boolean only = request.flag("deletedOnly");
        var versions = store.versions(subject, only || request.flag("deleted")).stream();
        return request.page(versions.filter(v -> !only || v.deleted()))
                .map(Version::number)
                .toList();
    }

    private Version lookup(Request request, String subject) throws Refusal {
        var draft = Wording.draft(Wording.read(request.body()));
        return store.lookup(subject, draft, request.flag("deleted"));
    }

    private Answer register(Request request, String subject) throws Refusal {
        var draft = Wording.draft(Wording.read(request.body()));
        return tree(Wording.version(store.register(subject, draft)));
    }

    private Answer schemas(Request request, List<String> path) throws Refusal {
        if (path.isEmpty()) {
            return get(request, json(request.page(everything(request)).toList()));
        }
        return switch (path.getFirst()) {
            case "types" -> get(request, json(List.of("JSON", "PROTOBUF", "AVRO")));
            case "ids" -> byId(request, path);
            case "guids" -> byGuid(request, path);
            default -> throw notFound();
        };
    }

    private java.util.stream.Stream<JsonNode> everything(Request request) {
        var prefix = request.text("subjectPrefix", "");
        boolean latestOnly = request.flag("latestOnly");
        var all = store.everything(request.flag("deleted"));
        return all.stream()
                .filter(v -> v.subject().startsWith(prefix))
                .filter(v -> !latestOnly || isLatest(v, all))
                .map(Wording::version);
    }

    private static boolean isLatest(Version version, List<Version> all) {
        return all.stream()
                .noneMatch(v ->
                        v.subject().equals(version.subject()) && v.number() > version.number());
    }

    private Answer byId(Request request, List<String> path) throws Refusal {
        var schema = store.byId(id(path));
        return switch (path.size() == 2 ? "" : path.get(2)) {
            case "" -> get(request, Wording.schema(schema));
            case "schema" -> text(request, schema);
            case "subjects" ->
                    get(
                            request,
                            json(
                                    request.page(
                                                    holders(request, schema)
                                                            .map(Version::subject)
                                                            .distinct())
                                            .toList()));
            case "versions" ->
                    get(
                            request,
                            json(
                                    request.page(holders(request, schema).map(Routes::place))
                                            .toList()));
            default -> throw notFound();
        };
    }

    private java.util.stream.Stream<Version> holders(Request request, StoredSchema schema) {
        return store.everything(request.flag("deleted")).stream()
                .filter(v -> v.schema().id() == schema.id());
    }

    private static JsonNode place(Version version) {
        return Wording.object().put("subject", version.subject()).put("version", version.number());
    }

    private static int id(List<String> path) throws Refusal {
        if (path.size() < 2 || path.size() > 3) {
            throw notFound();
        }
        try {
            return Integer.parseInt(path.get(1));
        } catch (NumberFormatException e) {
            throw Refusal.of(404, "An id is a whole number.");
        }
    }

    private Answer byGuid(Request request, List<String> path) throws Refusal {
        if (path.size() < 2 || path.size() > 3) {
            throw notFound();
        }
        UUID guid;
        try {
            guid = UUID.fromString(path.get(1));
        } catch (IllegalArgumentException e) {
            throw Refusal.schemaNotFound(path.get(1));
        }
        var schema = store.byGuid(guid);
        return switch (path.size() == 2 ? "" : path.get(2)) {
            case "" -> get(request, Wording.schema(schema));
            case "ids" ->
                    get(
                            request,
                            json(
                                    List.of(
                                            Wording.object()
                                                    .put("context", ".")
                                                    .put("id", schema.id()))));
            default -> throw notFound();
        };
    }

    private Answer config(Request request, @Nullable String subject) throws Refusal {
        return switch (request.method()) {
            case "GET" -> tree(Wording.object().put("compatibilityLevel", level(request, subject)));
            case "PUT" -> {
                var wanted = Wording.read(request.body()).path("compatibility").asString("");
                var level = Level.parse(wanted);
                if (subject == null) {
                    store.setGlobalLevel(level);
                } else {
                    store.setLevel(subject, level);
                }
                yield tree(Wording.object().put("compatibility", level.name()));
            }
            case "DELETE" -> {
                if (subject == null) {
                    var before = store.globalLevel();
                    store.setGlobalLevel(Level.BACKWARD);
                    yield tree(Wording.object().put("compatibilityLevel", before.name()));
                }
                var before = store.removeLevel(subject).orElseThrow(() -> noLevel(subject));
                yield tree(Wording.object().put("compatibilityLevel", before.name()));
            }
            default -> throw notAllowed(request);
        };
    }

    private String level(Request request, @Nullable String subject) throws Refusal {
        if (subject == null) {
            return store.globalLevel().name();
        }
        var own = store.ownLevel(subject);
        if (own.isEmpty() && !request.flag("defaultToGlobal")) {
            throw noLevel(subject);
        }
        return own.orElseGet(store::globalLevel).name();
    }

    private static Refusal noLevel(String subject) {
        return Refusal.of(
                40408,
                "Subject '" + subject + "' does not have subject-level compatibility configured");
    }

    /// The mode is READWRITE everywhere, and stays so.
    private static Answer mode(Request request, @Nullable String subject) throws Refusal {
        if (subject != null && !request.flag("defaultToGlobal")) {
            throw Refusal.of(
                    40409, "Subject '" + subject + "' does not have subject-level mode configured");
        }
        return get(request, Wording.object().put("mode", "READWRITE"));
    }

    private Answer compatibility(Request request, List<String> path) throws Refusal {
        boolean form =
                path.size() >= 3
                        && path.size() <= 4
                        && path.getFirst().equals("subjects")
                        && path.get(2).equals("versions");
        if (!form) {
            throw notFound();
        }
        if (!request.method().equals("POST")) {
            throw notAllowed(request);
        }
        var number = path.size() == 4 ? Request.version(path.get(3)) : null;
        var draft = Wording.draft(Wording.read(request.body()));
        var result = store.compatible(path.get(1), number, draft);
        var answer = Wording.object().put("is_compatible", result.compatible());
        if (request.flag("verbose")) {
            var messages = answer.putArray("messages");
            result.messages().forEach(messages::add);
        }
        return tree(answer);
    }

    private static @Nullable String subjectOf(List<String> path) throws Refusal {
        if (path.size() > 2) {
            throw notFound();
        }
        return path.size() == 2 ? path.get(1) : null;
    }

    private static Answer get(Request request, JsonNode answer) throws Refusal {
        if (!request.method().equals("GET")) {
            throw notAllowed(request);
        }
        return tree(answer);
    }

    private static Answer text(Request request, StoredSchema schema) throws Refusal {
        if (!request.method().equals("GET")) {
            throw notAllowed(request);
        }
        return new Answer.Text(schema.draft().text());
    }

    private static Answer tree(JsonNode json) {
        return new Answer.Tree(json);
    }

    private static JsonNode json(Object value) {
        return Wording.JSON.valueToTree(value);
    }

    private static Refusal notFound() {
        return Refusal.of(404, "HTTP 404 Not Found");
    }

    private static Refusal notAllowed(Request request) {
        return Refusal.of(405, "HTTP 405 Method Not Allowed: " + request.method());
    }
}
