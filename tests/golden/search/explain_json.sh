tracuu --explain --limit 1 --format json "cầu Bến Mộc" | python3 -c '
import json, sys
a = json.load(sys.stdin)
e = a["query"]["explain"]
print(e["ranking"], [(w["text"], w["match"], w["spellings"]) for w in e["words"]])
f = a["hits"][0]["explain"]
print(*(x["name"] for x in f))
print(a["hits"][0]["why"])
print(abs(sum(x["gives"] for x in f) - a["hits"][0]["score"]) < 0.01)
'
tracuu --explain --limit 1 --sort newest --format json "cầu Bến Mộc" | grep -o '"explain":[^]]*]'
