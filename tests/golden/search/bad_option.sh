tracuu --limit many 'tin'
