#!/bin/sh
# An update and some searches under memcheck: no invalid access, nothing read that was never
# written, nothing lost. The sanitizers don't see what libraries do in between.
#
#   tests/valgrind.sh BUILD_FOLDER
set -eu
build=$(cd "$1" && pwd)
cd "$(dirname "$0")/.."
command -v valgrind >/dev/null || {
	echo "valgrind: is not installed"
	exit 77
}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# watch STATUS PROGRAM ARGUMENT...; nested programs and system calls that valgrind does not
# know are no errors.
watch() {
	wanted=$1
	shift
	status=0
	valgrind -q --log-file="$work/log" --error-exitcode=99 --leak-check=full \
		--errors-for-leak-kinds=definite "$build/$@" >"$work/out" 2>&1 || status=$?
	[ "$status" -eq "$wanted" ] && return
	echo "valgrind: exit status $status of $*"
	grep -v 'WARNING: unhandled\|write your own handler\|README_MISSING\|consider this a bug\|bug_reports' "$work/log" || :
	cat "$work/out"
	exit 1
}

watch 0 indexer/tracuu-index update --quiet --archive "$work/kho" corpus/2019
watch 0 indexer/tracuu-index update --archive "$work/kho"
watch 0 indexer/tracuu-index verify --archive "$work/kho"
watch 0 query/tracuu --timeout-ms=0 --archive "$work/kho" --explain 'cau ben moc'
watch 0 query/tracuu --timeout-ms=0 --archive "$work/kho" --format json '"cầu Bến Mộc" -lũ'
watch 2 query/tracuu --timeout-ms=0 --archive "$work/kho" --from 2020 --to 2019 cầu
echo "valgrind: ok"
