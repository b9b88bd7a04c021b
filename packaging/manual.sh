#!/usr/bin/env bash
# Writes man pages and shell completions from what the program says of itself.
# Usage: manual.sh PROGRAM GENERATE_MANUAL SHARE
set -euo pipefail
program=$1 generate=$2 share=$3

rm -rf "$share"
mkdir -p "$share"/{man/man1,bash-completion/completions,zsh/site-functions,fish/vendor_completions.d}

# The pages' date is that of the source.
date=$(git log -1 --format=%cs 2>/dev/null || date +%F)
"$generate" "$program" --output-directory "$share/man/man1" --section 1 --multi-page --date "$date" > /dev/null
# Nobody calls these by hand.
rm -f "$share"/man/man1/graven.{help,worker,git.textconv,git.merge}.1
for page in "$share"/man/man1/graven.*.*.1 "$share"/man/man1/graven.*.1; do
  [ -e "$page" ] || continue
  # As git's pages are called: graven-git-setup.1.
  name=$(basename "$page" .1)
  mv "$page" "$share/man/man1/${name//./-}.1"
done
# References to pages that are left, by their names; .Xr is mdoc's macro for them.
sed -i -E -e '/^\.Xr graven\.(help|worker|git\.textconv|git\.merge) /d' \
  -e ':again; s/^(\.Xr graven[^ ]*)\.([^ ]* 1)/\1-\2/; t again' "$share"/man/man1/*.1

"$program" --generate-completion-script bash > "$share/bash-completion/completions/graven"
"$program" --generate-completion-script zsh > "$share/zsh/site-functions/_graven"
"$program" --generate-completion-script fish > "$share/fish/vendor_completions.d/graven.fish"
