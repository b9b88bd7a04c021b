#!/usr/bin/env bash
# Makes a Debian package of a program that is linked with the system's libraries.
# Usage: deb.sh VERSION PROGRAM SHARE OUTPUT_FOLDER
set -euo pipefail
version=$1 program=$2 share=$3 output=$4
architecture=$(dpkg --print-architecture)

room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
root=$room/graven
install -D -m 755 "$program" "$root/usr/bin/graven"
strip --strip-unneeded "$root/usr/bin/graven"
mkdir -p "$root/usr/share/doc/graven" "$root/DEBIAN"
cp -R "$share/." "$root/usr/share/"
find "$root/usr/share/man" -name '*.1' -exec gzip -9 -n {} +
install -m 644 LICENSE "$root/usr/share/doc/graven/copyright"
install -m 644 README.md NOTICE "$root/usr/share/doc/graven/"
find "$root" -type d -exec chmod 755 {} +
find "$root/usr/share" -type f -exec chmod 644 {} +

# The libraries that the program asks for, as the packages that have them.
mkdir "$room/debian"
printf 'Source: graven\n\nPackage: graven\nArchitecture: any\n' > "$room/debian/control"
depends=$(cd "$room" && dpkg-shlibdeps -O graven/usr/bin/graven 2> /dev/null | sed -n 's/^shlibs:Depends=//p')

cat > "$root/DEBIAN/control" <<CONTROL
Package: graven
Version: $version
Architecture: $architecture
Maintainer: The Graven developers <graven@localhost>
Depends: $depends
Suggests: graphviz, git
Section: devel
Priority: optional
Installed-Size: $(du -sk "$root/usr" | cut -f 1)
Description: ONNX models as text: read, edit, check, diff and run them
 Turns ONNX models into text and back without losing a byte, formats and checks
 them, infers types and shapes, evaluates values on the CPU, and serves editors
 with the Language Server Protocol.
CONTROL

mkdir -p "$output"
dpkg-deb --root-owner-group -Zxz --build "$root" "$output/graven_${version}_$architecture.deb"
