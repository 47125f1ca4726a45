# What NAME.meta.json says outranks the text; whatever happens to it, the file is read again.
mkdir src
printf 'Nắng ở bản Kéo\n\nTrời nắng.\n\nLò Duy\n' >src/a.txt
show() {
	tracuu-index update --quiet --archive k src
	grep -o '"action":"[a-z]*"' k/last-report.jsonl
	tracuu --archive k --show a.txt --format json | python3 -c '
import json, sys
a = json.load(sys.stdin)["article"]
print(a["title"], a["date"], a["authors"], a["origins"])'
}
show
echo '- {"date", "author"}'
echo '{"date": "2019-04-02", "author": "Cà Mai"}' >src/a.txt.meta.json
show
echo '- replaced by an older file of the same size'
echo '{"date": "2019-04-03", "author": "Cà Mai"}' >other
touch -d 2001-01-01 other
mv other src/a.txt.meta.json
show
echo '- the same again'
show
echo '- broken: it says nothing, and is told each run'
echo '{' >src/a.txt.meta.json
show 2>/dev/null
show 2>/dev/null
cat k/last-report.jsonl
echo '- taken away'
rm src/a.txt.meta.json
show
