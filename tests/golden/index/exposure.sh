# An archive that everybody may read tells which files of its sources not everybody may.
chmod o+x ..; mkdir -p src/rieng; chmod 755 . src; printf 'Tin một\n\nBài công khai.\n' >src/a.txt
tracuu-index update --quiet --archive k src; chmod 755 k; tracuu-index status --archive k | grep -c 'not everybody'
printf 'Tin hai\n\nBài riêng.\n' >src/b.txt; chmod 600 src/b.txt
printf 'Tin ba\n\nBài trong thư mục riêng.\n' >src/rieng/c.txt; chmod 700 src/rieng
sleep 2.1 # what was written just now is read again
echo "- when they are new"; tracuu-index update --quiet --archive k src
echo "- the next night"; tracuu-index update --quiet --archive k src; tracuu-index status --archive k | grep 'not everybody'
LANG=vi_VN.UTF-8 tracuu-index update --archive k src 2>/dev/null | grep 'Ai cũng'
echo "- once it is closed"; chmod 750 k; tracuu-index status --archive k | grep -c 'not everybody'
