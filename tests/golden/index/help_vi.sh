LANG=vi_VN.UTF-8 tracuu-index --help
