# Each query and the tree that it is read as; what it warns of behind a dash.
cat >typed <<'END'
lũ bão
lũ OR bão
lũ HOẶC bão
lũ HOAC bão
lũ HAY bão
lũ|bão
lũ || bão
lũ OR bão OR hạn
miền trung lũ OR bão to
"lũ quét" OR bão
“lũ quét”|“sạt lở”
(lũ OR bão) huế
huế (lũ OR bão)
lũ OR bão hạn OR mặn
lũ AND bão
lũ VÀ bão
lũ NOT bão
NOT bão lũ
lũ KHÔNG bão
lũ VÀ KHÔNG bão
lũ !bão
lũ -bão
lũ TRỪ "bão số 3"
(thủ tướng) OR (chủ tịch nước)
lũ NOT (hạn OR mặn)
lũ -(hạn mặn)
(lũ (bão)) huế
((lũ OR bão) huế) OR hạn
lũ OR -bão
lũ OR (NOT (bão))
+lũ miền trung
+(lũ bão)
"hà nội" NEAR/5 "thủ tướng"
lũ GẦN/3 bão
lũ GAN/3 bão
lũ NEAR bão
lũ CÙNG CÂU bão
lũ /s bão
lũ SAME PARAGRAPH bão
lũ CÙNG ĐOẠN bão
lũ NEAR/5 bão NEAR/3 hạn
(lũ OR "sạt lở") NEAR/5 huế
(lũ bão) NEAR/5 huế
((lũ bão) OR hạn) NEAR/5 huế
lũ NEAR/5 (bão NEAR/3 huế)
lũ NEAR/5 huế OR hạn
"ủy ban * tỉnh"
"ủy ban * * tỉnh" /s huế
title:lũ bão
tiêu đề:(lũ OR "sạt lở") huế
tieude:lũ tít:bão
TIÊU_ĐỀ:lũ
sapo:lũ chú thích:Hà Nội họp
-title:lũ bão
title:(lũ NEAR/5 bão)
=Mai
tỉnh ="Hòa Bình"
tỉnh "=Hòa Bình"
-=Mai hoa
tham* nhũng
"tham* nhũng"
t* nhũng
lũ tác giả:Hưng
lũ -nguồn:VOV
tác giả:Hưng OR nguồn:VOV
lũ (tác giả:Hưng OR (nguồn:VOV năm:2018))
lũ NOT nguồn:VOV
KHÔNG khí lạnh
LŨ OR BÃO
VIỆT NAM KHÔNG LÙI BƯỚC, ông nói
UBND HOẶC HĐND tỉnh
lũ or bão
lũ hay bão
lũ OR
OR bão
"lũ OR bão"
"lũ OR bão
lũ NEAR/0 bão
lũ NEAR/500 bão
lũ NEAR/5 -bão
f(x) = 3
1) lũ 2) bão
gọi +84 987 654 321
C++ và a+b
lũ quét miền trung
"lũ quét" miền trung
lũ HOẶC bão miền trung
lũ TRỪ bão
lũ -"diễn tập"
lũ !(hạn OR mặn)
"hà nội" GẦN/5 "thủ tướng"
lũ /p bão
(lũ OR "sạt lở") GẦN/3 đường
(cầu đường) GẦN/5 sập
lũ GẦN/5 bão GẦN/5 hạn
tiêu đề:lũ miền trung
tieude:(lũ OR bão)
tít:Hà Nội mưa
chú thích:"cầu treo"
lũ nguồn:VOV
(tác giả:Hưng OR nguồn:VOV) lũ
lũ quý:II/2019
lũ từ 1/1/2018 đến 31/3/2018
LŨ VÀ BÃO
Nguồn: TTXVN
flood "Ha Noi"
lũ OR bão miền trung
lũ NOT (hạn mặn)
(lũ quét) | (sạt lở)
lũ SAME SENTENCE bão
title:"cầu treo" lead:mưa
lũ after:2016 before:2018
thủ tướng Phạm Văn Đồng
thu tuong hop bao
UBND TP.HCM
27/3/2018
ngày 27 tháng 3 năm 2018
nghị định 15/2020/NĐ-CP
bão số 3 (Wipha) đổ bộ
50kg gạo
tổ quốc -bão -"diễn tập"
Bà Rịa -Vũng Tàu
lũ HOẶC bão HOẶC "sạt lở đất" HOẶC hạn
(lũ
lũ)
()
((((lũ))))
((((((((((((((((((((lũ OR bão))))))))))))))))))))
lũ OR OR bão
lũ AND AND bão
lũ AND
NOT lũ
NOT NOT lũ
lũ NOT
-lũ
!lũ
lũ !
+lũ -bão +"sạt lở" miền trung
+ lũ
lũ NEAR bão NEAR hạn
lũ NEAR/5
NEAR/5 lũ
lũ GẦN bão
lũ gần/5 bão
lũ NEAR/5 bão OR hạn NEAR/5 mặn
(lũ NEAR/5 bão) NEAR/2 huế
lũ NEAR/5 (bão OR (hạn mặn))
lũ NEAR/5 (bão -hạn)
lũ NEAR/5 tác giả:Hưng
"lũ quét" /s "sạt lở" /p huế
lũ /câu bão /đoạn hạn
lũ CÙNG bão
CÙNG CÂU lũ
"* lũ *"
"lũ * quét * đất"
"lũ * quét" NEAR/3 "sạt * lở"
tham* NEAR/5 nhũng
thám*
a*
*lũ
lũ*bão
2018*
=UBND
=
= lũ
=27/3
="lũ quét" OR ="sạt lở"
title:=Mai
title:"=Hòa Bình"
tiêu đề: lũ
title: lũ
tít:lũ OR sapo:bão
tiêu đề:(lũ -bão) huế
tiêu đề:(lũ /s bão)
title:title:lũ
caption:
ảnh:Nguyễn Hưng
Ảnh: Nguyễn Hưng
nguồn:VOV OR nguồn:VTV
nguồn:VOV nguồn:VTV
-nguồn:VOV -tác giả:"Nguyễn Hưng"
NOT năm:2018 lũ
lũ -năm:2020
lũ (bão -từ:3/2018)
nguồn:VOV AND nguồn:VTV
năm:2018 năm:2020
UBND OR HĐND
TP.HCM AND UBND
BÃO SỐ 5 -LŨ
LŨ -BÃO
LŨ KHÔNG BÃO
lũ năm:2o18
lũ ngày:31/2/2018
lũ quý:5/2019
lũ ngày:20/10
lũ năm:2018-2015
từ:3/2018 đến:1/2017 lũ
lũ nguồn:
lũ tít:
lũ năm:"2020"
lũ ngày:"10/10/2020"
lũ (bão
lũ -(bão hạn)
lũ -tít:bão
lũ -tham*
lũ OR -bão
lũ OR "bão hạn
lũ NEAR/5 "bão hạn
tít:"bão hạn
-"bão hạn
lux baox NEAR/99 hanj
lu4 (ba4o
l%C5%A9%20NEAR/99%20b%C3%A3o
l&#361; (b&atilde;o
lÅ© NEAR/99 bÃ£o
lux nawm:2o18
sạt lở or lũ quét
lũ not miền trung
lux or baox
lũ NEAR 5 bão
"lũ quét"~5
lụt~2 bão
autor:Hưng lũ
lũ tacgja:"Trần Mai"
foo:bar lũ
site:vov.vn lũ
lũ nguồn: VOV, TTXVN
tít:
Hà Nội:mưa lớn
Bão:miền Trung
họp lúc 18:30, tỉ số 2:1
lũ hôm qua
bão 7 ngày qua
lũ quý II/2019
lũ năm 2015-2018
Khai mạc kỳ họp Quốc hội hôm nay
lũ từ ngày 1/1/2018 đến hết ngày 31/3/2018
lũ trong:"năm 2015 - 2018"
lũ ngày:từ 3/2018 đến 5/2018
lũ NEAR/99 bão
họp lúc 10:30 https://vov.vn/tin
((((((((((((((((lũ OR bão))))))))))))))))
(((((((((((((((((lũ OR bão)))))))))))))))))
(năm:2018 OR năm:2016) lũ
lũ tháng:3/2018
lũ ngày:27-3-2018
lũ năm:2015-2018 nơi:Cao Bằng
số: 12/TB-UBND
từ: Ban biên tập
nơi: Huế
url:bienphong.com.vn
https://www.bienphong.com.vn/lu-quet-o-muong-la-123456.html
“lũ quét” OR “sạt lở”
lũ|bão|hạn
lũ && bão
KHÔNG có gì quý hơn ĐỘC LẬP TỰ DO
HỘI NGHỊ VÀ TRIỂN LÃM mở cửa hôm nay
END
awk '{ print NR "\t" $0 }' typed >queries
tracuu --batch queries --explain --limit 1 --format json --timeout-ms 0 | python3 -c '
import json, sys
queries = open("typed", encoding="utf-8").read().splitlines()
told = {"maybe_operator", "maybe_dates", "unknown_field", "operator_as_word", "unread_filter", "unclosed_quote", "not_understood", "excluded"}
for query, line in zip(queries, sys.stdin):
    answer = json.loads(line)
    print(query)
    if "error" in answer:
        print("   ", answer["error"]["message"])
        continue
    print("   ", answer["query"]["explain"]["tree"])
    for warning in answer["warnings"]:
        if warning["code"] in told:
            at = [warning["at"]] if "at" in warning else []
            print("    -", warning["code"], *at, *warning.get("words", []))
    for suggestion in answer["suggestions"]:
        if suggestion["kind"] == "syntax":
            print("    ?", suggestion["text"])
'
