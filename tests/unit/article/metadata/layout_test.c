/* article/metadata: which lines of a plain text are what, and what a letterhead says. */
#include "article/metadata/caption.h"
#include "article/metadata/layout.h"
#include "article/metadata/metadata.h"
#include "base/buf.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>
#include <time.h>

#define COUNT(table) (sizeof(table) / sizeof *(table))

static void add(struct buf *out, const char *name, struct str value)
{
	if (value.len > 0)
		buf_printf(out, "%s%.*s", name, STR_ARG(value));
}

/* "title; date; place; issuer; number; kind; authors; source zones": what there is, each behind
   its sign; a letter for each block: Title, Lead, Body, Caption, bYline, Frame. */
static void describe(const struct article *a, struct buf *out)
{
	buf_reset(out);
	buf_append(out, a->title.value);
	add(out, " @", a->date.value);
	add(out, " in ", a->place.value);
	add(out, " from ", a->issuer.value);
	add(out, " no ", a->number.value);
	add(out, " as ", a->kind.value);
	for (size_t i = 0; i < a->author_count; i++)
		add(out, " by ", a->authors[i].value);
	add(out, " source ", a->source.value);
	buf_append_c(out, " ");
	for (size_t i = 0; i < a->block_count; i++)
		buf_push(out, "TLBCYF"[a->blocks[i].zone]);
}

static void read_text(struct article *a, struct str text)
{
	struct error err;
	*a = (struct article){.memory = ARENA_INIT};
	assert_true(layout_read(a, text, &(struct layout_known){0}, &err));
	assert_true(metadata_complete(a, STR("a.txt"), &err));
}

struct text_case {
	const char *text, *want;
};

static void check_texts(const struct text_case *cases, size_t count)
{
	struct buf got = BUF_INIT;
	for (size_t i = 0; i < count; i++) {
		struct article a;
		read_text(&a, str_from_c(cases[i].text));
		describe(&a, &got);
		buf_push(&got, '\0');
		assert_string_equal(got.ptr, cases[i].want);
		article_free(&a);
	}
	buf_free(&got);
}

#define TEXT "\n\nNgành y tế tiêm cho trẻ em.\n\nMỗi em được tiêm một mũi.\n"
#define MOTTO "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"

