# What a hit shows as its path leads to it as well, in any source; a file that is no article does not.
mkdir -p tin "kho cũ/2019"
echo 'Nắng ở bản Kéo' >tin/a.txt
echo '{"id": "7", "title": "Mưa ở bản Kéo"}' >tin/b.jsonl
echo 'Gió ở bản Kéo' >"kho cũ/2019/a.txt"
echo 'Sương ở bản Kéo' >le.txt
tracuu-index update --quiet --archive k tin "kho cũ" le.txt
for path in $(tracuu --archive k --format json kéo | python3 -c '
import json, sys
for hit in json.load(sys.stdin)["hits"]:
    print(hit["path"].replace(" ", "+"))' | sort); do
	echo "- $path"
	tracuu --archive k --show "$(echo "$path" | tr + " ")" --format json 2>&1 | grep -o '"title":"[^"]*"'
done
echo '- one that was renamed, then one that was removed, too'
mv tin/a.txt tin/c.txt
tracuu-index update --quiet --archive k
tracuu --archive k --show tin/a.txt | head -1
tracuu --archive k --show a.txt | head -1
rm tin/c.txt
tracuu-index update --quiet --archive k --allow-removals
tracuu --archive k --show a.txt
tracuu --archive k --show c.txt
true
