mkdir src; { printf "{\"id\":\"a\",\"title\":\"Tin một\"}\n{\"id\":\"b\",\"body\":\""; head -c 100000000 /dev/zero | tr "\0" a; printf "\"}\n{\"id\":\"c\",\"title\":\"Tin ba\"}\n"; } >src/long.jsonl
tracuu-index update --archive a --quiet src; echo "exit $?"
grep skipped a/last-report.jsonl
tracuu --archive a --format ids tin | sort
