tracuu --limit 3 'lũ lụt Quảng Trị'
