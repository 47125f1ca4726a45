tracuu --from 2020-13-01 'tin'
