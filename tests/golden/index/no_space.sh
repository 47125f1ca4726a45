mkdir src; for i in $(seq 50); do printf "Tin $i\n\n     Nội dung $i.\n" >src/$i.txt; done
tracuu-index update --archive a --quiet src
for i in $(seq 51 90); do printf "Tin $i\n\n     Nội dung $i.\n" >src/$i.txt; done
(ulimit -f 20; tracuu-index update --archive a --quiet src) 2>err; echo "exit $?"
sed -E "s|a/generations/[^ :]*|FILE|; s/database.*/database/" err | head -1
tracuu-index status --archive a | grep Articles
