LANG=vi_VN.UTF-8 tracuu --archive nowhere 'tin'
