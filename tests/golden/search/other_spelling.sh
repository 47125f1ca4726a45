tracuu --format ids --limit 5 'uỷ ban kĩ thuật'
