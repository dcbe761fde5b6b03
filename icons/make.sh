#!/bin/sh
# Makes every icon from its SVG: the window's PNG files, and those of the packages (PNG, ICO, ICNS).
# Needs the Debian packages librsvg2-bin, icoutils and icnsutils.
set -eu
cd "$(dirname "$0")"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for size in 16 24 32 48 64 128 256 512; do
    # Small ones have a drawing of their own, with fewer and thicker things in it.
    drawing=sightglass.svg
    [ $size -gt 24 ] || drawing=sightglass-small.svg
    rsvg-convert -w $size -h $size $drawing -o "$work/$size.png"
done

window=../app/src/main/resources/io/sightglass/ui/theme
for size in 16 32 128 256; do
    cp "$work/$size.png" "$window/icon-$size.png"
done
cp "$work/512.png" sightglass.png
icotool -c -o sightglass.ico "$work/16.png" "$work/24.png" "$work/32.png" "$work/48.png" "$work/64.png" -r "$work/256.png"
png2icns sightglass.icns "$work/16.png" "$work/32.png" "$work/48.png" "$work/128.png" "$work/256.png" "$work/512.png"
