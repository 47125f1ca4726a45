# A lexicon that is damaged, and nothing else to do: the run learns it again.
# (What was written while a run began is looked at again by the next.)
mkdir s; printf 'Tin một\n\n     Nội dung một.\n' >s/a.txt; touch -d 2020-01-01 s/a.txt s; sleep .1
tracuu-index update --archive a --quiet s; echo "exit $?"
chmod -R u+w a; truncate -s 100000000 a/current/lexicon
tracuu-index update --archive a --quiet; echo "exit $?"
tracuu-index verify --archive a --quiet; echo "exit $?"
tracuu-index status --archive a | grep Generation
