#!/bin/sh
# Every shared article in nine encodings is recognised and decoded; skipped (77) where
# the shared data is absent.
#
#   tests/data/encodings.sh PROGRAM
set -eu
data=$(dirname "$0")/../../../shared/data/encodings
[ -f "$data/articles-in-nine-encodings.tar.xz" ] || exit 77
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
tar -xJf "$data/articles-in-nine-encodings.tar.xz" -C "$scratch"
"$1" "$data" "$scratch/generated"
