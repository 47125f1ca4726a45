# Articles that have all the words are counted by what is known of them, exactly: the same name in
# other spellings is one, an article counts for each author, and of dates no more is told than is
# known.
write() { printf '{"id":"%s","title":"Nước lên %s","body":"Đê vỡ.","author":"%s","source":"%s","date":"%s"}\n' "$@"; }
{
	write a một 'Nguyễn Hưng; Mai Lan' 'Báo Hoà Bình' 2018-03-27
	write b hai 'Trần Hùng' 'Báo Hòa Bình' 2018-03
	write c ba 'Nguyễn Hưng' 'Báo Hòa Bình' 2018
	write d bốn '' 'Đài Xứ Lạng' 2018-10-02
	write e năm '' '' ''
	echo '{"id":"f","title":"Chuyện khác","body":"Hội làng.","source":"Đài Xứ Lạng","date":"2018-03-27"}'
} >articles.jsonl
tracuu-index update --quiet --archive a articles.jsonl
tracuu --archive a --limit 1 --facet tác_giả --facet source:1 --timeline month 'nước lên' | sed 's/ · [0-9.]* ms//'
LANG=vi_VN.UTF-8 tracuu --archive a --limit 1 --timeline day --facet place 'nước lên' | sed 's/ · [0-9,]* ms//' | head -20
tracuu --archive a --format json --limit 1 --facet author:2 --timeline year 'nước' | grep -o '"facets":.*"suggestions"'
tracuu --archive a --count đê
tracuu --archive a --count đê từ:10/2018 --facet source
tracuu --archive a --count núi || echo "exit $?"
tracuu --archive a --facet title đê
tracuu --archive a --timeline week đê
