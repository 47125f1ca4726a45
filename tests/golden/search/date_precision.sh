# Articles known to the day, the month, the year, and not at all: what may lie in the days
# asked for is found, the undated are counted; the last day sorts, the undated come last.
cat >articles.jsonl <<'END'
{"id": "day", "title": "Bão đến", "date": "2017-06-27", "body": "Bão đến rồi."}
{"id": "month", "title": "Bão tan", "date": "2017-06", "body": "Bão tan rồi."}
{"id": "year", "title": "Bão lớn", "date": "2017", "body": "Bão lớn lắm."}
{"id": "none", "title": "Bão nhỏ", "body": "Bão nhỏ thôi."}
{"id": "later", "title": "Bão khác", "date": "2018-01-01", "body": "Bão khác đây."}
END
tracuu-index update --quiet --archive archive articles.jsonl
ids() {
	echo "$*: $(tracuu --archive archive --format ids "$@" bão | tr '\n' ' ')"
}
ids --sort oldest --from 2017-01-01 --to 2017-12-31
ids --sort oldest --from 2017-06-28 --to 2017-06-29
ids --sort oldest --to 31/5/2017
ids --sort oldest --from 'quý 3/2017'
ids --sort newest
ids --sort oldest
tracuu --archive archive --from 1/6/2017 --to 30/6/2017 --limit 1 --sort newest bão
tracuu --archive archive --from 1/6/2017 --to 30/6/2017 --format json bão | python3 -c '
import json, sys
answer = json.load(sys.stdin)
print(answer["undated"], [w["code"] for w in answer["warnings"]])
print([(h["id"], h["date"], h["date_precision"]) for h in answer["hits"]])'
