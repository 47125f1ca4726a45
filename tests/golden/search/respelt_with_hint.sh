# A slip that was put right, and beside it what else the query may have been meant as: that outlives
# the query which it was told of.
for query in 'khánh thàh 7 ngày qua' 'khánh thàh cầu trong 7 ngày qua'; do
	tracuu --format json --limit 1 "$query" | grep -o '"suggestions".*'
done
