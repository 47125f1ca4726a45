tracuu --limit 1 'lũ lụt zzzz'
