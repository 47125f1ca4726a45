tracuu --archive nowhere --format json 'tin'
