tracuu --diacritics exact --format ids --limit 3 'cau'
