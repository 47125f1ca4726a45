#!/bin/sh
# Ends an update at its n-th change to the disk, for every n, by a kill and by a full
# disk. Each time the archive must still be whole and as before or as after; and one
# more update must lead to the state that an undisturbed one gives.
#
#   tests/crash/crash.sh TRACUU_INDEX PRELOADED_LIBRARY [STEP]
set -eu
index=$1
step=${3:-1}
# Runs sync what they write: in memory that costs nothing.
if [ -w /dev/shm ]; then TMPDIR=${TMPDIR:-/dev/shm}; fi
work=$(mktemp -d "${TMPDIR:-/tmp}/tracuu-crash-XXXXXX")
trap 'rm -rf "$work"' EXIT INT TERM
export LC_ALL=C
# The loader takes a space in a path for the end of it.
library=$work/library.so
cp "$2" "$library"

fail() {
	echo "crash: $1"
	exit 1
}

# run ARCHIVE: the update under test, small batches and shards, one worker
run() {
	"$index" update --quiet --jobs 1 --batch-articles 4 --shard-articles 12 \
		--archive "$1" "$work/source" 2>"$work/errors"
}

# state ARCHIVE: what is published, without what depends on the time of day
state() {
	(cd "$1/current" && sha256sum catalogue lexicon && ls -d shard-*)
}

write_article() { # NUMBER VERSION
	printf 'Bài số %s\n\nNội dung thứ %s, bản %s, của bài số %s.\n' "$1" "$1" "$2" "$1" \
		>"$work/source/$1.txt"
}

# --- a first generation of 30 articles, then changes to be indexed
mkdir "$work/source"
for n in $(seq 10 39); do write_article "$n" 1; done
run "$work/before" || fail "the first update failed: $(cat "$work/errors")"
for n in 12 25 40 41 42 43 44; do write_article "$n" 2; done
rm "$work/source/13.txt" "$work/source/30.txt"
find "$work/source" -name '*.txt' -exec touch -d '2020-01-01' {} +

cp -a "$work/before" "$work/after"
(export STOP_COUNT="$work/count" LD_PRELOAD="$library"; run "$work/after") ||
	fail "the undisturbed update failed: $(cat "$work/errors")"
state "$work/before" >"$work/state-before"
state "$work/after" >"$work/state-after"
cmp -s "$work/state-before" "$work/state-after" && fail "the update changed nothing"
changes=$(cat "$work/count")
[ "$changes" -gt 50 ] || fail "only $changes changes to the disk were seen"

for how in kill full; do
	n=1
	while [ "$n" -le "$changes" ]; do
		rm -rf "$work/archive"
		cp -a "$work/before" "$work/archive"
		status=0
		(export STOP_AT="$n" STOP_HOW="$how" LD_PRELOAD="$library"; run "$work/archive") \
			2>/dev/null || status=$?
		if [ "$how" = full ] && [ "$status" -ne 3 ] && [ "$status" -ne 0 ]; then
			fail "full at $n: exit status $status: $(cat "$work/errors")"
		fi
		state "$work/archive" >"$work/state" || fail "$how at $n: nothing is published"
		if [ "$status" -eq 0 ]; then
			cmp -s "$work/state" "$work/state-after" || fail "$how at $n: 0, but not done"
		else
			cmp -s "$work/state" "$work/state-before" ||
				cmp -s "$work/state" "$work/state-after" ||
				fail "$how at $n: neither the old state nor the new one"
		fi
		"$index" verify --quiet --archive "$work/archive" 2>"$work/errors" ||
			fail "$how at $n: $(cat "$work/errors")"
		run "$work/archive" || fail "$how at $n, then again: $(cat "$work/errors")"
		state "$work/archive" >"$work/state"
		cmp -s "$work/state" "$work/state-after" || fail "$how at $n: the next update differs"
		left=$(find "$work/archive/generations" -mindepth 1 -maxdepth 1 -name '.*')
		[ -z "$left" ] || fail "$how at $n: $left is left"
		n=$((n + step))
	done
done
echo "crash: ok, $changes changes to the disk"
