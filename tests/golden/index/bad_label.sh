mkdir -p b/tin c; echo 'Tin một' >b/tin/t.txt; echo 'Tin hai' >c/t.txt
tracuu-index update --quiet --archive a --label x c b/tin; echo "exit $?"
tracuu-index update --quiet --archive a c b/tin; echo "exit $?"
tracuu-index update --quiet --archive a --label tin c; echo "exit $?"
tracuu-index update --quiet --archive a --label a:b c; echo "exit $?"
tracuu-index update --quiet --archive a --ids=x; echo "exit $?"
LANG=vi_VN.UTF-8 tracuu-index update --quiet --archive a --label tin c; echo "exit $?"
tracuu-index status --archive a | grep -A1 Source
