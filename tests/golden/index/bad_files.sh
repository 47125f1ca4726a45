mkdir -p src/sub src/locked
printf "Tin tốt\n\n     Nội dung tốt.\n" >src/good.txt
: >src/empty.txt
head -c 4000 /dev/urandom | tr -d "\n" >src/binary.txt
printf "Tin có byte hỏng\n\n     Nội dung \377 hỏng.\n" >src/invalid.txt
printf "Tin có NUL\n\n     Nội\0dung.\n" >src/nul.txt
printf "{\"id\":\"một\",\"title\":\"Tin một\",\"body\":\"Nội dung.\"}\n{broken\n{\"title\":\"không mã\"}\n{\"id\":\"một\",\"title\":\"trùng mã\"}\n\n" >src/lines.jsonl
ln -s .. src/sub/loop
ln -s nowhere.txt src/dangling.txt
touch src/photo.jpg
tracuu-index update --archive a src; echo "exit $?"
grep -v "\"run\"" a/last-report.jsonl
tracuu --archive a --format ids "nội dung" | sort
