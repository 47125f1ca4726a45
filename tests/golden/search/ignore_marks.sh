tracuu --diacritics ignore --format ids --limit 3 'cấu bến mốc'
