# Why hits stand where they do: a row, words in the title, a word missing, other marks, a long
# query; in both languages.
for query in "cầu bến mộc" "lu lut quang tri" "cầu" "khánh thành cầu Bến Mộc ở Kon Tum" "bão -lũ"; do
	for lang in vi en; do
		echo "$query"
		tracuu --lang=$lang --explain --limit 3 "$query" |
			sed -nE '/^ +(vì|because)/,/^ +(điểm|score)/p' | grep -vE '^ +(điểm|score)'
	done
done
tracuu --explain --limit 1 --sort newest cầu | sed -n '/^ *by /p'
tracuu --explain --limit 1 --ranking=bm25 cầu | sed -n '/^ *by /p'
