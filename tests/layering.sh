#!/bin/sh
# The architecture, checked: who may include whom, where each library may be used,
# how long files and functions may be.
#
#   tests/layering.sh BUILD_FOLDER
set -eu
build=$(cd "$1" && pwd)
cd "$(dirname "$0")/.."
failures=0

fail() {
	echo "layering: $1"
	failures=$((failures + 1))
}

sources() {
	find "$@" -type f \( -name '*.c' -o -name '*.h' -o -name '*.cc' \) | sort
}

# --- each room is compiled with the include paths of just these rooms
may_include() {
	case $1 in
	base) echo base ;;
	text) echo base text ;;
	article) echo article base text ;;
	xapianc) echo base xapianc ;;
	glass) echo base glass ;;
	archive) echo archive base glass text xapianc ;;
	indexer) echo archive article base glass indexer text xapianc ;;
	query) echo archive base query text xapianc ;;
	esac
}
for room in base text article xapianc glass archive indexer query; do
	for source in $(find $room -maxdepth 1 -name '*.c' -o -maxdepth 1 -name '*.cc' | sort); do
		paths=$(grep -F -- "-c $PWD/$source\"" "$build/compile_commands.json" |
			grep -o -- "-I$build/include/[a-z]*" | sed 's|.*/||' | sort -u | tr '\n' ' ')
		for path in $paths; do
			case " $(may_include $room) " in
			*" $path "*) ;;
			*) fail "$source can include $path/, which $room/ may not" ;;
			esac
		done
		[ -n "$paths" ] || fail "$source is not built"
	done
done

# --- every include of our own names its room, and goes down, never up
for file in $(sources base text article xapianc glass archive indexer query tests); do
	grep -n '#include "\.\./\|#include ".*/\.\./' "$file" && fail "$file includes through ../"
	grep -n '#include "[^/"]*"' "$file" && fail "$file includes without naming the room"
done

# --- libraries stay in their rooms
confine() { # confine PATTERN FOLDERS-REGEX NAME
	for file in $(sources base text article xapianc glass archive indexer query tests); do
		if grep -q "$1" "$file" && ! echo "$file" | grep -Eq "^($2)"; then
			fail "$file uses $3"
		fi
	done
}
confine '#include <xapian' 'xapianc/' 'Xapian outside xapianc/'
confine '#include <utf8proc' 'text/' 'utf8proc outside text/'
confine '#include <unicode/ucnv' 'text/|article/' "ICU's converters outside text/ and article/"
confine '#include <unicode/[^u]\|#include <unicode/u[^c]' 'text/' 'ICU outside text/'
confine '\<system *(\|\<popen *(' 'none' 'a shell'

# --- one idea a file, one a function
for file in $(sources base text article xapianc glass archive indexer query tests bench); do
	lines=$(wc -l <"$file")
	[ "$lines" -lt 500 ] || fail "$file has $lines lines"
done
for file in $(sources base text article xapianc glass archive indexer query); do
	awk -v file="$file" '
		/^\{/ { start = NR }
		/^\}/ && start { if (NR - start >= 60) print file ":" start ": function of " NR - start " lines"; start = 0 }
	' "$file" | while read -r long; do echo "layering: $long"; done
	[ -z "$(awk '/^\{/ {s=NR} /^\}/ && s {if (NR-s>=60) print NR; s=0}' "$file")" ] ||
		failures=$((failures + 1))
done

# --- no module uses one that uses it
tests/circles.py "$build" || fail "modules that go in circles; put what both need below both"

[ "$failures" -eq 0 ] || exit 1
echo "layering: ok"