static void letterheads_are_read(void **state)
{
	static const struct text_case cases[] = {
		/* one line below the other */
		{"UBND TỈNH SƠN LA\n" MOTTO "Số: 12/TB-UBND\nSơn La, ngày 27 tháng 3 năm 2018\n\n"
		 "THÔNG BÁO\nVề việc tiêm chủng" TEXT,
			"THÔNG BÁO Về việc tiêm chủng @2018-03-27 in Sơn La from UBND TỈNH SƠN LA "
			"no "
			"12/TB-UBND as Thông báo FTLB"},
		/* of two bodies the one right above the number; of one in two lines both */
		{"UBND TỈNH SƠN LA\nSỞ Y TẾ\n-------\nSố: 12/TB-SYT\n" MOTTO
		 "---------------\nSơn La, ngày 7 tháng 3 năm 2018\n\nTHÔNG BÁO\n\nVề việc tiêm "
		 "chủng" TEXT,
			"THÔNG BÁO Về việc tiêm chủng @2018-03-07 in Sơn La from SỞ Y TẾ no "
			"12/TB-SYT "
			"as Thông báo FTLB"},
		{"ỦY BAN NHÂN DÂN\nTỈNH SƠN LA\n" MOTTO "Số: 12/QĐ-UBND\nSơn La, ngày 27/3/2018\n\n"
		 "QUYẾT ĐỊNH\nVề việc tiêm chủng\n\nCăn cứ Luật Khám bệnh." TEXT,
			"QUYẾT ĐỊNH Về việc tiêm chủng @2018-03-27 in Sơn La from ỦY BAN NHÂN DÂN "
			"TỈNH SƠN LA no 12/QĐ-UBND as Quyết định FTLBB"},
		/* rules with letters, and with a colon */
		{"SỞ Y TẾ SƠN LA\n-o0o-\n" MOTTO
		 "-0-\n:-\nSố: 12/TB-SYT\nSơn La, ngày 7 tháng 3 năm "
		 "2018\n\nTHÔNG BÁO\nVề việc tiêm chủng" TEXT,
			"THÔNG BÁO Về việc tiêm chủng @2018-03-07 in Sơn La from SỞ Y TẾ SƠN LA no "
			"12/TB-SYT as Thông báo FTLB"},
		/* what a parliament passes */
		{"QUỐC HỘI\n" MOTTO "Luật số: 90/2031/QH19\tHà Nội, ngày 27 tháng 3 năm "
		 "2031\nLUẬT\nTIÊM CHỦNG" TEXT,
			"LUẬT TIÊM CHỦNG @2031-03-27 in Hà Nội from QUỐC HỘI no 90/2031/QH19 as "
			"Luật FTLB"},
		{"QUỐC HỘI\n" MOTTO "Luật số: 90/2031/QH19\tHà Nội, ngày 27   tháng 3 năm "
		 "2031\nQUỐC HỘI NƯỚC CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nKhóa XIX, kỳ họp thứ "
		 "3\n(Từ ngày 1 đến ngày 27 tháng 3 năm 2031)\nLUẬT\nTIÊM CHỦNG" TEXT,
			"LUẬT TIÊM CHỦNG @2031-03-27 in Hà Nội from QUỐC HỘI no 90/2031/QH19 as "
			"Luật FTLB"},
		/* of a collection: all behind the kind */
		{"NGHỊ ĐỊNH\nCỦA CHÍNH PHỦ SỐ 12 /2031/NĐ-CP NGÀY 7 THÁNG 3 NĂM 2031\nQUY ĐỊNH VỀ "
		 "TIÊM "
		 "CHỦNG" TEXT,
			"NGHỊ ĐỊNH CỦA CHÍNH PHỦ SỐ 12 /2031/NĐ-CP NGÀY 7 THÁNG 3 NĂM 2031 QUY "
			"ĐỊNH VỀ TIÊM CHỦNG @2031-03-07 from CHÍNH PHỦ no 12/2031/NĐ-CP as Nghị "
			"định TLB"},
		{"THÔNG TƯ\nsố 5/2031/TT-BYT ngày 7/3/2031 của Bộ Y tế về tiêm chủng" TEXT,
			"THÔNG TƯ số 5/2031/TT-BYT ngày 7/3/2031 của Bộ Y tế về tiêm chủng "
			"@2031-03-07 from Bộ Y tế no 5/2031/TT-BYT as Thông tư TLB"},
		{"Quyết định của người dân bản Lao Chải về tiêm chủng" TEXT,
			"Quyết định của người dân bản Lao Chải về tiêm chủng TLB"},
		/* two columns */
		{"   UBND TỈNH SƠN LA        CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
		 "       SỞ Y TẾ                 Độc lập - Tự do - Hạnh phúc\n"
		 "Số: 12 /KH-SYT           Sơn La, ngày 27 tháng 3 năm 2018\n\n"
		 "                     KẾ HOẠCH\n             Tiêm chủng mở rộng năm 2018" TEXT,
			"KẾ HOẠCH Tiêm chủng mở rộng năm 2018 @2018-03-27 in Sơn La from SỞ Y TẾ "
			"no "
			"12/KH-SYT as Kế hoạch FTLB"},
		/* squeezed into one line */
		{"UBND TỈNH SƠN LA CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc "
		 "Số: 12/TB-UBND Sơn La, ngày 27 tháng 3 năm 2018 THÔNG BÁO Về việc tiêm "
		 "chủng" TEXT,
			"THÔNG BÁO Về việc tiêm chủng @2018-03-27 in Sơn La from UBND TỈNH SƠN LA "
			"no "
			"12/TB-UBND as Thông báo FTLB"},
		{"UBND TỈNH SƠN LA SỞ Y TẾ Số: 12/TB-SYT CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc "
		 "lập "
		 "– Tự do – Hạnh phúc Sơn La, ngày 27 tháng 3 năm 2018 THÔNG BÁO Về việc tiêm "
		 "chủng "
		 "Kính gửi: Các trạm y tế" TEXT,
			"THÔNG BÁO Về việc tiêm chủng @2018-03-27 in Sơn La from SỞ Y TẾ no "
			"12/TB-SYT "
			"as Thông báo FTFLB"},
		{"UBND TỈNH SƠN LA - CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM - Độc lập - Tự do - Hạnh "
		 "phúc - "
		 "Số: 12/TB-UBND - Sơn La, ngày 27 tháng 3 năm 2018 - THÔNG BÁO Về việc tiêm "
		 "chủng" TEXT,
			"THÔNG BÁO Về việc tiêm chủng @2018-03-27 in Sơn La from UBND TỈNH SƠN LA "
			"no "
			"12/TB-UBND as Thông báo FTLB"},
		/* mixed case; a rule below the title; a place with what it is */
		{"Ủy ban nhân dân tỉnh Sơn La\nCộng hòa xã hội chủ nghĩa Việt Nam\nĐộc lập - Tự do "
		 "- "
		 "Hạnh phúc\nSố: 12/TB-UBND\nThành phố Sơn La, ngày 27/3/2018\n\nThông báo\nVề "
		 "việc "
		 "tiêm chủng\n-----------" TEXT,
			"Thông báo Về việc tiêm chủng @2018-03-27 in Sơn La from Ủy ban nhân dân "
			"tỉnh "
			"Sơn La no 12/TB-UBND as Thông báo FTLB"},
		/* to the press: the headline is the title, unless it needs the kind */
		{"BỘ Y TẾ\nSố: 12/TCBC-BYT\nHà Nội, ngày 27 tháng 3 năm 2018\n\nTHÔNG CÁO BÁO "
		 "CHÍ\n\n"
		 "Tiêm chủng cho trẻ em vùng cao" TEXT,
			"Tiêm chủng cho trẻ em vùng cao @2018-03-27 in Hà Nội from BỘ Y TẾ no "
			"12/TCBC-BYT as Thông cáo báo chí FTLB"},
		{"BỘ Y TẾ\nSố: 12/TCBC-BYT\nHà Nội, ngày 27 tháng 3 năm 2018\n\nTHÔNG CÁO BÁO CHÍ\n"
		 "Về việc tiêm chủng cho trẻ em" TEXT,
			"THÔNG CÁO BÁO CHÍ Về việc tiêm chủng cho trẻ em @2018-03-27 in Hà Nội "
			"from "
			"BỘ Y TẾ no 12/TCBC-BYT as Thông cáo báo chí FTLB"},
		/* its kind above the number: the headline is below */
		{"THÔNG CÁO BÁO CHÍ\n\nUBND TỈNH SƠN LA\nSỞ Y TẾ\nSố: 12/TCBC-SYT\nSơn La, ngày 27 "
		 "tháng "
		 "3 năm 2018\n\nTrẻ em được tiêm" TEXT,
			"Trẻ em được tiêm @2018-03-27 in Sơn La from SỞ Y TẾ no 12/TCBC-SYT as "
			"Thông cáo báo chí FTLB"},
		{"THÔNG CÁO BÁO CHÍ SỐ 12/TCBC-SYT\n\nTrẻ em được tiêm" TEXT,
			"Trẻ em được tiêm no 12/TCBC-SYT as Thông cáo báo chí FTLB"},
		{"THÔNG CÁO BÁO CHÍ\n\nCông ty Hoa Ban tiêm cho trẻ em" TEXT,
			"Công ty Hoa Ban tiêm cho trẻ em as Thông cáo báo chí FTLB"},
		{"BỘ TÀI NGUYÊN VÀ MÔI TRƯỜNG - THÔNG CÁO BÁO CHÍ SỐ 4 NGÀY 27/3/2018\n\nTrẻ em "
		 "được "
		 "tiêm" TEXT,
			"Trẻ em được tiêm @2018-03-27 from BỘ TÀI NGUYÊN VÀ MÔI TRƯỜNG as Thông "
			"cáo "
			"báo chí FTLB"},
		/* bodies whose names have a lower one's word in them; a day with its hour */
		{"UBND TỈNH SƠN LA SỞ NỘI VỤ Số: 12/TB-SNV Sơn La, hồi 14 giờ 30 phút ngày 27 "
		 "tháng 3 "
		 "năm 2018 THÔNG BÁO Về việc tiêm chủng" TEXT,
			"THÔNG BÁO Về việc tiêm chủng @2018-03-27 in Sơn La from SỞ NỘI VỤ no "
			"12/TB-SNV as Thông báo FTLB"},
		/* a date below the kind; a space before the colon */
		{"CÔNG TY CỔ PHẦN HOA BAN\n\nTHÔNG CÁO BÁO CHÍ\nSơn La, ngày 27/3/2018\n\nTrẻ em "
		 "được "
		 "tiêm" TEXT,
			"Trẻ em được tiêm @2018-03-27 in Sơn La from CÔNG TY CỔ PHẦN HOA BAN as "
			"Thông cáo báo chí FTLB"},
		{"UBND TỈNH SƠN LA\nSố : 12 /TB-UBND\nSơn La , ngày 27 tháng 3 năm 2018\n\nTHÔNG "
		 "BÁO\nVề việc tiêm chủng" TEXT,
			"THÔNG BÁO Về việc tiêm chủng @2018-03-27 in Sơn La from UBND TỈNH SƠN LA "
			"no "
			"12/TB-UBND as Thông báo FTLB"},
		/* of the Party; a letter; a company's; a day left blank */
		{"TỈNH ỦY SƠN LA\nĐẢNG CỘNG SẢN VIỆT NAM\nSố 05 - NQ/TU\nSơn La, ngày 27 tháng 3 "
		 "năm "
		 "2018\nNGHỊ QUYẾT\nvề tiêm chủng mở rộng" TEXT,
			"NGHỊ QUYẾT về tiêm chủng mở rộng @2018-03-27 in Sơn La from TỈNH ỦY SƠN "
			"LA no "
			"05-NQ/TU as Nghị quyết FTLB"},
		{"UBND TỈNH SƠN LA\nSỞ Y TẾ\nSố: 12/SYT-NVY\nV/v tiêm chủng mở rộng\n" MOTTO
		 "Sơn La, ngày 27 tháng 3 năm 2018\n\nKính gửi: Các trạm y tế" TEXT,
			"V/v tiêm chủng mở rộng @2018-03-27 in Sơn La from SỞ Y TẾ no 12/SYT-NVY "
			"FTFLB"},
		{"CÔNG TY CỔ PHẦN CẤP NƯỚC SƠN LA\nĐịa chỉ: 12 đường Tô Hiệu\nĐT: 0212 3852 "
		 "123\nSố: 12/TB-CN\n\nTHÔNG BÁO\nTạm ngừng cấp nước" TEXT,
			"THÔNG BÁO Tạm ngừng cấp nước in Sơn La from CÔNG TY CỔ PHẦN CẤP NƯỚC SƠN "
			"LA no "
			"12/TB-CN as Thông báo FTLB"},
		{"UBND TỈNH SƠN LA\n" MOTTO
		 "Số:      /TB-UBND\nSơn La, ngày     tháng 3 năm 2018\n\n"
		 "THÔNG BÁO\nVề việc tiêm chủng" TEXT,
			"THÔNG BÁO Về việc tiêm chủng in Sơn La from UBND TỈNH SƠN LA as Thông báo "
			"FTLB"},
		/* none */
		{"CÔNG AN TỈNH SƠN LA BẮT HAI NGƯỜI\n\nSơn La, ngày 27/3/2018 – Tin." TEXT,
			"CÔNG AN TỈNH SƠN LA BẮT HAI NGƯỜI @2018-03-27 in Sơn La TLBB"},
		{"Công an bắt nhóm trộm trâu\n\nSơn La, ngày 27/3/2018" TEXT,
			"Công an bắt nhóm trộm trâu @2018-03-27 in Sơn La TYLB"},
		{"Sở Y tế Sơn La tiêm chủng" TEXT, "Sở Y tế Sơn La tiêm chủng in Sơn La TLB"},
		{"BÁO CÁO NHANH TÌNH HÌNH MƯA LŨ" TEXT, "BÁO CÁO NHANH TÌNH HÌNH MƯA LŨ TLB"},
	};
	(void)state;
	check_texts(cases, COUNT(cases));
}

