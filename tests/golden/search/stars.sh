# A star means for the beginning of a word what its marks mean for a word: none bind by themselves,
# all that was typed does where it is asked for, none at all where they are ignored, and letter for
# letter it is as it was typed.
for word in tham thăm thắm thảm Thảm than; do
	echo '{"id":"'$word'","title":"Tin","body":"Một bài về '$word' và nhũng nhiễu."}'
done >articles.jsonl
tracuu-index update --quiet --archive a articles.jsonl
for query in "tham*" "thă*" "thắ*" '"tham* và"' "=tham*" "=Th*" "=Thả* và"; do
	for marks in auto exact ignore; do
		echo "$query $marks:" $(tracuu --archive a --all --format ids --diacritics=$marks -- "$query" |
			sort)
	done
done
echo "minus:" $(tracuu --archive a --all --format ids -- "nhũng -tham*" | sort)
echo "NOT:" $(tracuu --archive a --all --format ids -- "nhũng NOT tham*" | sort)
