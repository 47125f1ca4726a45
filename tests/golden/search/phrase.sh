tracuu --limit 2 '"an ninh Tổ quốc"'
