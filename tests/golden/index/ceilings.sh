# Work on one file ends, whatever is in it; what was refused is told every night, and read again
# when it changes, though it has the size and the time that it had.
mkdir src; printf 'Tin tốt\n\nBài vẫn được đọc.\n' >src/a.txt
truncate -s 4G src/thua.jsonl; truncate -s 4G src/thua.txt
{ printf '{"title":"Tin trước"}\n'; head -c 30000000 /dev/zero | tr '\0' '\n'; } | gzip -9n >src/bom.jsonl.gz
{ printf '{"title":"Tin đầu"}\n'; yes hỏng | head -n 100000; } >src/hong.jsonl
sleep 2.2 # a time that is just now is not believed
tracuu-index update --quiet --archive k src; echo "exit $?"; grep skipped k/last-report.jsonl | grep -v 'dòng\|: this is no' | grep -v summary
tracuu --archive k --format ids tin | sort
grep -c 'this is no' k/last-report.jsonl
echo "- the next night"; tracuu-index update --quiet --archive k src; echo "exit $?"
grep skipped k/last-report.jsonl | grep -v summary
echo "- another file in its place"; size=$(stat -c %s src/bom.jsonl.gz); touch -r src/bom.jsonl.gz khi
{ printf '{"title":"Tin mới"}\n' | gzip -n; head -c 40000 /dev/zero; } | head -c "$size" >src/bom.jsonl.gz; touch -r khi src/bom.jsonl.gz
tracuu-index update --quiet --archive k src; grep -c 'more than 100 times' k/last-report.jsonl
tracuu --archive k --format ids mới
