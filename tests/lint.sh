#!/bin/sh
# Static analysis: clang-tidy and cppcheck over all of our C and C++.
#
#   tests/lint.sh BUILD_FOLDER     a folder configured with clang
set -eu
build=$(cd "$1" && pwd)
cd "$(dirname "$0")/.."
rooms=$(tests/rooms.py)

# shellcheck disable=SC2086 # names of ours hold no spaces
files=$(find $rooms -maxdepth 1 -name '*.c' -o -name '*.cc' | sort)
# shellcheck disable=SC2086
printf '%s\n' $files | xargs -P "$(nproc)" -n 4 clang-tidy --quiet -p "$build" 2>/dev/null
# Headers are named by their whole paths.
# shellcheck disable=SC2086
cppcheck --quiet --error-exitcode=1 --std=c17 --enable=warning,portability,performance \
	--suppress=missingIncludeSystem --inline-suppr -j "$(nproc)" -I . $files
echo "lint: ok"
