mkdir src; printf "Tin tốt\n\n     Nội dung tốt.\n" >src/a.txt; printf "Tin hai\n\n     Nội dung hai.\n" >src/b.txt
tracuu-index update --archive a --quiet src
head -c 4000 /dev/urandom >src/a.txt
tracuu-index update --archive a src; echo "exit $?"
tracuu --archive a --format ids "nội dung" | sort
: >src/b.txt; : >src/mới.txt
tracuu-index update --archive a src; echo "exit $?"
tracuu --archive a --format ids "nội dung" | sort
