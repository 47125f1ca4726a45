# Two sources with a t.txt each; then one of them is renamed, and a new one takes its place.
export TRACUU_ARCHIVE=a
mkdir -p báo tỉnh/tin kho/tin; echo 'Tin một' >báo/t.txt; echo 'Tin hai' >tỉnh/tin/t.txt; echo 'Tin ba' >kho/tin/t.txt
tracuu-index update --quiet --archive a báo tỉnh/tin kho/tin
tracuu-index status --archive a | grep -A1 Source
tracuu --format ids tin
mv báo/t.txt báo/u.txt; tracuu-index update --archive a
tracuu --show t.txt; tracuu --format ids --similar t.txt
mv báo/u.txt báo/v.txt; echo 'Tin bốn' >báo/t.txt; tracuu-index update --quiet --archive a
tracuu --show t.txt; tracuu --show u.txt --format json | grep -o '"id":"[^"]*","was":"[^"]*"'
LANG=vi_VN.UTF-8 tracuu --show u.txt >/dev/null
tracuu-index update --quiet --archive a --label quê kho/tin; tracuu --show tin-2:t.txt
tracuu-index verify --archive a
