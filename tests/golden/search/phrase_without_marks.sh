tracuu --format ids '"cau ben moc"'
