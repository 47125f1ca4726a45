export LANG=vi_VN.UTF-8
mkdir src; printf "Tin tốt\n\n     Nội dung tốt.\n" >src/good.txt; : >src/empty.txt
tracuu-index update --archive a src
