# Names of other bytes, with line ends, decomposed; a text that another's id names.
export TRACUU_ARCHIVE=a
mkdir s; cd s; echo 'Bài một' >"$(printf 'b\340i.txt')"; echo 'Bài hai' >"$(printf 'b\341i.txt')"; echo 'Bài ba' >'hai
dòng.txt'
echo 'Bài bốn' >"$(printf 'ba\314\200i.txt')"; echo 'Bài năm' >"$(printf 'b\303\240i.txt')"; echo 'Bài sáu' >"$(printf 'ma\314\201c.txt')"
echo 'Bài bảy' >'\x41.txt'; echo 'Bài tám' >c.txt; cd ..
tracuu-index update --quiet --archive a s
tracuu --format ids bài | sort | tee ids
while IFS= read -r id; do tracuu --show "$id" | head -1; done <ids
tracuu --show "$(printf 'b\340i.txt')"; tracuu --show 'bài.txt'; tracuu --show 'mác.txt'; tracuu --show "$(printf 'ba\314\200i.txt')"
echo '{"id":"c.txt","title":"Bài giả"}' >s/a.jsonl; touch s/c.txt; tracuu-index update --quiet --archive a s
rm s/a.jsonl; tracuu-index update --archive a s; tracuu --show c.txt
