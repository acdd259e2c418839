#!/usr/bin/env bash
# Validates what the program writes with xmllint (Debian: libxml2-utils): TMX against the DTD beside
# this file, XLIFF 1.2 and 2.x against the core schemas of OASIS as the Debian package
# php-symfony-translation carries them (2.1 has the core of 2.0); it is unpacked, not installed.
# usage: validate.sh PROGRAM [FOLDER WITH THE SCHEMAS]
set -euo pipefail
program=$(realpath "$1")
here=$(cd "$(dirname "$0")" && pwd)
texts="$here/../../data/report-2017"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

schemas="${2:-}"
if [ -z "$schemas" ]; then
  if apt-get download -qq php-symfony-translation >/dev/null 2>&1; then
    dpkg -x php-symfony-translation*.deb package
    schemas=package/usr/share/php/Symfony/Component/Translation/Resources/schemas
  else
    echo "the XLIFF schemas cannot be had here; XLIFF is validated by its content models only"
  fi
fi
if [ -n "$schemas" ]; then
  cp "$schemas"/xliff-core-1.2-strict.xsd "$schemas"/xliff-core-2.0.xsd "$schemas"/xml.xsd .
  # Both import the schema of xml:lang from the network, or from a folder that is not there.
  sed -i 's|schemaLocation="[^"]*xml.xsd"|schemaLocation="xml.xsd"|' xliff-*.xsd
fi

# Both texts as they are; hostile text; pairs without one side; nothing found; English the original.
printf 'zh\ten\n' > hostile.tsv
printf '%s\t%s\n' \
  '<script>&amp;]]>“引号”有500班' '<b>511 trains</b> & "quotes" ]]>' \
  $'控制\001字符\033有8条' $'control\002 characters: 9 lines' \
  '=1+1' '+SUM(A1)' '只有中文。' '' '' 'English only.' \
  '全国有2.8亿农民工。' 'There are 2.8 billion migrant workers.' >> hostile.tsv
printf 'zh\ten\n没有数字。\tNo figures here.\n' > clean.tsv

validate() {
  local name=$1 format=$2
  case $format in
    tmx) xmllint --noout --nonet --dtdvalid "$here/tmx14.dtd" "$name" ;;
    xliff) [ -z "$schemas" ] || xmllint --noout --nonet --schema xliff-core-1.2-strict.xsd "$name" ;;
    xliff2) [ -z "$schemas" ] || xmllint --noout --nonet --schema xliff-core-2.0.xsd "$name" ;;
  esac
}

for format in tmx xliff xliff2; do
  for original in zh en; do
    for input in "$texts/zh.txt $texts/en.txt" "--pairs hostile.tsv" "--pairs clean.tsv"; do
      status=0
      # shellcheck disable=SC2086
      "$program" check $input --original "$original" --format "$format" -o "out.$format" -q || status=$?
      [ "$status" -le 1 ] || exit "$status"
      validate "out.$format" "$format"
    done
  done
done
# A file that is wrong must not pass, or nothing is validated at all.
sed 's|<seg>|<sag>|; s|</seg>|</sag>|' out.tmx > wrong.tmx
! validate wrong.tmx tmx 2>/dev/null
if [ -n "$schemas" ]; then
  sed 's|<source>|<quelle>|; s|</source>|</quelle>|' out.xliff > wrong.xliff
  ! validate wrong.xliff xliff 2>/dev/null
fi
echo "TMX and XLIFF are valid"
