# Files in packs are files: what they are called, why one is not read, that a renamed pack moves them.
mkdir s; cp $PACKS/pack-zip/thang-3.zip s/tin.zip; cp $PACKS/pack-password/kin.7z s
tracuu-index update --quiet --archive k s; echo "exit $?"
tracuu-index report --archive k | grep -v '^run\|^summary'
tracuu --archive k --format=ids 'cầu treo'; tracuu --archive k 'cầu treo' | tail -1
for f in tin.zip tin.zip!/2017/cau-treo.txt tin.zip!/anh/cau.jpg kin.7z; do echo "- $f"; tracuu-index why --archive k "s/$f"; done
mv s/tin.zip s/thang-3.zip; tracuu-index update --quiet --archive k s; tracuu-index report --archive k | grep moved
tracuu --archive k 'cầu treo' | tail -1; tracuu --archive k --show 'tin.zip!/2017/cau-treo.txt' | head -3
tracuu-index read s/kin.7z
