tracuu "$(printf 'c\377u')"
