# A syllable that was written as two words, of which one is none, is taken as one if the archive has
# it often enough; not in quotes, nor behind a minus, nor where both could be words.
for i in $(seq 12); do
	echo '{"id":"'$i'","title":"Tin số '$i'","body":"Thuyền trưởng họp tổ lái."}'
done >articles.jsonl
echo '{"id":"cham","title":"Tin cuối","body":"Thợ chạm khảm xà cừ."}' >>articles.jsonl
tracuu-index update --quiet --archive a articles.jsonl
for query in "thuyền tr ưởng" "thuyề n trưởng" "thuyen truo ng" '"thuyền tr" ưởng' \
	"thuyền tr -ưởng" "thuy ền trưởng" "thợ ch ạm"; do
	echo "$query:" $(tracuu --archive a --format json -- "$query" |
		grep -o 'these are for “[^”]*”\|"kind":"spelling","text":"[^"]*"')
done
