#include "article/metadata/outlet.h"

#include "article/metadata/phrase.h"
#include "base/ascii.h"

enum { FORMS_MAX = 4, DOMAIN_MAX = 64 /* bytes */ };

/* By what they call themselves. Forms are in canonical spelling; of a usual name that is one
   word or more of the language only the whole counts, as a part may be anybody's. */
static const struct {
	const char *name; /* usual spelling */
	const char *forms[FORMS_MAX];
	const char *domain;
} outlets[] = {
	/* Agencies, broadcasters */
	{"TTXVN", {"ttxvn", "thông tấn xã việt nam", "vna", "ttx việt nam"}, "vnanet.vn"},
	{"VietnamPlus", {"vietnamplus", "vietnam", "vietnam plus"}, "vietnamplus.vn"},
	{"Tin tức", {"tin tức", "báo tin tức", "tin tức ttxvn"}, "baotintuc.vn"},
	{"Bnews", {"bnews"}, "bnews.vn"},
	{"VOV", {"vov", "vov1", "đài tiếng nói việt nam", "tiếng nói việt nam"}, "vov.vn"},
	{"VTV", {"vtv", "đài truyền hình việt nam", "vtv news", "vtv24"}, "vtv.vn"},
	{"VTC News", {"vtc news", "vtc", "vtcnews", "vtc14"}, "vtcnews.vn"},
	{"VOV Giao thông", {"vov giao thông"}, "vovgiaothong.vn"},
	{"HTV", {"htv", "htv9"}, "htv.com.vn"},
	{"ANTV", {"antv", "truyền hình công an nhân dân"}, "antv.gov.vn"},
	{"QPVN", {"qpvn", "truyền hình quốc phòng"}, "qpvn.vn"},
	{"Truyền hình Thông tấn", {"truyền hình thông tấn", "vnews"}, "vnews.gov.vn"},
	/* The Party, the state and their organisations */
	{"Nhân Dân", {"nhân dân", "nhandan"}, "nhandan.vn"},
	{"Quân đội nhân dân", {"quân đội nhân dân", "qđnd", "qdnd"}, "qdnd.vn"},
	{"Công an nhân dân", {"công an nhân dân", "cand"}, "cand.com.vn"},
	{"Báo Chính phủ", {"chính phủ", "báo chính phủ", "chinhphu", "vgp"}, "baochinhphu.vn"},
	{"Đại biểu Nhân dân", {"đại biểu nhân dân"}, "daibieunhandan.vn"},
	{"Đại đoàn kết", {"đại đoàn kết"}, "daidoanket.vn"},
	{"Biên phòng", {"biên phòng", "bđbp"}, "bienphong.com.vn"},
	{"Hải quân Việt Nam", {"hải quân", "hải quân việt nam"}, "baohaiquanvietnam.vn"},
	{"Cảnh sát biển", {"cảnh sát biển"}, "canhsatbien.vn"},
	{"Tạp chí Cộng sản", {"tạp chí cộng sản", "cộng sản"}, "tapchicongsan.org.vn"},
	{"Đảng Cộng sản Việt Nam", {"đảng cộng sản việt nam", "đảng cộng sản", "đcsvn"},
		"dangcongsan.vn"},
	{"Xây dựng Đảng", {"xây dựng đảng"}, "xaydungdang.org.vn"},
	{"Tuyên giáo", {"tuyên giáo"}, "tuyengiao.vn"},
	{"An ninh Thủ đô", {"an ninh thủ đô", "antđ", "antd"}, "anninhthudo.vn"},
	{"Công an TP.HCM", {"công an tphcm", "công an tp hcm"}, "congan.com.vn"},
	{"Thanh tra", {"thanh tra"}, "thanhtra.com.vn"},
	{"Kiểm toán", {"kiểm toán"}, "baokiemtoan.vn"},
	{"Hải quan", {"hải quan"}, "haiquanonline.com.vn"},
	{"Bảo vệ pháp luật", {"bảo vệ pháp luật"}, "baovephapluat.vn"},
	{"Công lý", {"công lý"}, "congly.vn"},
	{"Tòa án nhân dân", {"tòa án nhân dân", "tạp chí tòa án"}, "tapchitoaan.vn"},
	{"Pháp luật Việt Nam", {"pháp luật việt nam", "plvn", "pháp luật"}, "baophapluat.vn"},
	{"Đời sống và Pháp luật", {"đời sống và pháp luật", "đời sống pháp luật", "đspl", "đs pl"},
		"doisongphapluat.com"},
	{"Pháp luật TP.HCM",
		{"pháp luật tphcm", "pháp luật tp hcm", "plo", "pháp luật thành phố hồ chí minh"},
		"plo.vn"},
	/* Dailies */
	{"Thanh Niên", {"thanh niên", "tno", "thanhnien"}, "thanhnien.vn"},
	{"Tuổi Trẻ", {"tuổi trẻ", "tto", "tuoitre"}, "tuoitre.vn"},
	{"Tuổi Trẻ Thủ đô", {"tuổi trẻ thủ đô", "tuổi trẻ cười"}, "tuoitrethudo.vn"},
	{"Tiền Phong", {"tiền phong", "tpo"}, "tienphong.vn"},
	{"Lao Động", {"lao động", "laodong"}, "laodong.vn"},
	{"Lao Động Thủ đô", {"lao động thủ đô", "lđtđ"}, "laodongthudo.vn"},
	{"Người Lao Động", {"người lao động", "nlđ", "nlđo", "nld"}, "nld.com.vn"},
	{"Sài Gòn Giải Phóng",
		{"sài gòn giải phóng", "sggp", "sggpo", "sài gòn giải phóng thể thao"},
		"sggp.org.vn"},
	{"Sài Gòn Tiếp Thị", {"sài gòn tiếp thị", "sgtt"}, "sgtiepthi.vn"},
	{"Hà Nội mới", {"hà nội mới", "hànộimới", "hnm"}, "hanoimoi.vn"},
	{"Kinh tế & Đô thị", {"kinh tế và đô thị", "kinh tế đô thị", "ktđt"}, "kinhtedothi.vn"},
	{"Phụ nữ Việt Nam", {"phụ nữ việt nam", "phụ nữ", "pnvn", "phụ nữ tphcm"},
		"phunuvietnam.vn"},
	{"Phụ nữ TP.HCM", {"phụ nữ tp hcm", "pno"}, "phunuonline.com.vn"},
	{"Phụ nữ Thủ đô", {"phụ nữ thủ đô"}, "baophunuthudo.vn"},
	{"Nông nghiệp Việt Nam", {"nông nghiệp việt nam", "nông nghiệp", "nnvn"}, "nongnghiep.vn"},
	{"Nông thôn ngày nay", {"nông thôn ngày nay", "ntnn"}, "danviet.vn"},
	{"Dân Việt", {"dân việt", "danviet"}, "danviet.vn"},
	{"Khoa học và Đời sống", {"khoa học và đời sống", "khoa học đời sống", "kh đs"},
		"khoahocdoisong.vn"},
	{"Sức khỏe & Đời sống", {"sức khỏe và đời sống", "sức khỏe đời sống", "sk đs"},
		"suckhoedoisong.vn"},
	{"Giáo dục & Thời đại", {"giáo dục và thời đại", "giáo dục thời đại", "gd tđ"},
		"giaoducthoidai.vn"},
	{"Giáo dục Việt Nam", {"giáo dục việt nam", "gdvn"}, "giaoduc.net.vn"},
	{"Giao thông", {"giao thông", "giao thông vận tải"}, "baogiaothong.vn"},
	{"Xây dựng", {"xây dựng"}, "baoxaydung.com.vn"},
	{"Công Thương", {"công thương"}, "congthuong.vn"},
	{"Tài nguyên & Môi trường", {"tài nguyên và môi trường", "tài nguyên môi trường", "tn mt"},
		"baotainguyenmoitruong.vn"},
	{"Văn hóa", {"văn hóa", "báo văn hóa"}, "baovanhoa.vn"},
	{"Văn nghệ", {"văn nghệ"}, "baovannghe.vn"},
	{"Đầu tư", {"đầu tư", "báo đầu tư"}, "baodautu.vn"},
	{"Đầu tư Chứng khoán", {"đầu tư chứng khoán", "đtck", "tin nhanh chứng khoán"},
		"tinnhanhchungkhoan.vn"},
	{"Diễn đàn Doanh nghiệp", {"diễn đàn doanh nghiệp", "dđdn"}, "diendandoanhnghiep.vn"},
	{"Doanh nhân Sài Gòn", {"doanh nhân sài gòn", "dnsg"}, "doanhnhansaigon.vn"},
	{"Thời báo Ngân hàng", {"thời báo ngân hàng", "tbnh"}, "thoibaonganhang.vn"},
	{"Thời báo Tài chính", {"thời báo tài chính", "thời báo tài chính việt nam"},
		"thoibaotaichinhvietnam.vn"},
	{"Thời báo Kinh tế Sài Gòn", {"thời báo kinh tế sài gòn", "kinh tế sài gòn", "tbktsg"},
		"thesaigontimes.vn"},
	{"VnEconomy", {"vneconomy", "thời báo kinh tế việt nam", "kinh tế việt nam"},
		"vneconomy.vn"},
	{"Bóng Đá", {"bóng đá", "bóng đá plus"}, "bongdaplus.vn"},
	{"Thể thao & Văn hóa", {"thể thao và văn hóa", "thể thao văn hóa", "tt vh"},
		"thethaovanhoa.vn"},
	{"Thể thao Việt Nam", {"thể thao việt nam", "thể thao 24h"}, "thethaovietnam.vn"},
	{"Du lịch", {"du lịch", "báo du lịch"}, "baodulich.net.vn"},
	{"Thế giới & Việt Nam", {"thế giới và việt nam", "thế giới việt nam", "tg vn"},
		"baoquocte.vn"},
	{"Nhà báo & Công luận", {"nhà báo và công luận", "nhà báo công luận", "nb cl", "công luận"},
		"congluan.vn"},
	{"Người đưa tin", {"người đưa tin", "nguoiduatin"}, "nguoiduatin.vn"},
	{"Gia đình Việt Nam", {"gia đình việt nam", "giadinhvietnam"}, "giadinhvietnam.com"},
	{"Gia đình & Xã hội", {"gia đình và xã hội", "gia đình xã hội", "gđ xh", "gia đình net"},
		"giadinh.net.vn"},
	{"Lao động & Xã hội", {"lao động và xã hội", "lao động xã hội"}, "baodansinh.vn"},
	{"Dân sinh", {"dân sinh"}, "baodansinh.vn"},
	{"Nghề nghiệp và Cuộc sống", {"nghề nghiệp và cuộc sống"}, "nghenghiepcuocsong.vn"},
	{"Petrotimes", {"petrotimes", "năng lượng mới"}, "petrotimes.vn"},
	{"Công an Đà Nẵng", {"công an đà nẵng"}, "cadn.com.vn"},
	{"Người Cao tuổi", {"người cao tuổi"}, "ngaymoionline.com.vn"},
	{"Bưu điện Việt Nam", {"bưu điện việt nam", "infonet", "ictnews"}, "infonet.vn"},
	{"Hoa học trò", {"hoa học trò"}, "hoahoctro.vn"},
	{"Mực tím", {"mực tím"}, "muctim.com.vn"},
	{"Khăn quàng đỏ", {"khăn quàng đỏ", "thiếu niên tiền phong", "nhi đồng"},
		"khanquangdo.com"},
	/* On the web */
	{"VnExpress", {"vnexpress", "vn express", "vne"}, "vnexpress.net"},
	{"Dân trí", {"dân trí", "dantri"}, "dantri.com.vn"},
	{"VietNamNet", {"vietnamnet", "vietnam net", "vnn"}, "vietnamnet.vn"},
	{"Zing", {"zing", "zing news", "zingnews", "znews"}, "znews.vn"},
	{"Kênh 14", {"kênh 14", "kenh14"}, "kenh14.vn"},
	{"Soha", {"soha", "soha news"}, "soha.vn"},
	{"CafeF", {"cafef", "cafe f"}, "cafef.vn"},
	{"CafeBiz", {"cafebiz"}, "cafebiz.vn"},
	{"24h", {"24h", "tin tức 24h"}, "24h.com.vn"},
	{"Eva", {"eva"}, "eva.vn"},
	{"Saostar", {"saostar"}, "saostar.vn"},
	{"Báo Mới", {"báo mới", "baomoi"}, "baomoi.com"},
	{"VietTimes", {"viettimes"}, "viettimes.vn"},
	{"VietnamFinance", {"vietnamfinance", "vietnam finance"}, "vietnamfinance.vn"},
	{"Nhịp sống Kinh tế", {"nhịp sống kinh tế", "nhịp sống kinh doanh", "bizlive"},
		"nhipsongkinhdoanh.vn"},
	{"NDH", {"ndh", "người đồng hành"}, "nguoidonghanh.vn"},
	{"Trí thức trẻ", {"trí thức trẻ", "trí thức trẻ thời đại"}, "toquoc.vn"},
	{"Tổ Quốc", {"tổ quốc", "toquoc"}, "toquoc.vn"},
	{"Trí Thức Trực tuyến", {"trí thức trực tuyến"}, "znews.vn"},
	{"Đất Việt", {"đất việt"}, "datviet.trithuccuocsong.vn"},
	{"Kiến thức", {"kiến thức"}, "kienthuc.net.vn"},
	{"Khám phá", {"khám phá"}, "khampha.vn"},
	{"Một thế giới", {"một thế giới"}, "1thegioi.vn"},
	{"Người tiêu dùng", {"người tiêu dùng"}, "nguoitieudung.com.vn"},
	{"Ngôi sao", {"ngôi sao", "ngoisao"}, "ngoisao.vnexpress.net"},
	{"iOne", {"ione"}, "ione.net"},
	{"Thời đại", {"thời đại"}, "thoidai.com.vn"},
	{"Thời báo", {"thời báo"}, "thoibao.vn"},
	{"Sống Mới", {"sống mới"}, "songmoi.vn"},
	{"GenK", {"genk"}, "genk.vn"},
	{"Autopro", {"autopro"}, "autopro.com.vn"},
	{"Tinh tế", {"tinh tế", "tinhte"}, "tinhte.vn"},
	{"Reatimes", {"reatimes", "bất động sản việt nam"}, "reatimes.vn"},
	{"Thương hiệu & Công luận", {"thương hiệu và công luận", "thương hiệu công luận"},
		"thuonghieucongluan.com.vn"},
	{"Thương trường", {"thương trường"}, "thuongtruong.com.vn"},
	{"Đô thị", {"đô thị"}, NULL},
	{"Tri thức & Cuộc sống",
		{"tri thức", "tri thức trực tuyến", "tri thức và cuộc sống", "tri thức cuộc sống"},
		"trithuccuocsong.vn"},
	{"Nhịp sống số", {"nhịp sống số", "nhịp sống hà nội"}, NULL},
	{"Quốc phòng Thủ đô", {"quốc phòng thủ đô"}, NULL},
	{"Nhà đầu tư", {"nhà đầu tư"}, "nhadautu.vn"},
	{"Tiếp thị Thế giới", {"tiếp thị thế giới", "thế giới tiếp thị"}, NULL},
	{"Internet", {"internet", "mạng xã hội", "mạng", "facebook"}, NULL},
	/* Abroad */
	{"Reuters", {"reuters"}, "reuters.com"},
	{"AFP", {"afp"}, "afp.com"},
	{"AP", {"ap"}, "apnews.com"},
	{"BBC", {"bbc", "bbc news"}, "bbc.com"},
	{"CNN", {"cnn"}, "cnn.com"},
	{"Bloomberg", {"bloomberg"}, "bloomberg.com"},
	{"Tân Hoa Xã", {"tân hoa xã", "thx", "xinhua", "tân hoa"}, "xinhuanet.com"},
	{"TASS", {"tass", "itar tass"}, "tass.com"},
	{"RIA Novosti", {"ria", "ria novosti"}, "ria.ru"},
	{"Sputnik", {"sputnik", "sputnik news"}, "sputniknews.com"},
	{"RT", {"rt", "russia today"}, "rt.com"},
	{"Yonhap", {"yonhap"}, "yna.co.kr"},
	{"Kyodo", {"kyodo", "kyodo news"}, "kyodonews.net"},
	{"NHK", {"nhk"}, "nhk.or.jp"},
	{"KPL", {"kpl"}, "kpl.gov.la"},
	{"DPA", {"dpa"}, "dpa.com"},
	{"EFE", {"efe"}, "efe.com"},
	{"ANSA", {"ansa"}, "ansa.it"},
	{"Al Jazeera", {"al jazeera"}, "aljazeera.com"},
	{"The Guardian", {"guardian", "the guardian"}, "theguardian.com"},
	{"New York Times", {"new york times", "the new york times", "nyt"}, "nytimes.com"},
	{"Washington Post", {"washington post", "the washington post"}, "washingtonpost.com"},
	{"Wall Street Journal", {"wall street journal", "the wall street journal", "wsj"},
		"wsj.com"},
	{"Financial Times", {"financial times"}, "ft.com"},
	{"The Economist", {"economist", "the economist"}, "economist.com"},
	{"Forbes", {"forbes"}, "forbes.com"},
	{"Fortune", {"fortune"}, "fortune.com"},
	{"Time", {"time"}, "time.com"},
	{"CNBC", {"cnbc"}, "cnbc.com"},
	{"Daily Mail", {"daily mail", "dailymail", "mail online"}, "dailymail.co.uk"},
	{"The Sun", {"the sun"}, "thesun.co.uk"},
	{"Mirror", {"mirror", "daily mirror"}, "mirror.co.uk"},
	{"The Telegraph", {"telegraph", "the telegraph"}, "telegraph.co.uk"},
	{"The Independent", {"the independent"}, "independent.co.uk"},
	{"Straits Times", {"straits times", "the straits times"}, "straitstimes.com"},
	{"Bangkok Post", {"bangkok post"}, "bangkokpost.com"},
	{"Japan Times", {"japan times", "the japan times"}, "japantimes.co.jp"},
	{"Nikkei", {"nikkei", "nikkei asian review", "nikkei asia"}, "nikkei.com"},
	{"SCMP", {"scmp", "south china morning post"}, "scmp.com"},
	{"Hoàn cầu", {"hoàn cầu", "hoàn cầu thời báo", "thời báo hoàn cầu"}, "huanqiu.com"},
	{"Fox News", {"fox news"}, "foxnews.com"},
	{"Getty Images", {"getty", "getty images"}, NULL},
	{"Marca", {"marca"}, "marca.com"},
	{"Goal", {"goal"}, "goal.com"},
	{"Sky Sports", {"sky sports", "sky news", "sky"}, "skysports.com"},
};

