package io.sightglass.kafka;

import io.sightglass.model.Sentence;
import io.sightglass.port.ConnectionFailure;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Amazon's library for MSK's IAM, where it is there: on the class path, or in the jar or folder
/// that a connection names.
///
/// @param loader whose classes are the library's
record AwsLibrary(ClassLoader loader) {
    static final String LOGIN_MODULE = "software.amazon.msk.auth.iam.IAMLoginModule";
    private static final String HANDLER = "software.amazon.msk.auth.iam.IAMClientCallbackHandler";

    // One loader a place and process: the library registers itself with Java's security providers.
    private static final Map<Path, AwsLibrary> FOUND = new ConcurrentHashMap<>();

    /// @param place a jar, or a folder of jars; null for the class path
    /// @throws ConnectionFailure with the sentence that says what to put where
    static AwsLibrary find(@Nullable Path place) throws ConnectionFailure {
        if (place == null) {
            var own = new AwsLibrary(AwsLibrary.class.getClassLoader());
            if (own.has(HANDLER)) {
                return own;
            }
            throw missing("on the class path, or name its place in the connection");
        }
        var known = FOUND.get(place);
        if (known != null) {
            return known;
        }
        var jars = jars(place);
        var loader =
                new URLClassLoader(
                        "aws-iam", jars.toArray(URL[]::new), AwsLibrary.class.getClassLoader());
        var library = new AwsLibrary(loader);
        if (!library.has(HANDLER) || !library.has(LOGIN_MODULE)) {
            close(loader);
            throw missing("at " + place);
        }
        FOUND.put(place, library);
        return library;
    }

    /// The class that signs logins.
    Class<?> callbackHandler() throws ConnectionFailure {
        try {
            return Class.forName(HANDLER, true, loader);
        } catch (ClassNotFoundException | LinkageError e) {
            throw missing("anew");
        }
    }

    private boolean has(String name) {
        try {
            Class.forName(name, false, loader);
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }

    private static List<URL> jars(Path place) throws ConnectionFailure {
        var urls = new ArrayList<URL>();
        try {
            if (Files.isDirectory(place)) {
                try (var files = Files.newDirectoryStream(place, "*.jar")) {
                    for (var file : files) {
                        urls.add(file.toUri().toURL());
                    }
                }
            } else if (Files.isReadable(place)) {
                urls.add(place.toUri().toURL());
            }
        } catch (MalformedURLException e) {
            throw new IllegalStateException("a path is no URL: " + place, e);
        } catch (IOException e) {
            throw new ConnectionFailure(
                    Sentence.of("The folder " + place + " cannot be read; check its permissions."),
                    e);
        }
        return urls;
    }

    private static void close(URLClassLoader loader) {
        try {
            loader.close();
        } catch (IOException e) {
            // It read files only.
        }
    }

    private static ConnectionFailure missing(String where) {
        return new ConnectionFailure(
                Sentence.builder()
                        .text("AWS IAM needs Amazon's own library; put ")
                        .strong("aws-msk-iam-auth-2.x-all.jar")
                        .text(" (from the releases of github.com/aws/aws-msk-iam-auth) ")
                        .text(where + ".")
                        .build());
    }
}
