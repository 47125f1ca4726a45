# What is read to cut snippets is work of the query as well, several units for each byte of the text.
for i in $(seq 500); do
	echo "Đoạn $i kể chuyện sửa đường trong làng."
	echo
done >paragraphs
{ printf 'Bài ngắn\n\nCánh diều.\n'; } >ngan.txt
{ printf 'Bài dài\n\n'; cat paragraphs; echo 'Con thuyền.'; } >dai.txt
tracuu-index update --quiet --archive a ngan.txt dai.txt
work() {
	tracuu --archive a --explain --format json -- "$1" | grep -o '"done":[0-9]*' | cut -d: -f2
}
bytes=$(wc -c <paragraphs)
short=$(work "cánh diều")
long=$(work "con thuyền")
[ $((long - short)) -ge $((2 * bytes)) ] && echo counted || echo "$short, $long of $bytes bytes"
