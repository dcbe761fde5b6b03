package io.sightglass.connect.exchange;

import java.util.Locale;
import java.util.regex.Pattern;

/// Tells by its name whether a setting holds something that nobody may see. Rather one too many: a
/// secret that is shown cannot be taken back.
public final class SecretNames {
    private static final Pattern SECRET =
            Pattern.compile(
                    "password|passphrase|secret|jaas|credential|user\\.info|api\\.?key"
                            + "|private|keystore\\.(key|certificate)|\\bkey\\.pem\\b|token$");

    private SecretNames() {}

    public static boolean isSecret(String setting) {
        return SECRET.matcher(setting.toLowerCase(Locale.ROOT)).find();
    }
}
