#!/bin/sh
# The architecture, checked: who may include whom, where each library may be used,
# how long files and functions may be.
#
#   tests/layering.sh BUILD_FOLDER
set -eu
build=$(cd "$1" && pwd)
cd "$(dirname "$0")/.."

ours() { # ours FOLDER...: the C and C++ below
	find "$@" -type f \( -name '*.c' -o -name '*.h' -o -name '*.cc' -o -name '*.hh' \) | sort
}
houses=$(tests/rooms.py | cut -d/ -f1 | sort -u)
# shellcheck disable=SC2086 # folders and files of ours hold no spaces in their names
rooms=$(ours $houses)
tests=$(ours tests)
helpers=$(ours bench)

# Libraries stay in their rooms.
confine() { # confine PATTERN FOLDERS-REGEX NAME
	# shellcheck disable=SC2086
	grep -l "$1" $rooms $tests | grep -Ev "^($2)" | sed "s|\$| uses $3|"
}

long_files() {
	# shellcheck disable=SC2086
	wc -l $rooms $tests $helpers | awk '$2 != "total" && $1 >= 500 { print $2 " has " $1 " lines" }'
}

long_functions() {
	# shellcheck disable=SC2086
	awk '
		FNR == 1 { start = 0 }
		/^\{/ { start = FNR }
		/^\}/ && start {
			if (FNR - start >= 60)
				print FILENAME ":" start ": function of " FNR - start " lines"
			start = 0
		}
	' $rooms
}

problems=$(
	tests/rooms.py "$build" || echo "rooms are not what they say"
	tests/circles.py "$build" || echo "modules use each other: put what both need below both"
	confine '#include <xapian' 'xapianc/' 'Xapian outside xapianc/'
	confine '#include <gmime' 'article/readers/mail/' 'gmime outside article/readers/mail/'
	confine '#include <libxml' 'article/readers/' 'libxml2 outside article/readers/'
	confine '#include <utf8proc' 'text/' 'utf8proc outside text/'
	confine '#include <unicode/ucnv' 'text/|article/' \
		"ICU's converters outside text/ and article/"
	confine '#include <unicode/[^u]\|#include <unicode/u[^c]' 'text/' 'ICU outside text/'
	confine '\<system *(\|\<popen *(' 'none' 'a shell'
	confine '\<stdout\>\|\<stderr\>\|[^nf_a-z]printf *(\|[^a-z_]puts *(\|\<putchar *(\|\<perror *(\|\<v*dprintf *(\|\<psignal *(' \
		'printing/print|bench/|tests/' 'standard output or error outside printing/'
	long_files
	long_functions
)
if [ -n "$problems" ]; then
	printf '%s\n' "$problems" | sed 's/^/layering: /'
	exit 1
fi
echo "layering: ok"
