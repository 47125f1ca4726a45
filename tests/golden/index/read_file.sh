printf 'UBND TỈNH CAO BẰNG\nSố: 12/TB-UBND\nCao Bằng, ngày 5 tháng 6 năm 2018\n\nMở phiên chợ hàng Việt\n\nPhiên chợ mở từ ngày 10/6 tại thị trấn Nước Hai, có năm mươi gian hàng của các xã.\n' >chợ.txt
printf '{"tac_gia":"Lò Duy"}' >chợ.txt.meta.json
printf '{"tieu_de":"Bài một","chu":"Chữ \\u001b[31m đỏ"}\n{"x":1}\n' >b.jsonl
tracuu-index read chợ.txt; echo "exit $?"
tracuu-index read --json --map body=chu b.jsonl; echo "exit $?"
LANG=vi_VN.UTF-8 tracuu-index read b.jsonl; echo "exit $?"
printf '070701' >a.cpio; tracuu-index read a.cpio; echo "exit $?"; rm a.cpio
tracuu-index read none.txt; echo "exit $?"; tracuu-index read .; echo "exit $?"; tracuu-index read; echo "exit $?"; ls
