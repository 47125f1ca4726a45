tracuu --format ids 'cầu Bến Mộc -khánh'
