tracuu --diacritics exact 'toor quoocs'
