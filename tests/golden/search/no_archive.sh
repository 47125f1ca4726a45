tracuu --archive nowhere 'tin'
