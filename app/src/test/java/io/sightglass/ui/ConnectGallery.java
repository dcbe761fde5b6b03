package io.sightglass.ui;

import io.sightglass.connect.Connection;
import io.sightglass.connect.Profiles;
import io.sightglass.model.Auth;
import io.sightglass.model.ClientSettings;
import io.sightglass.model.ClusterProfile;
import io.sightglass.model.Environment;
import io.sightglass.model.OAuthClient;
import io.sightglass.model.RegistryAccess;
import io.sightglass.model.RegistryAuth;
import io.sightglass.model.Secret;
import io.sightglass.model.Tls;
import io.sightglass.model.Use;
import io.sightglass.ui.connect.ConnectModel;
import io.sightglass.ui.connect.Settings;
import io.sightglass.ui.connect.TrialModel;
import io.sightglass.ui.fx.Fx;
import io.sightglass.ui.fx.FxTest;
import io.sightglass.ui.shell.ShellModel;
import io.sightglass.ui.shell.ShellView;
import io.sightglass.ui.theme.Theme;

import javafx.scene.control.TitledPane;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Draws the connection panel with every way in, to look at: `ConnectGallery FOLDER [WAY]`.
final class ConnectGallery {
    private static final Secret KEPT = Secret.named("Orders/password");
    private static final Path PEM = Path.of("/etc/ssl/certs/ca-certificates.crt");

    private ConnectGallery() {}

    public static void main(String[] args) throws Exception {
        FxTest.start();
        var folder = Path.of(args[0]);
        var only = args.length > 1 ? args[1] : "";
        for (var way : ways().entrySet()) {
            if (!way.getKey().startsWith(only)) {
                continue;
            }
            for (var theme : Theme.values()) {
                for (var size : new int[][] {{1440, 900}, {1000, 700}}) {
                    var name = way.getKey() + "-" + theme.name().toLowerCase(Locale.ROOT);
                    draw(
                            way.getValue(),
                            theme,
                            size,
                            folder.resolve(name + "-" + size[0] + ".png"));
                }
            }
            System.out.println(way.getKey());
        }
        bar(folder);
        trials(folder);
        states(folder);
        System.exit(0);
    }

    /// A test that went well, and one that stopped.
    private static void trials(Path folder) throws Exception {
        for (var host : List.of("kafka-1", "locked")) {
            for (var theme : Theme.values()) {
                for (var size : new int[][] {{1440, 900}, {1000, 700}}) {
                    var shell =
                            FxTest.get(() ->
                                    new ShellModel(
                                            new TrialOutside(),
                                            Profiles.read(
                                                    Files.createTempDirectory("sightglass-trial")),
                                            Settings.DEFAULT.withDark(theme == Theme.DARK),
                                            Fx::later));
                    var view = FxTest.get(() -> new ShellView(shell));
                    FxTest.on(() -> {
                        shell.connect()
                                .fill(ways().get("none").withAddress("Orders", host + ":9092"));
                        shell.connect().test();
                    });
                    FxTest.await(
                            "the end",
                            () ->
                                    shell.connect().trial().phaseProperty().get()
                                            instanceof TrialModel.Phase.Done);
                    var name = "trial-" + host + "-" + theme.name().toLowerCase(Locale.ROOT);
                    FxTest.picture(
                            view,
                            size[0],
                            size[1],
                            theme,
                            folder.resolve(name + "-" + size[0] + ".png"));
                    FxTest.get(shell::ending).run();
                }
            }
        }
    }

    /// A refusal, an import with notes, and a question.
    private static void states(Path folder) throws Exception {
        for (var theme : Theme.values()) {
            for (var size : new int[][] {{1440, 900}, {1000, 700}}) {
                var profiles = Profiles.read(Files.createTempDirectory("sightglass-states"));
                var shell =
                        FxTest.get(() ->
                                new ShellModel(
                                        new TrialOutside(),
                                        profiles,
                                        Settings.DEFAULT.withDark(theme == Theme.DARK),
                                        Fx::later));
                var view = FxTest.get(() -> new ShellView(shell));
                var end = theme.name().toLowerCase(Locale.ROOT) + "-" + size[0] + ".png";
                FxTest.on(() ->
                        shell.connect()
                                .importText(
                                        """
                                        bootstrap.servers=kafka-1:9092
                                        security.protocol=SASL_SSL
                                        sasl.mechanism=PLAIN
                                        sasl.username=ada
                                        sasl.password=${secret:Other/password}
                                        group.id=billing
                                        """));
                FxTest.settle();
                FxTest.picture(view, size[0], size[1], theme, folder.resolve("import-" + end));
                FxTest.on(() -> {
                    shell.connect().fill(ways().get("none"));
                    shell.connect().connect();
                });
                FxTest.await(
                        "the refusal",
                        () ->
                                shell.connect().stateProperty().get()
                                        instanceof ConnectModel.State.Refused);
                FxTest.picture(view, size[0], size[1], theme, folder.resolve("refused-" + end));
                FxTest.on(() -> shell.connect().connect(ways().get("scram").withSecretsNamed()));
                FxTest.await(
                        "the question",
                        () ->
                                shell.connect().stateProperty().get()
                                        instanceof ConnectModel.State.Asking);
                FxTest.picture(view, size[0], size[1], theme, folder.resolve("question-" + end));
                FxTest.get(shell::ending).run();
            }
        }
    }

