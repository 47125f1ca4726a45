mkdir src; for i in $(seq 30); do printf "Tin $i\n\n     Nội dung $i.\n" >src/$i.txt; done
tracuu-index update --archive a --quiet src; rm src/1*.txt src/2*.txt
tracuu-index update --archive a src; echo "exit $?"
tracuu-index update --archive a --allow-removals --quiet src; echo "exit $?"
