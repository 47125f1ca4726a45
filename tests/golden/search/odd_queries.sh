# Queries that are no questions still get an answer, or a clear "nothing".
count() {
	tracuu --format json -- "$1" | python3 -c '
import json, sys
a = json.load(sys.stdin)
print(len(a["hits"]), *(w["code"] for w in a["warnings"]))'
}
count "của và là"
count "$(yes biên | head -n 200 | tr '\n' ' ')"
count "$(seq 1 200 | tr '\n' ' ')"
count "the ministry of health announced yesterday"
count "министерство здравоохранения сообщает"
count "新闻"
count "xyzzy plugh quux frobnicate zzyzx qwfp arst"