    /// The bar over a connection that is not as safe as it could be.
    private static void bar(Path folder) throws Exception {
        var fake = new MemoryPlayground();
        var loose = new Tls.On(new Tls.Trust.System(), new Tls.Identity.None(), false);
        try (var playground = fake.startPlayground(_ -> {});
                var connection =
                        Connection.open(
                                fake,
                                playground
                                        .profile()
                                        .withAddress("Orders of the kitchen", "memory:9092")
                                        .withTls(loose)
                                        .withUse(new Use(true, 5L << 20)))) {
            for (var theme : Theme.values()) {
                for (var size : new int[][] {{1440, 900}, {1000, 700}}) {
                    var name = "bar-" + theme.name().toLowerCase(Locale.ROOT) + "-" + size[0];
                    var shell =
                            FxTest.get(() ->
                                    new ShellModel(
                                            fake,
                                            Profiles.read(
                                                    Files.createTempDirectory("sightglass-bar")),
                                            Settings.DEFAULT.withDark(theme == Theme.DARK),
                                            Fx::later));
                    var view = FxTest.get(() -> new ShellView(shell));
                    FxTest.on(() -> shell.adopt(connection, "orders"));
                    FxTest.settle();
                    FxTest.picture(view, size[0], size[1], theme, folder.resolve(name + ".png"));
                    FxTest.get(shell::ending).run();
                }
            }
        }
    }

    private static void draw(ClusterProfile profile, Theme theme, int[] size, Path file)
            throws Exception {
        var profiles = Profiles.read(Files.createTempDirectory("sightglass-gallery"));
        profiles.keep(ways().get("scram").withSecretsNamed());
        profiles.keep(ways().get("none"));
        var shell =
                FxTest.get(() ->
                        new ShellModel(
                                new MemoryPlayground(),
                                profiles,
                                Settings.DEFAULT.withDark(theme == Theme.DARK),
                                Fx::later));
        var view = FxTest.get(() -> new ShellView(shell));
        FxTest.on(() -> shell.connect().fill(profile));
        FxTest.settle();
        // Once, so that there is a scene in which the sections are found.
        FxTest.picture(view, size[0], size[1], theme, file);
        var section = file.getFileName().toString();
        FxTest.on(() -> {
            for (var id : List.of("security", "registry-access", "more")) {
                var opens =
                        switch (id) {
                            case "security" -> !section.matches("(none|registry|more).*");
                            case "more" -> section.startsWith("more");
                            default -> section.startsWith("registry");
                        };
                ((TitledPane) view.lookup("#" + id)).setExpanded(opens);
            }
        });
        FxTest.settle();
        FxTest.picture(view, size[0], size[1], theme, file);
        FxTest.get(shell::ending).run();
    }

    private static Map<String, ClusterProfile> ways() {
        var ways = new LinkedHashMap<String, ClusterProfile>();
        var none = new Auth.None();
        ways.put("none", profile(none, Tls.OFF));
        ways.put(
                "tls",
                profile(none, new Tls.On(new Tls.Trust.Pem(PEM), new Tls.Identity.None(), false)));
        ways.put(
                "mtls",
                profile(
                        none,
                        new Tls.On(
                                new Tls.Trust.Store(PEM, Tls.StoreType.PKCS12, KEPT),
                                new Tls.Identity.Store(PEM, Tls.StoreType.JKS, KEPT, null),
                                true)));
        ways.put("plain", profile(new Auth.Plain("ada", KEPT), Tls.DEFAULT));
        ways.put("scram", profile(new Auth.Scram("ada", KEPT, Auth.Hash.SHA_512), Tls.DEFAULT));
        var client =
                new OAuthClient(
                        "https://login.example.com/realms/kafka/protocol/openid-connect/token",
                        "sightglass",
                        KEPT,
                        "kafka.read",
                        new Tls.Trust.Pem(PEM));
        ways.put("oauth", profile(new Auth.OAuth(client), Tls.DEFAULT));
        ways.put(
                "oauth-file",
                profile(new Auth.OAuthToken(Path.of("/run/secrets/token")), Tls.DEFAULT));
        ways.put(
                "kerberos",
                profile(
                        new Auth.Gssapi(
                                "kafka",
                                "ada@EXAMPLE.COM",
                                new Auth.Kerberos.Keytab(Path.of("/etc/krb5/ada.keytab"))),
                        Tls.DEFAULT));
        ways.put(
                "aws",
                profile(
                        new Auth.MskIam(
                                Path.of("/opt/aws-msk-iam-auth-2.3.2-all.jar"),
                                "orders",
                                "arn:aws:iam::123456789012:role/kafka-reader"),
                        Tls.DEFAULT));
        ways.put(
                "registry-basic",
                registry(new RegistryAuth.Basic("K3YABCDEFGHIJKLM", KEPT), "lsrc-abc12"));
        ways.put("registry-token", registry(new RegistryAuth.Bearer(KEPT), null));
        ways.put("registry-oauth", registry(new RegistryAuth.OAuth(client), "lsrc-abc12"));
        ways.put(
                "more",
                ways.get("none")
                        .withSettings(
                                new ClientSettings(
                                        Map.of("client.rack", "eu-1", "socket.buffer", "1"),
                                        Map.of("some.api.key", KEPT)))
                        .withUse(new Use(true, 5L << 20)));
        return ways;
    }

    private static ClusterProfile profile(Auth auth, Tls tls) {
        return new ClusterProfile(
                        "Orders",
                        "kafka-1.example.com:9093,kafka-2.example.com:9093",
                        "https://registry.example.com",
                        List.of(),
                        Environment.PROD,
                        auth)
                .withTls(tls);
    }

    private static ClusterProfile registry(RegistryAuth auth, String cluster) {
        return profile(new Auth.None(), Tls.OFF)
                .withRegistry(
                        "https://registry.example.com",
                        new RegistryAccess(auth, Tls.DEFAULT, ".orders", cluster, null));
    }
}
