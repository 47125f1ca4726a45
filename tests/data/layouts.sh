#!/bin/sh
# Real articles are read again from plain text in five layouts; skipped (77) where the shared
# data is absent.
#
#   tests/data/layouts.sh PROGRAM [ARTICLES]
set -eu
news=$(dirname "$0")/../../../shared/data/news-2017.jsonl.xz
[ -f "$news" ] || exit 77
exec "$1" "$news" ${2:+"$2"}
