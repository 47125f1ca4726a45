#!/bin/sh
# Golden command lines: each tests/golden/FOLDER/NAME.sh is run by sh in a folder of
# its own; its output must equal NAME.sh.stdout, its errors NAME.sh.stderr (absent:
# none), its exit status NAME.sh.exit (absent: 0).
#
#   tests/golden/run.sh BUILD_FOLDER [--update] [FOLDER/NAME...]
#
# What a script finds: tracuu and tracuu-index on the PATH; $CORPUS, the sample press
# releases; $PACKS, the folders tests/formats/pack-*; $ARCHIVE (also $TRACUU_ARCHIVE), an archive of them that it must not
# change; English messages unless it sets LANG.
#
# Nothing in the output may depend on the machine. Whatever is named is named from the
# script's folder, so that lines break alike wherever the clone lies; strings are sorted
# and read alike in every locale; and what still differs, clean.sh writes in one way.
set -u
here=$(cd "$(dirname "$0")" && pwd)
build=$(cd "$1" && pwd)
shift
update=
if [ "${1-}" = --update ]; then
	update=1
	shift
fi

work=$(cd "$(mktemp -d)" && pwd -P)
trap 'chmod -R u+w "$work"; rm -rf "$work"' EXIT
cp -r "$here/../../corpus" "$work/corpus"
mkdir "$work/packs"
cp -r "$here"/../formats/pack-* "$work/packs"
PATH="$build/indexer:$build/query:$PATH"
CORPUS=../corpus
PACKS=../packs
ARCHIVE=../archive
TRACUU_ARCHIVE=$ARCHIVE
LANG=en_US.UTF-8
LC_COLLATE=C
LC_CTYPE=C.UTF-8
TZ=UTC
TRACUU_CONFIG=
export TRACUU_CONFIG PATH CORPUS PACKS ARCHIVE TRACUU_ARCHIVE LANG LC_COLLATE LC_CTYPE TZ
unset LC_ALL LC_MESSAGES LANGUAGE NO_COLOR XDG_DATA_HOME 2>/dev/null

"$here/clean.sh" --check || exit 1
(cd "$work" && tracuu-index update --quiet --archive archive corpus) || exit 1

clean() {
	"$here/clean.sh" "$work"
}

passed=0
failed=0
number=0
[ $# -gt 0 ] || set -- $(cd "$here" && find . -name '*.sh' -mindepth 2 | sed 's|^\./||; s|\.sh$||' | sort)
for name; do
	script=$here/$name.sh
	number=$((number + 1))
	mkdir "$work/$number"
	(cd "$work/$number" && sh "$script" >"$work/out" 2>"$work/err" </dev/null)
	echo $? >"$work/exit"
	clean <"$work/out" >"$work/stdout"
	clean <"$work/err" >"$work/stderr"
	if [ -n "$update" ]; then
		cp "$work/stdout" "$script.stdout"
		rm -f "$script.stderr" "$script.exit"
		[ -s "$work/stderr" ] && cp "$work/stderr" "$script.stderr"
		[ "$(cat "$work/exit")" = 0 ] || cp "$work/exit" "$script.exit"
	fi
	: >"$work/empty"
	echo 0 >"$work/zero"
	good=1
	for part in stdout stderr exit; do
		want=$script.$part
		[ -f "$want" ] || want=$work/empty
		[ $part = exit ] && [ ! -f "$script.exit" ] && want=$work/zero
		if ! diff -u "$want" "$work/$part" >"$work/diff"; then
			good=
			echo "golden: $name: $part differs"
			cat "$work/diff"
		fi
	done
	if [ -n "$good" ]; then passed=$((passed + 1)); else failed=$((failed + 1)); fi
done
echo "golden: $passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
