tracuu --format ids --sort oldest --from 2020-10-01 --to 31/10/2020 'Quảng Trị'
