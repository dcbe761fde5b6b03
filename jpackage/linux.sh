#!/bin/sh
# Makes an application folder for this Linux machine, with a Java runtime of its own, out of the tree that
# `mvn package` leaves: jpackage/out/sightglass/bin/sightglass. Needs JAVA_HOME at a JDK 25.
set -eu
cd "$(dirname "$0")/.."

tree=app/target/sightglass
out=jpackage/out
: "${JAVA_HOME:?set JAVA_HOME to a JDK 25}"
[ -d "$tree/lib" ] || { echo "Run 'mvn package' first: $tree is not there." >&2; exit 2; }

rm -rf "$out"
mkdir -p "$out"

# Only JDK modules: several dependencies are automatic modules, which jlink does not take.
"$JAVA_HOME/bin/jlink" --output "$out/runtime" --compress zip-6 --no-header-files --no-man-pages --strip-debug \
    --add-modules java.base,java.desktop,java.logging,java.management,java.naming,java.net.http,java.scripting,java.security.jgss,java.security.sasl,java.sql,java.xml,jdk.crypto.ec,jdk.httpserver,jdk.management,jdk.net,jdk.unsupported,jdk.zipfs

cp -r "$tree" "$out/input"
# The Java that made the cache is another than the one that goes along.
rm -f "$out/input/lib/start.aot"
"$JAVA_HOME/bin/jpackage" --type app-image --name sightglass --dest "$out" \
    --runtime-image "$out/runtime" --input "$out/input" \
    --main-jar lib/sightglass.jar --main-class io.sightglass.Main \
    --java-options '--module-path=$APPDIR/javafx' \
    --java-options '--add-modules=javafx.controls,javafx.swing' \
    --java-options '--enable-native-access=javafx.graphics,ALL-UNNAMED' \
    --java-options '--sun-misc-unsafe-memory-access=allow' \
    --java-options '-Dsightglass.protoc=$APPDIR/protoc/protoc.exe' \
    --java-options '-Dsightglass.samples=$APPDIR/sample-schemas' \
    --icon app/src/main/resources/io/sightglass/ui/theme/icon-256.png
rm -rf "$out/runtime" "$out/input"
echo "$out/sightglass"
