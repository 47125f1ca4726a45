tracuu --limit 1 'toor quoocs'
LANG=vi_VN.UTF-8 tracuu --limit 1 'phòng choongs lux lutj "Quangr Trij"' | head -2
