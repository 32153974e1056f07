#!/usr/bin/env bash
# Packs what `cargo build --release --target TARGET` made, with licences, completions and the manual page, into dist/
# or the folder that DIST names.
set -euo pipefail
cd "$(dirname "$0")/.."
target=$1
built="${CARGO_TARGET_DIR:-target}/$target/release"
name=sockleak
[ -e "$built/sockleak" ] || name=sockleak.exe
stage=$(mktemp -d)
trap 'rm -rf "$stage"' EXIT
cp "$built/$name" LICENSE-MIT LICENSE-APACHE README.md CHANGELOG.md "$stage"
"$built/$name" man >"$stage/sockleak.1"
mkdir "$stage/completions"
for shell in bash zsh fish powershell elvish; do
    "$built/$name" completions "$shell" >"$stage/completions/sockleak.$shell"
done
dist="${DIST:-dist}"
mkdir -p "$dist"
archive="sockleak-$target.tar.gz"
tar -czf "$dist/$archive" -C "$stage" .
cd "$dist"
{ sha256sum "$archive" 2>/dev/null || shasum -a 256 "$archive"; } >"$archive.sha256"
