tracuu --analyse 'Tổ quốc, hoà bình: 27/3/2018 tại TP.HCM, 12/2024/NĐ-CP'
