# How many articles are ranked again: rows fill the window first, by whichever reading they were
# found, and leave what is left of it to articles that have the words apart.
for i in $(seq 40); do
	echo '{"id":"day'$i'","title":"Tin số '$i'","body":"Quận Hải Châu họp."}'
	echo '{"id":"hai'$i'","title":"Tin số '$i'","body":"Hai cháu đến trường."}'
	echo '{"id":"xa'$i'","title":"Tin số '$i'","body":"Châu về, Hải ở lại bến."}'
	echo '{"id":"roi'$i'","title":"Tin số '$i'","body":"Châu đến sớm, Hải đến trưa."}'
done >articles.jsonl
tracuu-index update --quiet --archive a articles.jsonl
for query in "hai chau" "Hải Châu"; do
	tracuu --archive a --limit 200 --explain --format json -- "$query" >answer
	echo "$query: $(grep -o '"id":' answer | wc -l) hits, $(grep -o '"explain":\[' answer | wc -l) ranked again"
done
