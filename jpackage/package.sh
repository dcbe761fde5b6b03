#!/bin/sh
# jpackage/package.sh [app-image | deb | rpm | dmg | pkg]
#
# Makes, for the Linux or macOS machine that it runs on, an application folder with a Java runtime of its own out of the
# tree that `mvn package` leaves, and an installer from it; without a word, the application folder only. All of it is
# left in jpackage/out. README.md says what is needed, and how to sign.
#
# JAVA_HOME   the JDK 25 to use, instead of the first one found
set -eu
cd "$(dirname "$0")/.."

kind=${1:-app-image}
tree=app/target/sightglass
out=jpackage/out

fail() {
    echo "$*" >&2
    exit 2
}

case $(uname -s) in
    Linux) system=linux kinds="app-image deb rpm" icon=icons/sightglass.png ;;
    Darwin) system=macos kinds="app-image dmg pkg" icon=icons/sightglass.icns ;;
    *) fail "This script packages for Linux and macOS; the other systems run the tree that 'mvn package' leaves." ;;
esac
case " $kinds " in
    *" $kind "*) ;;
    *) fail "'$kind' cannot be made here; one of these can: $kinds." ;;
esac
[ -d "$tree/lib" ] || fail "Run 'mvn package' first: $tree is not there."

jdk=
for candidate in "${JAVA_HOME:-}" /usr/lib/jvm/* /opt/java/* /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    if [ -x "$candidate/bin/jpackage" ] && grep -q '^JAVA_VERSION="25' "$candidate/release" 2>/dev/null; then
        jdk=$candidate
        break
    fi
done
[ -n "$jdk" ] || fail "No JDK 25 was found; install one, such as Temurin 25, or set JAVA_HOME to it."

version=$(sed -n 's:.*<version>\([0-9.]*\)\(-SNAPSHOT\)\{0,1\}</version>.*:\1:p' pom.xml | head -1)

rm -rf "$out"
mkdir -p "$out"

# JDK modules only: several dependencies are automatic modules, which jlink does not take.
"$jdk/bin/jlink" --output "$out/runtime" --compress zip-6 --no-header-files --no-man-pages --strip-java-debug-attributes \
    --add-modules "$(cat jpackage/modules.txt)"

cp -Rp "$tree" "$out/input"
# Another Java made this cache than the one that goes along; it is made anew below.
rm -f "$out/input/lib/start.aot"
"$jdk/bin/jpackage" @jpackage/app.args --type app-image --app-version "$version" --dest "$out" \
    --runtime-image "$out/runtime" --input "$out/input" --icon "$icon"
rm -rf "$out/runtime" "$out/input"

if [ $system = linux ]; then
    image=$out/sightglass
    launcher=$image/bin/sightglass
    app=$image/lib/app
else
    image=$out/sightglass.app
    launcher=$image/Contents/MacOS/sightglass
    app=$image/Contents/app
fi

# JavaFX is on the module path; jpackage names every jar for the class path too.
grep -v 'app.classpath=$APPDIR/javafx/' "$app/sightglass.cfg" >"$out/sightglass.cfg"
mv "$out/sightglass.cfg" "$app/sightglass.cfg"

# What the classes look like once they are loaded and linked, learned from one run each: of a window, drawn without a
# display over the playground's real broker, and of a short command.
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp "$app/sightglass.cfg" "$work/sightglass.cfg"
echo 'java-options=-XX:AOTCacheOutput=$APPDIR/lib/window.aot' >>"$app/sightglass.cfg"
"$launcher" snapshot orders -o "$work/window.png" >"$work/said.txt" 2>&1 || {
    cat "$work/said.txt" >&2
    fail "The application folder could not draw its window."
}
mv "$work/sightglass.cfg" "$app/sightglass.cfg"
mkdir "$work/old" "$work/new"
cp "$app/sample-schemas/order-status/v3.avsc" "$work/old/status.avsc"
cp "$app/sample-schemas/order-status/v4.avsc" "$work/new/status.avsc"
cp "$app/sample-schemas/coffee-catalog/v1.schema.json" "$work/old/catalog.schema.json"
cp "$app/sample-schemas/coffee-catalog/v5.schema.json" "$work/new/catalog.schema.json"
cp -R "$app/sample-schemas/orders/v1" "$work/old/orders"
cp -R "$app/sample-schemas/orders/v4" "$work/new/orders"
SIGHTGLASS_JAVA_OPTS="-XX:AOTCacheOutput=$PWD/$app/lib/start.aot" \
    "$app/bin/sightglass" diff "$work/old" "$work/new" >"$work/said.txt" 2>&1 || [ $? = 1 ]
for cache in window start; do
    [ -s "$app/lib/$cache.aot" ] || fail "The cache $cache.aot could not be made."
done

# The launcher's own options come last in its file. A cache that does not fit is passed over in silence.
cat >>"$app/sightglass.cfg" <<'END'
java-options=-XX:AOTCache=$APPDIR/lib/window.aot
java-options=-Xlog:disable
java-options=-Xlog:all=error:stderr
java-options=-Xlog:aot*=off:stderr
java-options=-Xlog:cds*=off:stderr
END

case $kind in
    app-image) echo "$image" ;;
    deb)
        "$jdk/bin/jpackage" @jpackage/linux/installer.args --type deb --name sightglass --app-version "$version" \
            --description "A sight glass on the pipe: watch Kafka data in flight, against its contract" \
            --app-image "$image" --dest "$out" \
            --linux-package-deps "libgtk-3-0 | libgtk-3-0t64, libgl1, libxtst6, libxxf86vm1, libasound2 | libasound2t64"
        ls "$out"/*.deb
        ;;
    rpm)
        "$jdk/bin/jpackage" @jpackage/linux/installer.args --type rpm --name sightglass --app-version "$version" \
            --description "A sight glass on the pipe: watch Kafka data in flight, against its contract" \
            --app-image "$image" --dest "$out" --linux-package-deps "gtk3, libglvnd-glx, libXtst, libXxf86vm"
        ls "$out"/*.rpm
        ;;
    dmg | pkg)
        "$jdk/bin/jpackage" --license-file LICENSE --type "$kind" --name sightglass --app-version "$version" \
            --app-image "$image" --dest "$out"
        ls "$out"/*."$kind"
        ;;
esac
