# A report that somebody made large: neither memory nor time goes into it.
mkdir s; printf 'Tin một\n\n     Nội dung một.\n' >s/a.txt
tracuu-index update --archive a --quiet s
truncate -s 1G a/last-report.jsonl
(ulimit -v 600000; tracuu-index report --archive a | tail -n 1 | cut -c 1-40)
(ulimit -v 600000; tracuu-index status --archive a | grep run)
