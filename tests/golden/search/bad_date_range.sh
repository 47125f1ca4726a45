# Each of these was read as its beginning.
LANG=vi_VN.UTF-8
for date in '1/1/2026..31/3/2026' '15/3/2026 xyz 99' '15/3' 'hôm nào'; do
	tracuu --from "$date" tin 2>&1
done
for date in '15 tháng 3 2026' 'tháng 3/2026' 'quý 1/2026'; do
	tracuu --to "$date" --limit 1 --format ids tin >/dev/null && echo "$date"
done
