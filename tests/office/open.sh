#!/usr/bin/env bash
# Opens what the program exports with LibreOffice and compares the texts it shows with the pairs.
# usage: open.sh PROGRAM
set -euo pipefail
program=$(realpath "$1")
texts=$(cd "$(dirname "$0")/../../data/report-2017" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

office() {
  soffice --headless "-env:UserInstallation=file://$work/profile" --convert-to "$@" >/dev/null 2>&1
}

"$program" align "$texts/zh.txt" "$texts/en.txt" -q -o pairs.tsv -o pairs.docx -o pairs.xlsx
tail -n +2 pairs.tsv | cut -f1,2 > wanted

# Each cell of the document is a line of its text.
office 'txt:Text (encoded):UTF8' pairs.docx
tr '\t' '\n' < wanted | grep -v '^$' | LC_ALL=C sort -u > cells
LC_ALL=C sort -u pairs.txt > lines
lost=$(LC_ALL=C comm -23 cells lines | wc -l)
[ "$lost" -eq 0 ] || { echo "DOCX: $lost texts are not shown"; exit 1; }

# The first sheet, with tabs between its cells: id, zh, en and the rest.
office 'csv:Text - txt - csv (StarCalc):9,0,76,1,,0,false,true,false,false,false,1' pairs.xlsx
tail -n +2 pairs-pairs.csv | cut -f2,3 > shown
cmp wanted shown || { echo "XLSX: the texts differ"; exit 1; }
echo "LibreOffice shows every text of DOCX and XLSX"