enum { OUTLET_COUNT = sizeof outlets / sizeof *outlets };

/* What a name has before it and still is that of an outlet. */
static const char *const openings[] = {
	"báo", "theo", "nguồn", "trang", "tờ", "kênh", "theo báo", "báo điện tử", "trang tin"};

/* And what it may end with. */
static const char *const closings[] = {"online", "điện tử", "news", "vn", "com vn", "com", "net",
	"net vn", "gov vn", "org vn", "org", "tv", "onl", "cuối tuần", "chủ nhật", "hằng ngày",
	"thời sự", "newspaper", "plus", "bản điện tử", "việt nam", "tây bắc", "đông bắc",
	"tây nguyên", "miền bắc", "miền trung", "miền nam", "đbscl", "đồng bằng sông cửu long",
	"đồng bằng", "đồng bằng sông hồng", "bắc bộ", "nam bộ", "hà nội", "tp hcm", "tphcm"};

/* What calls itself an outlet; a name must follow. */
static const char *const kinds[] = {"báo", "tạp chí", "đài pt th", "đài ptth", "đài phát thanh",
	"đài truyền hình", "đài tt th", "đài tiếng nói", "cổng thông tin", "cổng thông tin điện tử",
	"trang thông tin điện tử", "cổng ttđt", "cổng tin", "trang thông tin", "trang tin",
	"thông tấn xã", "hãng thông tấn", "hãng tin", "truyền hình", "thời báo", "nhật báo",
	"chuyên trang", "tuần báo", "bản tin"};

