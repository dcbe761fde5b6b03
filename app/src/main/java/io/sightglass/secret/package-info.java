/// Where the values of secrets come from and where they are kept.
///
/// [io.sightglass.secret.Vault] is what others use: it puts values into a connection that is about
/// to be opened, and keeps those that a person typed. It looks, in this order, into what it was
/// given for this run ([io.sightglass.secret.GivenSecrets]: a file, environment variables), into
/// the operating system's keychain ([io.sightglass.secret.Keychain]), into a file that is encrypted
/// under a passphrase ([io.sightglass.secret.EncryptedFile]), and asks at last. There is no way to
/// keep a value in plain text.
@NullMarked
package io.sightglass.secret;

import org.jspecify.annotations.NullMarked;
