tracuu --format ids -- -khánh cầu Bến Mộc