const char *outlet_name(size_t i)
{
	return i < OUTLET_COUNT ? outlets[i].name : NULL;
}

const char *outlet_form(size_t i)
{
	return i / FORMS_MAX >= OUTLET_COUNT ? NULL
	       : outlets[i / FORMS_MAX].forms[i % FORMS_MAX]
		       ? outlets[i / FORMS_MAX].forms[i % FORMS_MAX]
		       : "";
}

/* The words that the longest form covers that P begins with. */
static size_t read_form(const struct phrase *p)
{
	size_t most = 0;
	for (size_t i = 0; i < OUTLET_COUNT; i++) {
		/* most forms are ruled out by their first letter */
		for (size_t f = 0; f < FORMS_MAX && outlets[i].forms[f]; f++) {
			if (outlets[i].forms[f][0] != p->text[0])
				continue;
			size_t words = phrase_begins(p, &outlets[i].forms[f], 1);
			if (words > most)
				most = words;
		}
	}
	return most;
}

/* P is the words of NAME from some byte on. */
static bool is_form(struct str name, const struct phrase *p)
{
	struct phrase rest;
	size_t words = p->count > 0 ? read_form(p) : 0;
	if (words == 0)
		return false;
	if (p->whole && words == p->count)
		return true;
	phrase_read(name, p->ends[words - 1], &rest);
	return PHRASE_IS(&rest, closings);
}

