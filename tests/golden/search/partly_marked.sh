tracuu --limit 2 --format ids 'cầu ben moc'
