# Crawls that number their articles from 1 in each file; one of them was fetched twice.
export TRACUU_ARCHIVE=a
mkdir s
for f in a b; do for i in 1 2 3; do echo "{\"id\":$i,\"title\":\"Bài $f số $i\"}"; done >s/$f.jsonl; done
cp s/b.jsonl s/c.jsonl; printf '%s\n' '{"title":"Bài không mã"}' '{"title":"Bài có địa chỉ","url":"https://bao.vn/1"}' >s/d.jsonl
tracuu-index update --archive a s; cat a/last-report.jsonl
tracuu-index update --archive a s; cat a/last-report.jsonl
tracuu --show 'b.jsonl#2'; tracuu --show 'c.jsonl#2'
rm s/b.jsonl; tracuu-index update --quiet --archive a s; cat a/last-report.jsonl
tracuu --show 'b.jsonl#2'
tracuu-index update --archive a --ids=file; tracuu --show 2; tracuu --format ids 'Bài' | sort
tracuu-index rebuild --quiet --archive a; tracuu --format ids 'Bài' | sort
tracuu-index verify --archive a
