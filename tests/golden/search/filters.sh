# An article can be asked for by author, place, source, issuer, kind and number, and by date, in the
# query or by --filter; of two values of one field one will do. A value that nobody has is told.
write() { printf '{"id":"%s","title":"%s","body":"Đê vỡ.","author":"%s","place":"%s","source":"%s","date":"%s","url":"%s"}\n' "$@"; }
{
	write a 'Nước lên ở Kỳ Lừa' 'Nguyễn Hưng; Mai Lan' 'Lạng Sơn' 'Đài Xứ Lạng' 2018-03-27 https://xulang.example/tin/ky-lua
	write b 'Nước lên ở Nà Hang' 'Trần Hùng' 'Tuyên Quang' 'Báo Tân Trào' 2018-04 https://www.tantrao.example/na-hang
	write c 'Nước lên ở Đại Từ' 'Nguyễn Hưng' 'Thái Nguyên' 'báo tân trào' 2019 https://m.tantrao.example/dai-tu
	write d 'Nước lên ở Phai Vệ' '' 'Lạng Sơn' '' '' ''
} >articles.jsonl
tracuu-index update --quiet --archive a articles.jsonl
ask() {
	echo "== $*"
	tracuu --archive a --format ids --sort oldest "$@" | tr '\n' ' '
	echo
}
ask 'nước lên tác giả:Nguyễn Hưng'
ask 'tacgia:hung'
ask 'tác giả:hùng'
ask 'đê nguồn:"tân trào"' 
ask 'đê -nguồn:"tân trào"'
ask 'đê nơi:Lạng Sơn'
ask 'đê nơi:Lạng Sơn nơi:Thái Nguyên'
ask 'đê nơi:Lạng Sơn tác giả:lan'
ask 'đê năm:2018'
ask 'đê trước:4/2018'
ask 'đê sau:2018'
ask --filter place:lang --filter 'author:nguyen hung' đê
ask --from 2019 'đê tác giả:Hưng'
ask --date 2015-2018 đê
ask --date 'từ 3/2018 đến hết tháng 4/2018' đê
ask 'đê url:tantrao.example'
ask 'đê site:xulang.example/tin -nguồn:vov'
ask 'đê -url:tantrao'
ask --filter url:xulang --filter url:tantrao.example/na-hang đê
ask 'đê filetype:jsonl -tên miền:xulang.example'
ask 'nước filetype:pdf'
tracuu --archive a --format json 'đê nguồn:xứ lạng -tác giả:Hưng' | grep -o '"filters":[^]]*]'
tracuu --archive a 'đê nguồn:"nà hang"' | sed 's/ · [0-9.]* ms//'
tracuu --archive a 'đê nguồn: VOV' | grep -A 1 '“nguồn:”'
tracuu --archive a 'đê nguồn:tân trào nơi:tuyên nước' | grep -A 2 'at character\|Did you'
# What only stored articles tell is asked of all that the words find, however they are written.
echo '{"title":"Họp dân","body":"Ủy ban nhân dân đắp đê ở Danang.","url":"https://xulang.example/1"}' >more.jsonl
tracuu-index update --quiet --archive a articles.jsonl more.jsonl
for filter in 'url:xulang.example' 'filetype:jsonl' '-url:tantrao.example' '-filetype:pdf'; do
	ask "UBND $filter"
	ask "Đà Nẵng $filter"
done
ask --filter url:xulang.example UBND
ask 'url:xulang.example -UBND'
tracuu --archive a --filter tên:x đê
