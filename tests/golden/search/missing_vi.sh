export LANG=vi_VN.UTF-8
tracuu --limit 2 khánh thành cầu Bến Mộc sáp nhập Kon Rẫy
