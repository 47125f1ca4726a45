# What an article said before can't be read any more: who reads the article is told, and it is shown.
export TRACUU_ARCHIVE=a
say() { printf '{"id":"7","title":"Lũ ở Bến Mộc","body":"Nước lên %s mét.","date":"2018-03-27"}\n' "$1" >tin.jsonl; }
flip() { printf '\377' | dd of=a/generations/000002/versions bs=1 seek="$1" conv=notrunc status=none; }
say hai; tracuu-index update --quiet tin.jsonl; say ba; tracuu-index update --quiet
tracuu --show 7
chmod u+w a/generations/000002/versions
flip 140
tracuu --show 7; echo $?
tracuu --show 7 --lang vi | tail -2
tracuu --show 7 --format json | grep -o '"versions":[^,]*'
flip 2
tracuu --show 7 | tail -2
tracuu-index repair --quiet; echo $?
tracuu --show 7
