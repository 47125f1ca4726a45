# A word that is not whole yet is not spelt as if it were: ti goes on to tin and tiền, and is tỷ,
# too; hoà goes on to hoàn.
printf 'Giá cả\n\nTin tức: tiền tệ, tỉ giá, kỹ thuật, kinh tế; hoàn thành nhà máy ở Hòa Bình, kí kết.\n' >tin.txt
tracuu-index update --quiet --archive a tin.txt
for begin in ti tỉ ki kí hoà hòa; do
	echo "== $begin"
	tracuu --archive a --complete "$begin"
done
