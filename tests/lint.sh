#!/bin/sh
# Static analysis: clang-tidy and cppcheck over all of our C and C++.
#
#   tests/lint.sh BUILD_FOLDER [--all]     a folder configured with clang
#
# The analyser walks the paths through each function. Those beyond fifty thousand nodes take
# three quarters of its time (of 15 s for five files); --all lets it walk them, too.
set -eu
build=$(cd "$1" && pwd)
cd "$(dirname "$0")/.."
rooms=$(tests/rooms.py)
nodes="--extra-arg=-Xclang --extra-arg=-analyzer-config --extra-arg=-Xclang --extra-arg=max-nodes=50000"
[ "${2-}" != --all ] || nodes=

# shellcheck disable=SC2086 # names of ours hold no spaces
files=$(find $rooms -maxdepth 1 -name '*.c' -o -name '*.cc' | sort)
# shellcheck disable=SC2086
printf '%s\n' $files | xargs -P "$(nproc)" -n 4 clang-tidy --quiet -p "$build" $nodes 2>/dev/null
# Headers are named by their whole paths.
# shellcheck disable=SC2086
cppcheck --quiet --error-exitcode=1 --std=c17 --enable=warning,portability,performance \
	--suppress=missingIncludeSystem --inline-suppr -j "$(nproc)" -I . $files
echo "lint: ok"
