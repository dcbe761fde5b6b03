package io.sightglass.connect.exchange;

import io.sightglass.model.Auth;
import io.sightglass.model.ClientSettings;
import io.sightglass.model.ClusterProfile;
import io.sightglass.model.Environment;
import io.sightglass.model.Secret;
import io.sightglass.model.Sentence;
import io.sightglass.model.Tls;
import io.sightglass.model.Use;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Reads a connection out of what people have at hand: `client.properties`, a configuration of
/// librdkafka or kcat, a URL.
public final class ConnectionText {
    private static final int LARGEST = 1 << 20;

    /// What says how others produce, or consume in a group; Sightglass does neither.
    private static final Set<String> NOT_OURS =
            Set.of(
                    "group.id",
                    "group.instance.id",
                    "client.id",
                    "key.serializer",
                    "value.serializer",
                    "key.deserializer",
                    "value.deserializer",
                    "enable.auto.commit",
                    "auto.commit.interval.ms",
                    "auto.offset.reset",
                    "allow.auto.create.topics",
                    "interceptor.classes",
                    "metric.reporters",
                    "acks",
                    "retries",
                    "linger.ms",
                    "batch.size",
                    "compression.type",
                    "enable.idempotence",
                    "transactional.id",
                    "topic.metadata.refresh.interval.ms",
                    "specific.avro.reader",
                    "auto.register.schemas");

    private final Lines lines;
    private final List<Sentence> notes = new ArrayList<>();

    private ConnectionText(Lines lines) {
        this.lines = lines;
    }

    /// Reads a file; relative paths in it begin at its folder.
    ///
    /// @throws NotAConnection with a sentence that never holds a value of the file
    public static Imported read(Path file) throws NotAConnection {
        try {
            if (Files.size(file) > LARGEST) {
                throw new NotAConnection(file + " is too large for a configuration.");
            }
            var text = Files.readString(file, StandardCharsets.UTF_8);
            return read(text, file.toAbsolutePath().getParent());
        } catch (IOException e) {
            throw new NotAConnection(file + " cannot be read; check the path and its permissions.");
        }
    }

    /// Reads a text: a URL when it is one line that begins like one.
    ///
    /// @param base the folder that relative paths begin at; null for the process's own
    public static Imported read(String text, @Nullable Path base) throws NotAConnection {
        var trimmed = text.strip();
        if (ConnectionUrl.is(trimmed)) {
            return ConnectionUrl.read(trimmed);
        }
        var reading = new ConnectionText(Lines.parse(text, base));
        return new Imported(reading.profile(), reading.notes);
    }

    private ClusterProfile profile() throws NotAConnection {
        var bootstrap = lines.take("bootstrap.servers", "metadata.broker.list");
        if (bootstrap == null) {
            throw new NotAConnection(
                    "There is no bootstrap.servers; expected lines such as"
                            + " bootstrap.servers=kafka-1:9092, or a URL such as"
                            + " kafka://kafka-1:9092.");
        }
        var protocol = lines.take("security.protocol");
        var upper = protocol == null ? "PLAINTEXT" : protocol.toUpperCase(Locale.ROOT);
        boolean sasl = upper.startsWith("SASL_");
        boolean encrypted = upper.equals("SSL") || upper.equals("SASL_SSL");
        if (!encrypted && !upper.equals("PLAINTEXT") && !upper.equals("SASL_PLAINTEXT")) {
            throw new NotAConnection(
                    "The security.protocol is none of PLAINTEXT, SSL, SASL_PLAINTEXT, SASL_SSL.");
        }
        Auth auth = new AuthLines(lines).read(sasl);
        var on = new TlsLines(lines, "").read(notes);
        var tls = encrypted ? on : Tls.OFF;
        var registry = new RegistryLines(lines);
        var url = registry.url();
        var access = registry.read(notes);
        var name = lines.take("sightglass.name");
        return new ClusterProfile(
                        name == null ? firstHost(bootstrap) : name,
                        bootstrap,
                        url,
                        folders(),
                        environment(),
                        auth,
                        tls,
                        access,
                        ClientSettings.NONE,
                        use())
                .withSettings(rest());
    }

    /// Something to call it by, until a person gives it a name.
    static String firstHost(String bootstrap) {
        var first = bootstrap.split(",", 2)[0].strip();
        int colon = first.lastIndexOf(':');
        return colon > 0 ? first.substring(0, colon) : first;
    }

    private List<Path> folders() throws NotAConnection {
        var folders = new ArrayList<Path>();
        var text = lines.take("sightglass.schemas");
        if (text != null) {
            for (var each : text.split(",")) {
                folders.add(lines.path("sightglass.schemas", each.strip()));
            }
        }
        return folders;
    }

    private Environment environment() {
        var text = lines.take("sightglass.environment");
        for (var environment : Environment.values()) {
            if (environment.name().equalsIgnoreCase(text)) {
                return environment;
            }
        }
        return Environment.DEV;
    }

    private Use use() {
        var writable = "true".equalsIgnoreCase(lines.take("sightglass.writable"));
        var rate = lines.take("sightglass.bytes.per.second");
        return new Use(
                writable, rate != null && rate.matches("\\d{1,18}") ? Long.parseLong(rate) : 0);
    }

    private ClientSettings rest() {
        var plain = new HashMap<String, String>();
        var secret = new HashMap<String, Secret>();
        var out = new ArrayList<String>();
        lines.left()
                .forEach((name, value) -> {
                    if (NOT_OURS.contains(name)) {
                        out.add(name);
                    } else if (SecretNames.isSecret(name)) {
                        secret.put(name, Lines.secret(value));
                    } else {
                        plain.put(name, value);
                    }
                });
        if (!out.isEmpty()) {
            notes.add(
                    Sentence.of(
                            String.join(", ", out)
                                    + (out.size() == 1 ? " is" : " are")
                                    + " left out: Sightglass joins no group, commits nothing and"
                                    + " decodes by itself."));
        }
        return new ClientSettings(plain, secret);
    }
}