#define RIGHT "                                                       "
#define LONG                                                                                                                \
	"Bà con được tiêm đủ mũi, cán bộ y tế đến từng nhà, ghi tên từng em và hẹn ngày tiêm " \
	"mũi sau; ai vắng thì đến trạm."

static void pages_are_read(void **state)
{
	static const struct text_case cases[] = {
		/* kickers, rules, dates and outlets are no titles */
		{"THÔNG CÁO BÁO CHÍ\n\nTrẻ em được tiêm" TEXT,
			"Trẻ em được tiêm as Thông cáo báo chí FTLB"},
		{"BÁO SƠN LA\nThời sự\n=====\nThứ Ba, 27/3/2018, 10:20 (GMT+7)\nTrẻ em được "
		 "tiêm\n=====\nLò Duy\n" LONG "\nHết.\n",
			"Trẻ em được tiêm @2018-03-27 by Lò Duy source BÁO SƠN LA FTYLB"},
		{"Trang chủ > Thời sự\n\nTrẻ em được tiêm" TEXT, "Trẻ em được tiêm FTLB"},
		{"Địa chỉ: 12 Tô Hiệu\nĐT: 0212 3852 123\n\nTrẻ em được tiêm" TEXT,
			"Trẻ em được tiêm FTLB"},
		{"===========\nTrẻ em được tiêm\n===========" TEXT, "Trẻ em được tiêm TLB"},
		{"THÔNG CÁO BÁO CHÍ SỐ 3\n\nTrẻ em được tiêm" TEXT,
			"Trẻ em được tiêm as Thông cáo báo chí FTLB"},
		/* in the title's own line; a column's name may begin a title */
		{"THÔNG CÁO BÁO CHÍ: Trẻ em được tiêm" TEXT,
			"Trẻ em được tiêm as Thông cáo báo chí FTLB"},
		{"Thông cáo báo chí – Trẻ em được tiêm" TEXT,
			"Trẻ em được tiêm as Thông cáo báo chí FTLB"},
		{"TIN NHANH - Trẻ em được tiêm" TEXT, "Trẻ em được tiêm FTLB"},
		{"[VIDEO] Trẻ em được tiêm" TEXT, "Trẻ em được tiêm FTLB"},
		{"THÔNG TIN BÁO CHÍ\nvề việc tiêm chủng cho trẻ em" TEXT,
			"THÔNG TIN BÁO CHÍ về việc tiêm chủng cho trẻ em as Thông tin báo chí TLB"},
		{"Y tế | Trẻ em được tiêm" TEXT, "Trẻ em được tiêm FTLB"},
		{"THÔNG CÁO BÁO CHÍ (27/3/2018)\n\nTrẻ em được tiêm" TEXT,
			"Trẻ em được tiêm @2018-03-27 as Thông cáo báo chí FTLB"},
		{"Y tế: Trẻ em được tiêm" TEXT, "Y tế: Trẻ em được tiêm TLB"},
		{"KINH TẾ - XÃ HỘI SƠN LA KHỞI SẮC" TEXT,
			"KINH TẾ - XÃ HỘI SƠN LA KHỞI SẮC in Sơn La TLB"},
		{"Điện thoại hỏng\n\nTin." TEXT, "Điện thoại hỏng TLBB"},
		{"Thời sự\n\nTin.", "Thời sự TL"},
		/* below the title */
		{"Trẻ em được tiêm\n\nLò Duy – Cà Mai" TEXT,
			"Trẻ em được tiêm by Lò Duy by Cà Mai TYLB"},
		{"Trẻ em được tiêm\nThứ Ba, 27/3/2018 | 10:20" TEXT,
			"Trẻ em được tiêm @2018-03-27 TYLB"},
		{"Trẻ em được tiêm\nThứ Ba, 27/3/2018 | 10:30 | Lò Duy" TEXT,
			"Trẻ em được tiêm @2018-03-27 by Lò Duy TYLB"},
		{"Trẻ em được tiêm\nLò Duy | Y tế" TEXT, "Trẻ em được tiêm by Lò Duy TYLB"},
		{"Trẻ em được tiêm\nSơn La, ngày 27/3/2018" TEXT,
			"Trẻ em được tiêm @2018-03-27 in Sơn La TYLB"},
		{"Trẻ em được tiêm\n\n(VOV)" TEXT, "Trẻ em được tiêm source VOV TYLB"},
		{"TRẺ EM ĐƯỢC TIÊM\nBÙI TOÀN MỪNG" TEXT, "TRẺ EM ĐƯỢC TIÊM BÙI TOÀN MỪNG TLB"},
		/* at the end */
		{"Trẻ em được tiêm" TEXT "\nLò Duy", "Trẻ em được tiêm by Lò Duy TLBY"},
		{"Trẻ em được tiêm" TEXT "\nLÒ DUY.", "Trẻ em được tiêm by LÒ DUY TLBY"},
		{"Trẻ em được tiêm" TEXT "\nPV", "Trẻ em được tiêm by PV TLBY"},
		{"Trẻ em được tiêm" TEXT "\nThanh Niên", "Trẻ em được tiêm source Thanh Niên TLBY"},
		{"Trẻ em được tiêm" TEXT "\n(Theo TTXVN)", "Trẻ em được tiêm source TTXVN TLBY"},
		{"Trẻ em được tiêm" TEXT
		 "\nBài và ảnh: Lò Duy\n\nTừ khóa: tiêm chủng\n© 2018 Báo Sơn "
		 "La\nĐiện thoại: 0212 3852 123",
			"Trẻ em được tiêm by Lò Duy TLBYF"},
		{"Trẻ em được tiêm" TEXT "\n" RIGHT "Thuận", "Trẻ em được tiêm by Thuận TLBY"},
		{"Trẻ em được tiêm" TEXT "\nSơn La, 27/3/2018",
			"Trẻ em được tiêm @2018-03-27 in Sơn La TLBY"},
		/* lines that end sentences were not wrapped, though all are full */
		{"Trẻ em được tiêm\n\nNgành y tế tiêm cho trẻ em vùng cao.\nAi cũng được tiêm đủ "
		 "mũi.",
			"Trẻ em được tiêm TLB"},
		/* a wrapped line is no byline, whoever it names */
		{"Trẻ em được tiêm\n\nNgành y tế tiêm cho trẻ em các xã vùng cao, theo lời của\nLò "
		 "Duy\n",
			"Trẻ em được tiêm TL"},
		/* who signs is no author, and his office no caption */
		{"Trẻ em được tiêm" TEXT "\n" RIGHT "Sơn La, ngày 4 tháng 2 năm 2019\n" RIGHT
		 "KT. CHỦ TỊCH\n" RIGHT "PHÓ CHỦ TỊCH\n\n" RIGHT "Lò Duy",
			"Trẻ em được tiêm @2019-02-04 in Sơn La TLBF"},
		{"Trẻ em được tiêm" TEXT
		 "\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n\nGIÁM ĐỐC\n(Đã ký)\nLò "
		 "Duy\n",
			"Trẻ em được tiêm TLBF"},
		{"Trẻ em được tiêm" TEXT "\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nLò Duy\n",
			"Trẻ em được tiêm TLBF"},
		/* captions by their form */
		{"Trẻ em được tiêm\n\nTin.\n\nCác em xếp hàng. Ảnh: Lê Hùng\n\nMỗi em một mũi.",
			"Trẻ em được tiêm TLCB"},
		{"Trẻ em được tiêm" TEXT "\nNguồn ảnh: Lê Hùng", "Trẻ em được tiêm TLBC"},
		{"Trẻ em được tiêm\n\nTin.\n\nẢnh 1: Các em xếp hàng\n\nMỗi em một mũi.",
			"Trẻ em được tiêm TLCB"},
	};
	(void)state;
	check_texts(cases, COUNT(cases));
}

