tracuu "$(printf 'c\001u')"
