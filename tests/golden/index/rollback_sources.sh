mkdir s t; printf "Tin một\n\n     Nội dung một.\n" >s/a.txt; printf "Tin hai\n\n     Nội dung hai.\n" >t/b.txt
tracuu-index rollback --archive a; tracuu-index update --archive a --quiet s
tracuu-index rollback --archive a; echo "exit $?"
tracuu-index update --archive a --quiet t; tracuu-index update --archive a --quiet --encoding utf-8
tracuu-index rollback --archive a 1
tracuu-index rollback --archive a 2 --hold; tracuu-index rollback --archive a 3
tracuu-index resume --archive a; rm s/a.txt; tracuu-index status --archive a | grep -c chmod
tracuu-index update --archive a --forget x; tracuu-index status --archive a --json | sed 's/.*"result"/"result"/'
tracuu-index update --archive a --quiet --keep 1; ls a/generations; tracuu-index why --archive a t; tracuu-index why --archive a s/a.txt
