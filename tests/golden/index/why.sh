mkdir -p s/2019 s/.git s/nháp t; printf "Tin một\n\n     Nội dung.\n" | tee s/2019/a.txt >s/.git/b.txt; cp s/2019/a.txt s/nháp; cp s/2019/a.txt t
printf 'nháp/\n' >s/.tracuuignore; touch s/2019/c.iso; printf '{"id":"m1","title":"Một"}\n{"id":' >s/b.jsonl; ln -s /etc/hostname s/h.txt; ln -s 2019/a.txt s/l.txt
tracuu-index update --archive a --quiet s 2>/dev/null; printf "Tin hai\n\n     Nội dung hai.\n" >s/d.txt
why() { echo "- $1"; tracuu-index why --archive a "$1"; echo "exit $?"; }
for f in s/2019/a.txt s/b.jsonl s/.git/b.txt s/nháp/a.txt s/2019/c.iso s/h.txt s/l.txt s/d.txt s/none.txt t/a.txt; do why $f; done
rm s/2019/a.txt; why s/2019/a.txt; cd s/2019; echo "- from within"; tracuu-index why --archive ../../a ../b.jsonl; LANG=vi_VN.UTF-8 tracuu-index why --archive ../../a ../nháp/a.txt
