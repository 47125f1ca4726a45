tracuu --limit 1 'Cầu Trường Lĩnh "chính thức công khai" bàn giao cầu Bến Mộc'
LC_ALL=C.UTF-8 tracuu --limit 1 '"chính thức khánh thành" cầu' || echo "exit $?"
