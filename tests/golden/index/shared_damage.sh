mkdir s; for i in $(seq 30); do printf "Tin $i\n\n     Chuyện thứ $i.\n" >s/$i.txt; done
update() { tracuu-index update --archive a --quiet --shard-articles 10 --batch-articles 5 "$@"; }
update s; printf "Tin 31\n\n     Chuyện thứ 31.\n" >s/31.txt; update
tracuu-index verify --archive a 1; chmod -R u+w a
f=a/generations/000001/shard-0001/docdata.glass
printf x | dd of=$f bs=1 seek=100 conv=notrunc 2>/dev/null
tracuu-index verify --archive a --quiet; echo "exit $?"
tracuu-index rollback --archive a; echo "exit $?"
echo "- within a week of nights no run publishes on it"
for i in 32 33 34 35 36 37 38; do printf "Tin $i\n\n     Chuyện thứ $i.\n" >s/$i.txt; update >>out 2>&1 || { echo "exit $?"; break; }; done
tail -3 out
tracuu-index rebuild --archive a --quiet; tracuu-index verify --archive a
tracuu-index verify --archive a 99; echo "exit $?"
