for query in 'tæ quèc' 'toå quoác' 'Tá»• quá»‘c' '"Quáº£ng Trá»‹"' 'LANG Hµ Néi'; do
	tracuu --limit 1 "$query" | head -3
done
