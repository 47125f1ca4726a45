echo 'cầu Bến Mộc' | tracuu --format ids -
