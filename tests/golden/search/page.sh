tracuu --format ids --limit 2 --offset 2 'Bến Mộc'
