# A date that was guessed says so, and --show says where it was read.
LANG=vi_VN.UTF-8
mkdir -p kho/2017/03
printf 'Khai mạc lễ hội\n\nSáng 15/3, xã khai mạc lễ hội.\n' >kho/2017/lead.txt
printf 'Bế mạc lễ hội\n\nHuế, ngày 20/3/2017 – Lễ hội bế mạc.\n' >kho/2017/dateline.txt
printf 'Sau lễ hội\n\nMọi người ra về.\n' >kho/2017/03/path.txt
echo '{"id": "url", "title": "Trước lễ hội", "url": "https://a.example/le-hoi-20170310081500.htm"}' \
	>kho/page.jsonl
tracuu-index update --quiet --archive archive kho
export TRACUU_ARCHIVE=archive
tracuu --format json --sort oldest 'lễ hội' | python3 -c '
import json, sys
for hit in json.load(sys.stdin)["hits"]:
    print(hit["id"], *(hit["date" + k] for k in ("", "_precision", "_source", "_confidence")))'
for id in 2017/lead.txt 2017/dateline.txt 2017/03/path.txt url; do
	tracuu --show $id | head -5
	echo
done
