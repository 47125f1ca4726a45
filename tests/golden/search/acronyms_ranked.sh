# An article with an acronym has the words that it stands for, in a row, and the reverse.
cat >articles.jsonl <<'END'
{"id":"gan","title":"Chợ cóc lấn vỉa hè","date":"2018-05-02","body":"Sáng nay UBND quận 3 kiểm tra các điểm bán hàng rong quanh chợ. Đoàn nhắc nhở mười hộ và lập biên bản hai hộ, vì bàn ghế để kín lối đi của người đi bộ."}
{"id":"xa","title":"Trại cá giống mùa nước nổi","date":"2018-05-03","body":"Ban quản lý 3 ao cá họp với nhân công và dân trong ấp. Ông Tư uỷ quyền cho ban bảo vệ đi một vòng quanh bờ mỗi sáng. Ông nói nhân giống cá này dễ, ít bệnh, dân nuôi có lãi. Ban ngày thợ quản 3 máy bơm; ban đêm nhân viên trực thay. Dân ven sông uỷ thác cho ông mua giống, ban đầu chỉ 3 hộ, nay cả ấp. Năm ngoái nước về muộn, ban quản lý lo thiếu cá giống."}
{"id":"du","title":"Lớp học bơi miễn phí","date":"2018-05-04","body":"Kỳ nghỉ này, Ủy ban nhân dân quận 7 mở lớp dạy bơi cho học sinh nghèo. Lớp nào cũng có hai thầy đứng dưới nước."}
{"id":"le","title":"Sửa cầu đường Hồng Hà","date":"2018-05-05","body":"Quận đoàn góp 7 ngày công sửa cầu. Xe tải vòng qua lối khác cho tới khi UBND phường có thông báo mới."}
END
tracuu-index update --quiet --archive a articles.jsonl
for query in "uy ban nhan dan quan 3" "ủy ban nhân dân quận 3" "ubnd quan 3" "UBND quận 3" \
	"uy ban nhan dan quan 7" "UBND quận 7"; do
	echo "$query:" $(tracuu --archive a --format ids --limit 1 -- "$query")
done
