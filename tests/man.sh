#!/bin/sh
# The man pages are well formed and name just the options that the programs have.
#
#   tests/man.sh BUILD_FOLDER
set -eu
build=$(cd "$1" && pwd)
cd "$(dirname "$0")/.."
failures=0

mandoc -T lint -W warning docs/tracuu.1 docs/tracuu-index.1 docs/tracuu-web.1 || failures=1

options() {
	grep -oE -- '--[a-z][a-z-]+' | sort -u
}
compare() { # compare PAGE: option names of the help on standard input
	options >"$work/help"
	mandoc -T ascii "docs/$1" | sed 's/.\x08//g' | sed -n '/^OPTIONS/,/^[EF][NI][VL]/p' | options >"$work/page"
	if ! diff "$work/help" "$work/page"; then
		echo "man: docs/$1 and --help name different options"
		return 1
	fi
}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
LANG=C "$build/query/tracuu" --help=options | compare tracuu.1 || failures=1
LANG=C "$build/web/tracuu-web" --help | sed 's/“[^”]*”//g' | compare tracuu-web.1 || failures=1
for command in update rebuild status report read verify repair rollback generations; do
	LANG=C "$build/indexer/tracuu-index" $command --help
done | compare tracuu-index.1 || failures=1

# The options of a page in Vietnamese are those of the page in English.
alike() {
	mandoc -T ascii "docs/$1" | sed 's/.\x08//g' | sed -n '/^OPTIONS/,/^[EFI][NID]/p' | options >"$work/english"
	mandoc -T utf8 "docs/vi/$1" | LC_ALL=C.UTF-8 sed 's/.\x08//g' | sed -n '/^TÙY CHỌN/,/^\(BIẾN\|TỆP\)/p' |
		options >"$work/vietnamese"
	if ! diff "$work/english" "$work/vietnamese"; then
		echo "man: docs/$1 and docs/vi/$1 name different options"
		return 1
	fi
}
alike tracuu.1 || failures=1
alike tracuu-index.1 || failures=1
alike tracuu-web.1 || failures=1

[ "$failures" -eq 0 ] || exit 1
echo "man: ok"
