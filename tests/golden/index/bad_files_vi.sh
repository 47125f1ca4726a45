export LANG=vi_VN.UTF-8
mkdir src; printf "Tin tốt\n\n     Nội dung tốt.\n" >src/good.txt; : >src/empty.txt; echo "{" >src/hong.jsonl
tracuu-index update --archive a src
