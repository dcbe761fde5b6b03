package io.sightglass.ui.connect;

import java.util.ArrayList;

/// What the sections of the form hold, in a few words each; also while something in them is still
/// missing.
final class Summaries {
    private static final String BETWEEN = " · ";

    private Summaries() {}

    static String security(boolean encrypted, TlsForm tls, LoginForm login) {
        var parts = new ArrayList<String>();
        if (encrypted) {
            parts.add("TLS");
            tls(tls, parts);
        } else {
            parts.add("not encrypted");
        }
        parts.add(
                switch (login.login.get()) {
                    case NONE -> "no login";
                    case PLAIN -> "PLAIN" + as(login.user.get());
                    case SCRAM_256 -> "SCRAM-SHA-256" + as(login.user.get());
                    case SCRAM_512 -> "SCRAM-SHA-512" + as(login.user.get());
                    case OAUTH -> "OAuth" + as(login.oauth.clientId.get());
                    case OAUTH_FILE -> "OAuth, token from a file";
                    case KERBEROS -> "Kerberos" + as(login.principal.get());
                    case AWS -> "AWS IAM" + as(login.awsProfile.get());
                });
        return String.join(BETWEEN, parts);
    }

    /// @param url as it is typed
    static String registry(String url, RegistryForm form) {
        var typed = url.strip();
        if (typed.isEmpty()) {
            return "no registry";
        }
        var parts = new ArrayList<String>();
        parts.add(
                switch (form.login.get()) {
                    case NONE -> "no login";
                    case BASIC -> "password" + as(form.user.get());
                    case BEARER -> "token";
                    case OAUTH -> "OAuth" + as(form.oauth.clientId.get());
                });
        if (ConnectForm.isEncrypted(typed)) {
            tls(form.tls, parts);
        }
        if (!form.context.get().isBlank()) {
            parts.add("context " + form.context.get().strip());
        }
        return String.join(BETWEEN, parts);
    }

    static String more(MoreForm more) {
        var parts = new ArrayList<String>();
        var rate = more.rate.get().strip();
        parts.add(rate.isEmpty() ? "no limit" : "at most " + rate + " MiB a second");
        if (more.writable.get()) {
            parts.add("writable");
        }
        long settings = more.settings.get().lines().filter(line -> line.indexOf('=') > 0).count();
        if (settings > 0) {
            parts.add(settings == 1 ? "1 setting" : settings + " settings");
        }
        return String.join(BETWEEN, parts);
    }

    private static void tls(TlsForm tls, ArrayList<String> parts) {
        if (tls.trusted.get() != TlsForm.Trusted.JAVA) {
            parts.add("own authority");
        }
        if (tls.own.get() != TlsForm.Own.NONE) {
            parts.add("own certificate");
        }
        if (tls.anyHostName.get()) {
            parts.add("host names not verified");
        }
    }

    private static String as(String user) {
        return user.isBlank() ? "" : " as " + user.strip();
    }
}
