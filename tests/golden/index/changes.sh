mkdir src; for i in 1 2 3 4 5; do printf "Tin số $i\n\n     Nội dung bản tin thứ $i về lúa gạo.\n" >src/$i.txt; done
tracuu-index update --archive a --quiet src
printf "Tin mới\n\n     Nội dung mới về cà phê.\n" >src/6.txt
printf "Tin số 2\n\n     Nội dung đã sửa về chè.\n" >src/2.txt
rm src/5.txt
tracuu-index update --archive a src
for word in lúa chè cà; do echo "$word:"; tracuu --archive a --format ids --sort oldest "$word" | sort; done
grep -v "\"run\"" a/last-report.jsonl
