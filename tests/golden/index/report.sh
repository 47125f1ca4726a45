mkdir s; printf "Tin một\n\n     Nội dung một.\n" >s/a.txt; printf '{"id":"=1+1","title":"Tin \\"hai\\"","xyz":"chữ lạ ở đây"}\n{"id":1' >s/b.jsonl; touch s/c.tôi
tracuu-index report --archive a; echo "exit $?"
tracuu-index update --archive a --quiet s 2>/dev/null
tracuu-index report --archive a; echo "exit $?"
tracuu-index report --archive a --csv | od -c -N 3 | head -1
tracuu-index report --archive a --csv | tr -d '\r'
