tracuu --analyse 'hoà 27/3' --format json | python3 -m json.tool --no-ensure-ascii
