# Marks that were restored to a long line may be wrong: the article that has the words in
# another spelling has all of them, and each is highlighted.
{
	echo '{"id": "sought", "body": "Hàng tre làm lá chắn gió ở vườn nhãn"}'
	for i in 1 2 3 4 5 6 7 8; do
		echo "{\"id\": \"dish-$i\", \"body\": \"Món lạ chân giò ở quán số $i rất đông khách\"}"
	done
} >articles.jsonl
tracuu-index update --quiet --archive archive articles.jsonl
tracuu --archive archive --duplicates=show la chan gio o vuon | grep -B 2 sought
tracuu --archive archive --duplicates=show --limit 2 hang tre lam la chan gio o vuon
