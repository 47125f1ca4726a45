tracuu --format json --limit 1 'cầu Bến Mộc' | python3 -m json.tool --no-ensure-ascii
