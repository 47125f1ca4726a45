tracuu --show 2019/09-02-khanh-thanh-cau-ben-moc.txt | head -12
