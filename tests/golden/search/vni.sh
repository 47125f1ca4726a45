tracuu --limit 1 --format json 'd9uo72ng sa81t' | python3 -m json.tool --no-ensure-ascii | head -20
