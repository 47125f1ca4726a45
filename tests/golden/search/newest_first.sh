tracuu --format ids --sort newest --limit 5 'Ủy ban nhân dân'
