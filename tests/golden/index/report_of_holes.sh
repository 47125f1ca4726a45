# A report that somebody made large: neither memory nor time goes into it.
mkdir s; printf 'Tin một\n\n     Nội dung một.\n' >s/a.txt
tracuu-index update --archive a --quiet s
truncate -s 1G a/last-report.jsonl
# A program that carries a sanitizer does not even start within the bound.
bound() { grep -q __asan_init "$(command -v tracuu-index)" || ulimit -v 600000; }
(bound; tracuu-index report --archive a | tail -n 1 | cut -c 1-40)
(bound; tracuu-index status --archive a | grep run)
