#!/bin/sh
# Golden command lines: each tests/golden/FOLDER/NAME.sh is run by sh in a folder of
# its own; its output must equal NAME.sh.stdout, its errors NAME.sh.stderr (absent:
# none), its exit status NAME.sh.exit (absent: 0).
#
#   tests/golden/run.sh BUILD_FOLDER [--update] [FOLDER/NAME...]
#
# What a script finds: tracuu and tracuu-index on the PATH; $CORPUS, the sample press
# releases; $ARCHIVE (also $TRACUU_ARCHIVE), an archive of them that it must not
# change; English messages unless it sets LANG. Times, sizes and folders, which
# differ from machine to machine, are written as TIME, SIZE and WORK.
set -u
here=$(cd "$(dirname "$0")" && pwd)
build=$(cd "$1" && pwd)
shift
update=
if [ "${1-}" = --update ]; then
	update=1
	shift
fi

work=$(mktemp -d)
trap 'chmod -R u+w "$work"; rm -rf "$work"' EXIT
PATH="$build/indexer:$build/query:$PATH"
CORPUS=$(cd "$here/../../corpus" && pwd)
ARCHIVE=$work/archive
TRACUU_ARCHIVE=$ARCHIVE
LANG=en_US.UTF-8
TZ=UTC
export PATH CORPUS ARCHIVE TRACUU_ARCHIVE LANG TZ
unset LC_ALL LC_MESSAGES LANGUAGE NO_COLOR XDG_DATA_HOME 2>/dev/null

tracuu-index update --quiet "$CORPUS" || exit 1

clean() {
	sed -E -e "s|$work/[0-9]+|WORK|g" -e "s|$work|WORK|g" -e "s|$CORPUS|CORPUS|g" \
		-e 's/"took_ms": ?[0-9.]+/"took_ms":TIME/g' -e 's/"score": ?-?[0-9.]+/"score":SCORE/g' \
		-e 's/[0-9]+([.,][0-9]+)? (ms|s|giây|mili giây)([ ,.;:)"·]|$)/TIME\3/g' \
		-e 's/[0-9.,]+ [kM]B/SIZE/g' \
		-e 's/(SIZE, (bằng )?)[0-9.,]+ (times|lần)/\1N \3/'
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