static void captions_are_told_by_their_form(void **state)
{
	static const struct {
		const char *text;
		bool is;
	} cases[] = {
		{"Các em xếp hàng. Ảnh: Lê Hùng", true},
		{"Các em xếp hàng (Ảnh: TTXVN).", true},
		{"Các em xếp hàng - Ảnh: LÊ HÙNG", true},
		{"Ảnh minh họa.", true},
		{"Các em xếp hàng. (Ảnh minh họa)", true},
		{"Ảnh: Lê Hùng", true},
		{"Hình 2. Các em xếp hàng", true},
		{"Ảnh của các em đẹp.", false},
		{"Các em xem ảnh: ai cũng vui.", false},
		{"Triển lãm Ảnh: nơi các em gặp nhau sau một năm dài học tập ở xa nhà.", false},
		{"Hình như trời sắp mưa.", false},
		{"", false},
	};
	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		if (caption_is(str_from_c(cases[i].text)) != cases[i].is)
			print_message("%s\n", cases[i].text);
		assert_int_equal(caption_is(str_from_c(cases[i].text)), cases[i].is);
	}
}

static double seconds_for(const char *piece, size_t bytes)
{
	struct buf text = BUF_INIT;
	struct article a;
	struct timespec t[2];
	while (text.len < bytes)
		buf_append_c(&text, piece);
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t[0]);
	read_text(&a, buf_str(&text));
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t[1]);
	article_free(&a);
	buf_free(&text);
	return (double)(t[1].tv_sec - t[0].tv_sec) + 1e-9 * (double)(t[1].tv_nsec - t[0].tv_nsec);
}

