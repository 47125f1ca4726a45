# The last page does not say that there are more, nor is one behind it in JSON, be it that most of what
# matches in part is folded into its hits.
mkdir d
for i in 1 2 3 4 5; do
	echo 'Nước sông dâng cao làm ngập nhiều xã ven sông, người dân phải sơ tán lên đồi trong đêm mưa.' >d/a$i.txt
	echo 'Tàu thuyền về bến trú bão, cả xóm chài thức trắng đêm giữ lồng bè ngoài cửa biển.' >d/b$i.txt
done
tracuu-index update --quiet --archive a d
for offset in 0 1; do
	tracuu --archive a -n 1 -o $offset --duplicates fold 'sơ tán bão' | grep 'There are more'
	tracuu --archive a -n 1 -o $offset --duplicates fold --format json 'sơ tán bão' | grep -o '"page":{[^}]*}'
done
tracuu --archive a -n 2 --duplicates fold 'đêm' | grep 'There are more'
tracuu --archive a -n 5 --duplicates show 'đêm' | grep 'There are more'
tracuu --archive a -n 5 -o 5 --duplicates show 'đêm' | grep 'There are more'
tracuu --archive a -n 1 --duplicates fold --format json 'đêm' | grep -o '"page":{[^}]*}'
