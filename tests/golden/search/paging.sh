# Pages add up to the whole list, across the window that is ranked again: no article
# twice, none lost.
query="thành phố xây dựng đường và cầu mới cho nhân dân"
tracuu --format ids --limit 160 "$query" >whole
for offset in 0 40 80 120; do
	tracuu --format ids --limit 40 --offset $offset "$query"
done >pages
cmp whole pages && sort whole | uniq -d | wc -l
tracuu --ranking bm25 --format ids --limit 160 "$query" | sort | uniq -d | wc -l
