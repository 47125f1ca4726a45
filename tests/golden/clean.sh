#!/bin/sh
# What differs from machine to machine in the output of both programs, written in one
# way: TIME, WHEN, SIZE, SCORE, LOT, and WORK for the folder where they ran or one of its
# numbered folders. From standard input to standard output.
#
#   tests/golden/clean.sh FOLDER
#   tests/golden/clean.sh --check      a fast and a slow machine come out alike
set -u
LC_ALL=C.UTF-8
export LC_ALL

# A line that ends in how long the search took may break before any of its last words.
clean() {
	sed -E -z 's/[ \n]·[ \n]([0-9]+[.,][0-9])[ \n]ms\n/ · \1 ms\n/g' |
		sed -E -e "s/$folder(\\/[0-9]+)?/WORK/g" \
			-e 's/"took_ms": ?[0-9.e+]+/"took_ms":TIME/g' \
			-e 's/"version":"[0-9.]+"/"version":VERSION/g' \
			-e 's/"age_s":[0-9]+/"age_s":TIME/g; s/("[a-z]*_bytes":)[0-9]+/\1SIZE/g' \
			-e 's/((_bytes|_seconds)\{.*\}) [0-9]+/\1 N/' \
			-e 's/"score": ?-?[0-9.]+/"score":SCORE/g' \
			-e 's/[0-9]+([.,][0-9]+)? (ms|s)([ ,.;:)"]|$)/TIME\3/g' \
			-e 's/( in | sau |\()[0-9]+(:[0-9]{2}){1,2}([.)])/\1TIME\3/' \
			-e 's/[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}/WHEN/g' \
			-e 's/[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}Z/WHEN/g' \
			-e 's/[0-9]+([.,][0-9])? [kMGT]?B\>/SIZE/g' \
			-e 's/\<[0-9a-f]{32}\>/LOT/g' \
			-e 's/(SIZE, (gấp )?)[0-9.,]+ (times|lần)/\1N \3/'
}

# Some folder's path as a regular expression.
folder=$(printf '%s' "$1" | sed 's/[][(){}.^$*+?|\\/]/\\&/g')
if [ "$1" != --check ]; then
	clean
	exit
fi

alike() {
	fast=$(printf "$1" | clean)
	slow=$(printf "$2" | clean)
	[ "$fast" = "$slow" ] && return
	echo "clean: a fast machine prints '$fast', a slow one '$slow'"
	exit 1
}
alike '9 articles · a · 0.9 ms\n' '9 articles · a · 12345.6 ms\n'
alike '9 bài · a · 0,9 ms\n\nb\n' '9 bài · a\n· 1234,5 ms\n\nb\n'
alike '9 articles · a · 0.9 ms\n' '9 articles · a ·\n1234.5 ms\n'
alike '9 articles · a · 0.9 ms\n' '9 articles · a · 1234.5\nms\n'
alike 'generation 000001 in 0.4 s.\n' 'generation 000001 in 1:02:03.\n'
alike 'bản 000001 sau 0,4 s.\n' 'bản 000001 sau 59,9 s.\n'
alike '000001 stays (0.1 s).\n' '000001 stays (12:34).\n'
alike '"took_ms": 0.91,\n' '"took_ms":123456.7,\n'
alike 'takes 999 B, 2.1 times' 'takes 12.3 MB, 10.4 times'
