mkdir -p src/2019 src/@eaDir src/lost+found src/.an src/anh; printf 'Tin tốt\n\nNội dung tốt.\n' >src/2019/a.txt
cd src; cp 2019/a.txt @eaDir/x.txt; cp 2019/a.txt .an/y.txt; cp 2019/a.txt .z.txt
touch 2019/b.iso 2019/c.ISO 2019/d.epub anh/e.jpg anh/f.jpg g.djvu README
touch '2019/~$b.iso' 2019/a.txt~ 2019/a.txt.bak '2019/#a.txt#' 2019/.a.txt.swp Thumbs.db .DS_Store ._a.txt
echo '{"title":"Tin mất"}' >2019/mat.txt.meta.json; mkfifo ong; ln -s ../src/2019 loi; ln -s 2019/a.txt lk.txt; cd ..
tracuu-index update --archive a src; echo "exit $?"
cat a/last-report.jsonl
LANG=vi_VN.UTF-8 tracuu-index update --archive a src
