#!/bin/sh
# Static analysis: clang-tidy and cppcheck over all of our C and C++.
#
#   tests/lint.sh BUILD_FOLDER     a folder configured with clang
set -eu
build=$(cd "$1" && pwd)
cd "$(dirname "$0")/.."

files=$(find base text article xapianc glass archive indexer query -name '*.c' -o -name '*.cc' | sort)
# shellcheck disable=SC2086 -- file names of ours hold no spaces
printf '%s\n' $files | xargs -P "$(nproc)" -n 4 clang-tidy --quiet -p "$build" 2>/dev/null
cppcheck --quiet --error-exitcode=1 --std=c17 --enable=warning,portability,performance \
	--suppress=missingIncludeSystem --inline-suppr -j "$(nproc)" \
	$(for room in base text article xapianc glass archive indexer query; do
		echo "-I $build/include/$room"
	done) $files
echo "lint: ok"
