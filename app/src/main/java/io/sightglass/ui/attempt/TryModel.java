package io.sightglass.ui.attempt;

import io.sightglass.connect.Connection;
import io.sightglass.gate.Answer;
import io.sightglass.gate.Target;
import io.sightglass.gate.Targets;
import io.sightglass.model.Part;
import io.sightglass.model.RawRecord;
import io.sightglass.model.SchemaRef;
import io.sightglass.model.Sentence;
import io.sightglass.ui.fx.Latest;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A payload that is tried. Whatever is typed is answered in the background. Used from the window's
/// thread.
public final class TryModel {
    private static final Logger LOG = LoggerFactory.getLogger(TryModel.class);
    private static final Duration PATIENCE = Duration.ofSeconds(6);
    private static final Pattern VERSION =
            Pattern.compile("(?<subject>.+):(?<version>v?[1-9][0-9]{0,8}|latest)");
    private static final Verdict NOTHING =
            new Verdict.Nothing(
                    Sentence.of(
                            "Type or paste a payload, and here stands what a gateway would answer."
                                    + " Nothing is sent."));

    private final Connection connection;
    private final Places places;
    private final StringProperty where = new SimpleStringProperty(this, "where", "");
    private final StringProperty text = new SimpleStringProperty(this, "text", "");
    private final BooleanProperty bytes = new SimpleBooleanProperty(this, "bytes");
    private final ReadOnlyObjectWrapper<Verdict> verdict = new ReadOnlyObjectWrapper<>(NOTHING);
    private final Latest<Verdict> trying = new Latest<>("sightglass-try");
    private final Latest<Optional<String>> beginning = new Latest<>("sightglass-try-begin");
    private long edition;

    /// @param where a topic, or a schema as [Places] names it
    public TryModel(Connection connection, Places places, String where) {
        this.connection = connection;
        this.places = places;
        this.where.set(where);
        edition = connection.edition();
        this.where.subscribe((_, _) -> tryIt());
        text.subscribe((_, _) -> tryIt());
        bytes.subscribe((_, _) -> tryIt());
    }

    /// Where the payload is to go: a topic, `SUBJECT:VERSION`, or a schema file with its type.
    public StringProperty whereProperty() {
        return where;
    }

    /// What was typed.
    public StringProperty textProperty() {
        return text;
    }

    /// Whether it is the payload itself, in hexadecimal digits; else JSON.
    public BooleanProperty bytesProperty() {
        return bytes;
    }

    public ReadOnlyObjectProperty<Verdict> verdictProperty() {
        return verdict.getReadOnlyProperty();
    }

    /// Names of what a payload may be tried for.
    public List<String> names() {
        return places.names().get();
    }

    /// Whether an answer is on its way.
    public boolean isBusy() {
        return trying.isBusy();
    }

    /// Begins with the value of a record, as it may be shown; what was typed stays.
    public void begin(RawRecord record) {
        beginning.ask(
                () -> RecordJson.of(connection.decode(record, Part.VALUE)),
                found -> {
                    if (text.get().isEmpty()) {
                        found.ifPresent(text::set);
                    }
                },
                e -> LOG.error("a record could not be taken as a beginning", e));
    }

    /// Tries again where schemas or contracts have become others. Once a frame.
    public void look() {
        if (connection.edition() != edition) {
            edition = connection.edition();
            tryIt();
        }
    }

    private void tryIt() {
        var typed = text.get();
        if (typed.isBlank()) {
            trying.cancel();
            verdict.set(NOTHING);
            return;
        }
        var name = where.get().strip();
        boolean isTopic = places.isTopic().test(name);
        boolean hex = bytes.get();
        trying.ask(
                () -> answer(name, isTopic, hex, typed),
                verdict::set,
                e -> {
                    LOG.error("trying a payload failed", e);
                    verdict.set(
                            new Verdict.Unable(
                                    Sentence.of(
                                            "This payload could not be tried; the log says"
                                                    + " more.")));
                });
    }

    private Verdict answer(String name, boolean isTopic, boolean hex, String typed) {
        return switch (found(name, isTopic)) {
            case Targets.Found.None(var sentence) -> new Verdict.Unable(sentence);
            case Targets.Found.Ready(var target) -> {
                var payload = hex ? parsed(typed) : null;
                yield hex && payload == null
                        ? new Verdict.Unable(
                                Sentence.of(
                                        "These are no bytes in hexadecimal; expected two digits a"
                                                + " byte, such as 00 00 00 00 03."))
                        : new Verdict.Answered(target, answer(target, payload, typed), typed);
            }
        };
    }

    private Answer answer(Target target, byte @Nullable [] payload, String typed) {
        return payload == null
                ? connection.gate().json(target, typed)
                : connection.gate().bytes(target, payload, PATIENCE);
    }

    private Targets.Found found(String name, boolean isTopic) {
        if (name.isEmpty()) {
            return new Targets.Found.None(
                    Sentence.of("Choose the topic or the schema that the payload is for."));
        }
        if (isTopic) {
            return connection.targets().topic(name, PATIENCE);
        }
        var version = VERSION.matcher(name);
        if (version.matches()) {
            var number = version.group("version");
            var ref =
                    new SchemaRef.BySubjectVersion(
                            version.group("subject"),
                            number.equals("latest")
                                    ? SchemaRef.BySubjectVersion.LATEST
                                    : Integer.parseInt(number.replace("v", "")));
            return connection.targets().schema(ref, PATIENCE);
        }
        int hash = name.indexOf('#');
        var path = hash < 0 ? name : name.substring(0, hash);
        var type = hash < 0 ? "" : name.substring(hash + 1);
        var found = connection.targets().schema(new SchemaRef.LocalFile(path, type), PATIENCE);
        return found instanceof Targets.Found.Ready
                ? found
                : new Targets.Found.None(
                        Sentence.builder()
                                .text("There is no topic ")
                                .strong(name)
                                .text(
                                        ", and no schema file of that name. A version in the"
                                                + " registry is SUBJECT:VERSION.")
                                .build());
    }

    private static byte @Nullable [] parsed(String typed) {
        try {
            return HexFormat.of().parseHex(typed.replaceAll("\\s", ""));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /// The answer in lines, for whoever sends such payloads; empty while there is none.
    public Optional<String> words() {
        return verdict.get() instanceof Verdict.Answered(var target, var answer, _)
                ? Optional.of(
                        AnswerWords.summary(target, answer).plain()
                                + answer.remarks().stream()
                                        .map(remark -> "\n- " + remark.finding().message().plain())
                                        .collect(Collectors.joining()))
                : Optional.empty();
    }
}
