# What three articles explain, the archive knows: the acronym and the words find each other.
cat >articles.jsonl <<'END'
{"id":"mot","title":"Khánh thành nhà văn hóa xã","date":"2019-03-01","body":"Nhà do Quỹ Hỗ trợ Văn hóa Làng Nghề (QHTVHLN) góp vốn, mở cửa từ sáng nay."}
{"id":"hai","title":"Trao máy dệt cho mười hộ","date":"2019-03-08","body":"Chiều qua, Quỹ hỗ trợ văn hóa làng nghề (QHTVHLN) trao mười khung dệt cho các hộ nghèo."}
{"id":"ba","title":"Mở lớp dạy nghề gốm","date":"2019-04-02","body":"Lớp học hai tháng, Quỹ Hỗ trợ Văn hóa Làng Nghề (QHTVHLN) trả học phí."}
{"id":"tat","title":"Hội thi đan lưới","date":"2019-04-09","body":"QHTVHLN treo giải nhất năm triệu đồng cho người đan nhanh."}
{"id":"day","title":"Lễ giỗ tổ nghề rèn","date":"2019-05-12","body":"Quỹ hỗ trợ văn hóa làng nghề tặng cờ cho ba phường rèn."}
END
tracuu-index update --quiet --archive a articles.jsonl
for query in "QHTVHLN đan lưới" "quỹ hỗ trợ văn hóa làng nghề đan lưới" "QHTVHLN phường rèn" \
	"quy ho tro van hoa lang nghe treo giai"; do
	echo "$query:" $(tracuu --archive a --format ids --limit 1 -- "$query")
done
tracuu --archive a --limit 1 QHTVHLN cờ
tracuu-index verify --quiet --archive a
