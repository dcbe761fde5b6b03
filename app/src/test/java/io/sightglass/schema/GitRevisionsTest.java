package io.sightglass.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sightglass.model.Format;
import io.sightglass.schema.GitRevisions.Answer;
import io.sightglass.schema.GitRevisions.Past;
import io.sightglass.schema.GitRevisions.Revision;
import io.sightglass.schema.SchemaText.Result;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Revisions of schema files, in a real repository.
class GitRevisionsTest {
    @TempDir Path folder;

    private final GitRevisions revisions = GitRevisions.standard();

    @BeforeEach
    void repository() throws Exception {
        Assumptions.assumeTrue(hasGit(), "git is not on the PATH");
        git("init", "-q", "-b", "main");
        git("config", "user.name", "Ada");
        git("config", "user.email", "ada@example.org");
        git("config", "commit.gpgsign", "false");
    }

    private static boolean hasGit() throws Exception {
        try {
            return new ProcessBuilder("git", "--version").start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private void git(String... arguments) throws Exception {
        var command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        var process =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .start();
        var said = new String(process.getInputStream().readAllBytes());
        assertEquals(0, process.waitFor(), said);
    }

    private void write(String path, String text) throws IOException {
        var file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private void commit(String message) throws Exception {
        git("add", "-A");
        git("commit", "-q", "-m", message);
    }

    private static String order(String fields) {
        return """
        {"type": "record", "name": "Order", "fields": [{"name": "id", "type": "string"}%s]}
        """
                .formatted(fields);
    }

    private List<Revision> list(String path) {
        return switch (revisions.list(folder.resolve(path), 50)) {
            case Answer.Found<List<Revision>>(var found) -> found;
            case Answer.Refused<List<Revision>>(var why) -> throw new AssertionError(why.plain());
        };
    }

    private String refused(String path) {
        var answer = revisions.list(folder.resolve(path), 50);
        return assertInstanceOf(Answer.Refused.class, answer).why().plain();
    }

    private Past read(@Nullable String root, String path, String revision) {
        var from = root == null ? null : folder.resolve(root);
        return switch (revisions.read(from, folder.resolve(path), revision, null)) {
            case Answer.Found<Past>(var found) -> found;
            case Answer.Refused<Past>(var why) -> throw new AssertionError(why.plain());
        };
    }

    private String notRead(String path, String revision) {
        var answer = revisions.read(null, folder.resolve(path), revision, null);
        return assertInstanceOf(Answer.Refused.class, answer).why().plain();
    }

    private static ParsedSchema parsed(Past past) {
        return switch (past.result()) {
            case Result.Parsed(var schema) -> schema;
            case Result.Failed(var problems) ->
                    throw new AssertionError(problems.getFirst().text());
        };
    }

    @Test
    void aFilesRevisionsAreListedAlsoUnderItsFormerName() throws Exception {
        write("a schema/old name.avsc", order(""));
        commit("First, with | and\ttab");
        git("tag", "v1.0");
        git("mv", "a schema/old name.avsc", "a schema/order.avsc");
        commit("Renamed");
        write("other.txt", "unrelated");
        commit("Something else");
        write("a schema/order.avsc", order(", {\"name\": \"note\", \"type\": \"string\"}"));
        commit("A note – with an umlaut: ü");
        var found = list("a schema/order.avsc");
        assertEquals(
                List.of("A note – with an umlaut: ü", "Renamed", "First, with | and\ttab"),
                found.stream().map(Revision::subject).toList());
        assertEquals("a schema/old name.avsc", found.getLast().path());
        assertEquals("a schema/order.avsc", found.getFirst().path());
        assertEquals(List.of("main"), found.getFirst().names());
        assertEquals(List.of("v1.0"), found.getLast().names());
        assertEquals("Ada", found.getFirst().author());
        assertEquals(8, found.getFirst().shortHash().length());
        assertTrue(found.getFirst().time().getYear() > 2020);

        // the renamed file is found in a revision that has it by its old name only
        var past = read(null, "a schema/order.avsc", "v1.0");
        assertEquals("a schema/old name.avsc", past.path());
        assertEquals(found.getLast().hash(), past.hash());
        assertEquals(order(""), past.text());
        assertEquals(Format.AVRO, parsed(past).format());
        assertEquals(found.getLast().shortHash() + ":a schema/old name.avsc", past.name());
        assertEquals(past.hash(), read(null, "a schema/order.avsc", "HEAD~3").hash());
    }

    @Test
    void importsComeFromTheSameRevision() throws Exception {
        write("proto/shop/order.proto", proto("import \"shop/money.proto\";", "Money total = 1;"));
        write("proto/shop/money.proto", proto("", "int64 units = 1;").replace("Order", "Money"));
        commit("One");
        write("proto/shop/money.proto", proto("", "string units = 1;").replace("Order", "Money"));
        Files.writeString(
                folder.resolve("proto/shop/order.proto"),
                proto("import \"shop/money.proto\";", "Money total = 2;"));
        commit("Two");
        // what is in the working tree does not matter
        Files.delete(folder.resolve("proto/shop/money.proto"));
        for (var root : new String[] {null, "proto"}) {
            assertEquals("INT64 1", total(read(root, "proto/shop/order.proto", "HEAD~1")));
            assertEquals("STRING 2", total(read(root, "proto/shop/order.proto", "main")));
        }
        var file =
                ((ParsedSchema.Protobuf) parsed(read("proto", "proto/shop/order.proto", "HEAD")))
                        .file();
        assertEquals("shop/order.proto", file.getName());
    }

    private static String proto(String imports, String field) {
        return "syntax = \"proto3\";\npackage shop;\n%s\nmessage Order { %s }\n"
                .formatted(imports, field);
    }

    private static String total(Past past) {
        var file = ((ParsedSchema.Protobuf) parsed(past)).file();
        var total = file.findMessageTypeByName("Order").findFieldByName("total");
        return total.getMessageType().findFieldByName("units").getType() + " " + total.getNumber();
    }

    @Test
    void anAvroFileUsesTypesOfTheSameRevision() throws Exception {
        write("s/item.avsc", order("").replace("Order", "Item"));
        write("s/order.avsc", order(", {\"name\": \"item\", \"type\": \"Item\"}"));
        write("s/all.avdl", "protocol P { import schema \"item.avsc\"; record R { Item item; } }");
        commit("One");
        write("s/item.avsc", order("").replace("Order", "Item").replace("string", "long"));
        commit("Two");
        assertTrue(schema(read(null, "s/order.avsc", "HEAD~1")).contains("\"string\"}]}}"));
        assertTrue(schema(read("s", "s/order.avsc", "HEAD")).contains("\"long\"}]}}"));
        assertTrue(schema(read("", "s/all.avdl", "HEAD")).contains("\"long\""));
        assertTrue(schema(read(null, "s/all.avdl", "HEAD~1")).contains("\"string\""));
    }

    private static String schema(Past past) {
        return ((ParsedSchema.Avro) parsed(past)).schema().toString();
    }

    @Test
    void aRevisionThatDoesNotParseSaysWhereAndKeepsItsText() throws Exception {
        write("order.avsc", "{\"type\": \"record\",\n  \"name\": }");
        write("b.proto", "syntax = \"proto3\";\nmessage B { strin a = 1; }\n");
        commit("Broken");
        write("order.avsc", order(""));
        var past = read(null, "order.avsc", "HEAD");
        var problem = assertInstanceOf(Result.Failed.class, past.result()).problems().getFirst();
        assertTrue(problem.text().startsWith(past.name() + ":2:"), problem.text());
        assertTrue(past.text().contains("\"name\": }"));
        var proto = read(null, "b.proto", "HEAD");
        var other = assertInstanceOf(Result.Failed.class, proto.result()).problems().getFirst();
        assertTrue(other.text().startsWith(proto.name() + ":2:"), other.text());
    }

    @Test
    void deletedFilesAndJsonSchemasAreReadToo() throws Exception {
        write("x/customer.schema.json", "{\"type\": \"object\", \"properties\": {}}");
        commit("One");
        git("rm", "-q", "x/customer.schema.json");
        commit("Gone");
        assertEquals(2, list("x/customer.schema.json").size());
        assertEquals(Format.JSON, parsed(read(null, "x/customer.schema.json", "HEAD~1")).format());
        assertEquals(
                "Revision HEAD has no file x/customer.schema.json.",
                notRead("x/customer.schema.json", "HEAD"));
    }

    @Test
    void whatCannotBeReadIsASentence() throws Exception {
        write("order.avsc", order(""));
        assertTrue(refused("order.avsc").startsWith("order.avsc was never committed to git"));
        commit("One");
        write("new.avsc", order(""));
        assertTrue(refused("new.avsc").startsWith("new.avsc was never committed to git"));
        assertEquals("Revision HEAD has no file new.avsc.", notRead("new.avsc", "HEAD"));
        assertTrue(notRead("order.avsc", "v9").endsWith(" has no revision v9."));
        assertTrue(notRead("order.avsc", "--all").endsWith(" has no revision --all."));
        assertTrue(notRead("order.avsc", "").contains(" has no revision "));
        assertTrue(notRead("notes.md", "HEAD").startsWith("notes.md is no schema file"));
    }

    @Test
    void aFolderWithoutARepositoryIsASentence() {
        var answer = revisions.list(folder.getRoot().resolve("order.avsc"), 5);
        var why = assertInstanceOf(Answer.Refused.class, answer).why().plain();
        assertTrue(why.endsWith("is in no git repository, so there is no earlier revision of it."));
    }

    @Test
    void aMissingOrSilentGitIsASentence() throws Exception {
        write("order.avsc", order(""));
        commit("One");
        var none = new GitRevisions(new Git("no-such-git-here", Duration.ofSeconds(5)));
        var missing = none.list(folder.resolve("order.avsc"), 5);
        assertTrue(
                assertInstanceOf(Answer.Refused.class, missing)
                        .why()
                        .plain()
                        .endsWith("git was not found on the PATH; install git."));
        var silent = folder.resolve("silent");
        Files.writeString(silent, "#!/bin/sh\nexec sleep 60\n");
        Assumptions.assumeTrue(silent.toFile().setExecutable(true), "no scripts here");
        var slow = new GitRevisions(new Git(silent.toString(), Duration.ofMillis(100)));
        var stopped = slow.read(null, folder.resolve("order.avsc"), "HEAD", null);
        assertTrue(
                assertInstanceOf(Answer.Refused.class, stopped)
                        .why()
                        .plain()
                        .contains("was stopped"));
    }

    @Test
    void linksAndLargeFilesAreNotRead() throws Exception {
        write("real.avsc", order(""));
        Files.createSymbolicLink(folder.resolve("link.avsc"), Path.of("real.avsc"));
        Files.write(folder.resolve("large.avsc"), new byte[17 << 20]);
        commit("One");
        assertEquals("Revision HEAD has no file link.avsc.", notRead("link.avsc", "HEAD"));
        assertTrue(notRead("large.avsc", "HEAD").contains("is larger than 16 MiB"));
    }
}
