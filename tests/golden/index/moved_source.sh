# The folder of a source was moved: its articles keep their ids.
mkdir báo; echo 'Tin một' >báo/t.txt; printf '%s\n' '{"id":7,"title":"Tin hai"}' >báo/d.jsonl
tracuu-index update --quiet --archive a báo
mv báo kho; tracuu-index update --quiet --archive a; echo "exit $?"
tracuu-index update --archive a --forget "$PWD/báo" --label '' kho; cat a/last-report.jsonl
tracuu --archive a --format ids tin; tracuu --archive a --show 7
