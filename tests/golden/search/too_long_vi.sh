LANG=vi_VN.UTF-8 tracuu -- "$(head -c 100000 /dev/zero | tr '\0' a)"