/* Of sixteen times as much at most some forty times the work; what grows with the square would
   take 256 times. */
static void any_text_takes_linear_time(void **state)
{
	static const char *const pieces[] = {"=====\n", "-\n", "- ", "A B\n", "Lò Duy\n", "(",
		"Theo ", "UBND ", "SỞ Y TẾ ", "Số: ", "Ảnh: ", "ngày 27/3/2018 ", "CHỦ TỊCH\n",
		"Nơi nhận:\n", "a\n\n", "Thời sự\n", "\t", " \n", "a   b\n", RIGHT "a\n", "x", ".",
		"và ", "\u2028", "Cao Bằng, ", "BỘ\n", "Ảnh", "(Ảnh: a)\n"};
	enum { SMALL = 1 << 16 };
	static const double GRAIN = 0.02; /* seconds: less tells nothing */
	(void)state;
	for (size_t i = 0; i < COUNT(pieces); i++) {
		double small = seconds_for(pieces[i], SMALL);
		double large = seconds_for(pieces[i], 16 * SMALL);
		if (large > 40 * (small + GRAIN))
			print_message("'%s': %.3f s, then %.3f s\n", pieces[i], small, large);
		assert_true(large <= 40 * (small + GRAIN));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(letterheads_are_read),
		cmocka_unit_test(pages_are_read),
		cmocka_unit_test(captions_are_told_by_their_form),
		cmocka_unit_test(any_text_takes_linear_time),
	};
	return cmocka_run_group_tests_name("layout", tests, NULL, NULL);
}
