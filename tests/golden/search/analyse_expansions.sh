tracuu --analyse 'UBND TP.HCM mua ôtô, vắc xin ở Ma-đrít'
tracuu --analyse 'Uy ban nhan dan' --format json | python3 -c '
import json, sys
print(json.load(sys.stdin)["expansions"])'
tracuu --analyse '"UBND" -HĐND'
