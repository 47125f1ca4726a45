# A correction leads to the article that it names, by title, address or number, and that back to it;
# not where two articles are called so, nor where a reader quotes a title.
export TRACUU_ARCHIVE=a
mkdir src
cat >src/a.jsonl <<'END'
{"id":"a1","title":"Lũ lên nhanh ở Bến Mộc trong đêm","body":"Nước sông lên hai mét, ba nhà bị ngập.","url":"https://vi.du/tin/lu-len-nhanh-o-ben-moc"}
{"id":"a2","title":"Được mùa lúa ở xã Tân Lập","body":"Bà con rất vui.","number":"12/TB-UBND"}
{"id":"a3","title":"Chợ phiên vùng cao đông vui","body":"Chợ họp từ sáng."}
{"id":"a4","title":"Chợ phiên vùng cao đông vui","body":"Tin của báo khác, chợ họp đến chiều."}
{"id":"d1","title":"Đính chính","body":"Trong bài “Lũ lên nhanh ở Bến Mộc trong đêm”, số nhà bị ngập là năm, không phải ba."}
{"id":"d2","title":"CẢI CHÍNH THÔNG BÁO","body":"Thông báo số 12/TB-UBND ghi nhầm ngày họp."}
{"id":"d3","title":"Đính chính về chợ phiên","body":"Trong bài “Chợ phiên vùng cao đông vui” có chỗ nhầm."}
{"id":"d4","title":"Nói lại về tin lũ","body":"Đính chính: bài ở https://vi.du/tin/lu-len-nhanh-o-ben-moc ghi nhầm giờ."}
{"id":"d5","title":"Đính chính","body":"Trong bài “Lũ lên nhanh ở Bến Gỗ trong đêm” và “bão” có chỗ nhầm, xem https://vi.du/khac."}
{"id":"b1","title":"Bạn đọc viết về lũ","body":"Tôi đọc bài “Lũ lên nhanh ở Bến Mộc trong đêm” và rất lo."}
END
tracuu-index update --quiet src
for id in a1 a2 a3 d1 d2 d3 d4 d5 b1; do echo "== $id"; tracuu --history $id | tail -n +3; done
tracuu --history a1 --format json | grep -o '"corrections":[^]]*]'
tracuu --history a1 --lang vi | tail -n +3
