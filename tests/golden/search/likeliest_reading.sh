# Of words without marks, what has their likeliest reading in a row comes first, ranked by that one
# alone: "hai cháu" in a title does not count. What has another likely one in a row comes next.
cat >articles.jsonl <<'END'
{"id":"pho","title":"Sửa vỉa hè đón khách","date":"2019-03-01","body":"Thợ lát lại vỉa hè bằng gạch mới. Quận Hải Châu chi tiền, mỗi hộ góp hai ngày công. Ông Hai và các cháu quét dọn."}
{"id":"cho","title":"Chợ đêm mở thêm một dãy","date":"2019-03-08","body":"Chợ đêm Hải Châu thêm ba chục sạp. Chợ mở đến nửa đêm."}
{"id":"lan","title":"Hai cháu nhỏ nhặt được ví","date":"2019-03-15","body":"Hai cháu nhặt được ví trên đường đi học. Hai cháu đem nộp cho công an phường. Nhà hai cháu ở gần trường. Cô giáo khen, bạn bè vui. Công an quận Hải Châu tặng giấy khen."}
{"id":"chau","title":"Hai cháu bé về nhà an toàn","date":"2019-04-02","body":"Hai cháu đi lạc từ trưa. Người làng tìm thấy hai cháu bên bờ suối."}
END
tracuu-index update --quiet --archive a articles.jsonl
for query in "hai chau" "Hải Châu" "hai cháu"; do
	echo "$query:" $(tracuu --archive a --format ids -- "$query")
done
