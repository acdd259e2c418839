#!/usr/bin/env bash
# Makes the documents beside it anew from their sources, with LibreOffice (Debian:
# libreoffice-writer-nogui, libreoffice-calc-nogui, zip, unzip). The archives are packed again with
# one fixed date and without pictures of their first page, so that nothing of a machine stays in them.
set -euo pipefail
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

for ending in docx odt epub html; do
  soffice --headless "-env:UserInstallation=file://$work/profile" --convert-to "$ending" \
    --outdir "$work" report.zh.fodt report.en.fodt
done
soffice --headless "-env:UserInstallation=file://$work/profile" --convert-to xlsx \
  --outdir "$work" pairs.fods

cp "$work"/report.*.html .
for document in "$work"/*.docx "$work"/*.odt "$work"/*.epub "$work"/*.xlsx; do
  name=$(basename "$document")
  inside="$work/inside/$name"
  mkdir -p "$inside"
  unzip -q "$document" -d "$inside"
  rm -rf "$inside/Thumbnails" "$inside/Configurations2"
  find "$inside" -name '*.opf' -exec sed -i \
    's|dcterms:modified">[^<]*|dcterms:modified">2024-05-01T00:00:00Z|; s|unique-identifier">[^<]*|unique-identifier">duizhao|' {} +
  find "$inside" -exec touch -d '2024-05-01T00:00:00Z' {} +
  rm -f "$name"
  target="$PWD/$name"
  (
    cd "$inside"
    if [ -f mimetype ]; then TZ=UTC zip -qX0 "$target" mimetype; fi
    find . -type f ! -name mimetype | LC_ALL=C sort | TZ=UTC zip -qX9 "$target" -@
  )
done
