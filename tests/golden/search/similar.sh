tracuu --similar 2019/09-02-khanh-thanh-cau-ben-moc.txt --limit 2 --format ids
tracuu --similar 2019/09-02-khanh-thanh-cau-ben-moc.txt --limit 100 --format ids |
	grep -c -x 2019/09-02-khanh-thanh-cau-ben-moc.txt
tracuu --similar 2019/09-02-khanh-thanh-cau-ben-moc.txt --limit 1 --format json |
	grep -o '"read_as":"[^"]*"'
tracuu --similar no-such-article
echo "$?"
tracuu --similar no-such-article thêm từ 2>/dev/null
echo "$?"
