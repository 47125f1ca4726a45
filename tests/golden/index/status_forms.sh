mkdir s; printf "Tin một\n\n     Nội dung một.\n" >s/a.txt; printf '{"id":1' >s/b.jsonl
tracuu-index update --archive a --quiet s
tracuu-index status --archive a | tail -5
tracuu-index status --archive a --json
tracuu-index status --archive a --metrics | grep -v '^#'
echo "- a source that is not there"
mv s t; tracuu-index update --archive a --quiet; echo "exit $?"
tracuu-index status --archive a --json | sed 's/.*"last_run"/"last_run"/'
tracuu-index status --archive a --metrics | grep run_ok
ls a
