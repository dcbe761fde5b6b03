package io.sightglass.ui.schema;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;

import io.sightglass.compat.outline.Line;
import io.sightglass.compat.outline.Outline;
import io.sightglass.port.RegisteredSchema.Reference;
import io.sightglass.schema.ParsedSchema;

import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;

import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.function.ObjIntConsumer;

/// What the right schema is: where it comes from, what it says of itself, what it refers to, and
/// the services of a Protobuf schema, each message one click away.
final class AboutPane extends ScrollPane {
    private final SchemaModel model;
    private final ObjIntConsumer<String> open;
    private final VBox page = new VBox();

    /// @param open shows a version of a subject in its own tab
    AboutPane(SchemaModel model, ObjIntConsumer<String> open) {
        this.model = model;
        this.open = open;
        setId("about");
        page.getStyleClass().add("about");
        setContent(page);
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        model.shownProperty().subscribe(this::show);
    }

    private void show(@Nullable Shown shown) {
        page.getChildren().clear();
        if (shown == null) {
            return;
        }
        var schema = shown.right();
        page.getChildren().add(words(facts(schema), "strong"));
        var doc = documentation(schema.parsed());
        page.getChildren()
                .add(doc.isEmpty() ? words("It has no documentation.", "muted") : words(doc, ""));
        if (!schema.references().isEmpty()) {
            page.getChildren().add(words("Refers to", "popover-title"));
            schema.references().forEach(each -> page.getChildren().add(reference(each)));
        }
        if (schema.registered() != null) {
            var contract = schema.registered().contract();
            lines("Properties", DataContractLines.properties(contract));
            lines("Tags", DataContractLines.tags(contract));
            lines("Rules", DataContractLines.rules(contract));
        }
        if (schema.parsed() instanceof ParsedSchema.Protobuf proto) {
            proto.files().stream()
                    .flatMap(file -> file.getServices().stream())
                    .forEach(service -> {
                        page.getChildren()
                                .add(words("Service " + service.getName(), "popover-title"));
                        for (var method : service.getMethods()) {
                            page.getChildren().add(method(method, schema.references()));
                        }
                    });
        }
    }

    private String facts(LoadedSchema schema) {
        var text = new StringBuilder(schema.source().name());
        if (schema.format() != null) {
            text.append(" · ").append(schema.format().badge());
        }
        if (schema.id() != null) {
            text.append(" · id ").append(schema.id());
        }
        if (schema.registered() != null && schema.registered().guid() != null) {
            text.append(" · guid ").append(schema.registered().guid());
        }
        if (schema.deleted()) {
            text.append(" · deleted, and still handed out to who asks for it");
        }
        switch (schema.source()) {
            case SchemaSource.File(var folder, _) -> text.append(" · in ").append(folder);
            case SchemaSource.Revision(var folder, _, _) -> text.append(" · in ").append(folder);
            case SchemaSource.Draft draft ->
                    text.append(
                            model.drafts().file(draft) == null
                                    ? " · in no file yet"
                                    : " · saved as " + model.drafts().file(draft));
            case SchemaSource.Version _, SchemaSource.ById _, SchemaSource.Elsewhere _ -> {}
        }
        return text.toString();
    }

    /// A section of what the registry keeps beside the text; nothing where it keeps nothing.
    private void lines(String title, List<DataContractLines.Line> lines) {
        if (lines.isEmpty()) {
            return;
        }
        page.getChildren().add(words(title, "popover-title"));
        for (var line : lines) {
            var row = new FlowPane(words(line.title(), "mono"), words(line.facts(), "muted"));
            row.getStyleClass().add("about-fact");
            page.getChildren().add(row);
            if (!line.code().isEmpty()) {
                page.getChildren().add(words(line.code(), "mono"));
            }
        }
    }

    private static String documentation(@Nullable ParsedSchema schema) {
        return switch (schema) {
            case ParsedSchema.Avro avro -> avro(avro.types().getFirst());
            case ParsedSchema.Json json -> json.root().path("description").asString("");
            case ParsedSchema.Protobuf proto ->
                    Outline.of(proto).lines().stream()
                            .filter(line -> line.key().member().isEmpty())
                            .findFirst()
                            .map(Line::doc)
                            .orElse("");
            case null -> "";
        };
    }

    private static String avro(Schema schema) {
        return switch (schema.getType()) {
            case RECORD, ENUM, FIXED -> schema.getDoc() == null ? "" : schema.getDoc();
            default -> "";
        };
    }

    private Node reference(Reference reference) {
        var link = new Hyperlink(reference.subject() + " v" + reference.version());
        link.setMnemonicParsing(false);
        link.setOnAction(_ -> open.accept(reference.subject(), reference.version()));
        return line(new Label(reference.name() + "  → "), link);
    }

    private Node method(MethodDescriptor method, List<Reference> references) {
        return line(
                new Label("rpc " + method.getName() + "("),
                new Label(method.isClientStreaming() ? "stream " : ""),
                message(method.getInputType(), references),
                new Label(") returns (" + (method.isServerStreaming() ? "stream " : "")),
                message(method.getOutputType(), references),
                new Label(")"));
    }

    private Node message(Descriptor message, List<Reference> references) {
        var link = new Hyperlink(message.getName());
        link.setMnemonicParsing(false);
        link.setOnAction(_ ->
                references.stream()
                        .filter(each -> each.name().equals(message.getFile().getName()))
                        .findFirst()
                        .ifPresentOrElse(
                                each -> open.accept(each.subject(), each.version()),
                                () ->
                                        model.lines()
                                                .chooseLine(
                                                        "message " + message.getName() + " {")));
        return link;
    }

    private static Node line(Node... parts) {
        var line = new FlowPane(parts);
        line.getStyleClass().addAll("mono", "about-line");
        return line;
    }

    private static Label words(String text, String style) {
        var label = new Label(text);
        label.setWrapText(true);
        if (!style.isEmpty()) {
            label.getStyleClass().add(style);
        }
        return label;
    }
}
