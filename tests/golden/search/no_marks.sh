tracuu --limit 3 'lu lut quang tri'
