printf 'a\tcầu Bến Mộc\nb\t\nc\tkhongcotunay\n' | tracuu --batch - --limit 1