/* "baocaobang.vn", "www.sonla.gov.vn", "https://…" */
static bool is_domain(struct str name)
{
	static const struct str ends[] = {STR_INIT(".vn"), STR_INIT(".com"), STR_INIT(".net"),
		STR_INIT(".org"), STR_INIT(".info")};
	if (str_starts_with(name, STR("http://")) || str_starts_with(name, STR("https://")) ||
		str_starts_with(name, STR("www.")))
		return true;
	if (name.len > DOMAIN_MAX || memchr(name.ptr, ' ', name.len) ||
		memchr(name.ptr, '@', name.len))
		return false;
	char lower[DOMAIN_MAX];
	for (size_t i = 0; i < name.len; i++)
		lower[i] = ascii_lower(name.ptr[i]);
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
		if (str_ends_with(str_make(lower, name.len), ends[i]))
			return true;
	}
	return false;
}

/* "Báo Quảng Ninh điện tử", but neither "Báo Mỹ: …" nor "Tạp chí Đức kêu gọi …". */
static bool is_named_so(struct str name, const struct phrase *p, size_t kind_end)
{
	static const char *const verbs[] = {"kêu", "nói", "đưa", "cho", "viết", "có", "bị", "là",
		"đăng", "gọi", "phỏng", "ca", "nhận", "chỉ", "tiết", "nêu", "dẫn", "vừa", "đã",
		"sẽ", "tổng", "của", "về", "bình", "xếp", "chọn", "khen", "chê", "hé", "công",
		"với", "ra", "ngày", "tố", "đánh", "bàn", "lo", "soi"};
	/* báo is other words' first syllable, too */
	static const char *const others[] = {"báo cáo", "báo động", "báo giá", "báo chí",
		"báo hiếu", "báo hiệu", "báo ân", "báo công", "báo tử", "báo oán", "báo thù",
		"báo danh"};
	enum { NAME_WORDS = 9, SMALL_WORDS = 3 /* in a row */ };
	struct word w;
	size_t count = 0, small = 0;
	if (PHRASE_BEGINS(p, others) > 0)
		return false;
	for (size_t i = 0; i < name.len; i++) {
		if (name.ptr[i] != '\0' && strchr(":;,!?\"()\n", name.ptr[i]))
			return false;
	}
	for (size_t at = kind_end; words_next(name, &at, &w); count++) {
		small = w.capitalised ? 0 : small + 1;
		if (count == NAME_WORDS || small > SMALL_WORDS ||
			(!w.capitalised && WORDS_IS(&w, verbs)))
			return false;
	}
	return true;
}

