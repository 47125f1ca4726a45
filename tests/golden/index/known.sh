mkdir -p s/old; printf "Tin một\n\n     Nội dung một.\n" >s/a.txt; printf '{"id":1' >s/b.jsonl; printf '{x' >s/old/c.jsonl
tracuu-index update --archive a --quiet s; echo "exit $?"
grep skipped a/last-report.jsonl | grep b.jsonl >known; printf '# những tệp cũ\n\ns/old/\n' >>known
tracuu-index update --archive a --known known; echo "exit $?"
printf '{"title":"Tốt"}\n{"id":2' >s/d.jsonl
tracuu-index update --archive a --quiet --known known; echo "exit $?"; grep -o '"action":"[a-z]*","path":"[^"]*"' a/last-report.jsonl
echo '{' >>known; tracuu-index update --archive a --quiet --known known; echo "exit $?"
tracuu-index update --archive a --quiet --known none; echo "exit $?"