bool outlet_is(struct str name)
{
	enum { NAME_BYTES = 100 }; /* nobody is called longer: seen at once */
	struct phrase p, behind;
	name = words_trim(name);
	if (name.len == 0 || (name.len > NAME_BYTES && !is_domain(name)))
		return false;
	phrase_read(name, 0, &p);
	if (p.count == 0)
		return false;
	size_t kind = PHRASE_BEGINS(&p, kinds);
	if ((kind > 0 && kind < p.count && is_named_so(name, &p, p.ends[kind - 1])) ||
		is_form(name, &p) || is_domain(name))
		return true;
	size_t opening = PHRASE_BEGINS(&p, openings);
	if (opening == 0 || opening == p.count)
		return false;
	phrase_read(name, p.ends[opening - 1], &behind);
	return is_form(name, &behind);
}

/* The host of URL, without its scheme. */
static struct str host_of(struct str url)
{
	size_t at = str_find(url, STR("://"), 0);
	if (at == url.len)
		return STR("");
	struct str rest = str_slice(url, at + 3, url.len);
	size_t end = 0;
	while (end < rest.len && end < 4 * DOMAIN_MAX && !strchr("/:?#", rest.ptr[end]))
		end++;
	return str_slice(rest, 0, end);
}

const char *outlet_of_url(struct str url)
{
	struct str host = host_of(url);
	for (size_t i = 0; host.len > 0 && i < OUTLET_COUNT; i++) {
		struct str domain = str_from_c(outlets[i].domain ? outlets[i].domain : "");
		if (domain.len == 0 || !str_ends_with(host, domain))
			continue;
		if (host.len == domain.len || host.ptr[host.len - domain.len - 1] == '.')
			return outlets[i].name;
	}
	return NULL;
}
