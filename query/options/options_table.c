#include "query/options/options_table.h"

#define SAME(s)                                                                                    \
	{                                                                                          \
		s, s                                                                               \
	}

const struct option_row option_table[] = {
	{"archive", KEY_ARCHIVE, {"THƯ-MỤC", "DIR"},
		{"kho cần tìm, nhiều kho thì nhiều lần; không có thì $TRACUU_ARCHIVE, rồi "
		 "~/.local/share/tracuu",
			"archive to search, several as one; else $TRACUU_ARCHIVE, else "
			"~/.local/share/tracuu"}},
	{"as", KEY_AS, {"NGƯỜI-XEM", "AUDIENCE"},
		{"chỉ tìm trong những bài mà người xem ấy được thấy vào lúc này (tracuu-index "
		 "update --audience)",
			"search just what that audience may see at this moment (tracuu-index "
			"update --audience)"}},
	{"cluster", KEY_CLUSTER, {"TỆP", "FILE"},
		{"tìm trong các kho mà máy khác phục vụ, như TỆP ghi",
			"search the archives that other machines serve, as FILE says"}},
	{"profile", KEY_PROFILE, {"TÊN", "NAME"},
		{"lấy kho và tùy chọn của nhóm [TÊN] trong ~/.config/tracuu/config",
			"take archive and options from [NAME] in ~/.config/tracuu/config"}},
	{"interactive", KEY_INTERACTIVE, {NULL, NULL},
		{"tìm ngay khi gõ, chọn bài, đọc, lọc, dẫn nguồn, tất cả trong cửa sổ này; F1: các "
		 "phím",
			"search as you type, choose, read, filter and cite, all in this terminal; "
			"F1: the keys"}},
	{"limit", KEY_LIMIT, SAME("N"),
		{"số kết quả tối đa, từ 1 đến 1000 (mặc định 10)",
			"show at most N results, 1 to 1000 (default 10)"}},
	{"offset", KEY_OFFSET, SAME("N"),
		{"bỏ qua N kết quả đầu, tối đa 10000",
			"leave out the first N results, at most 10000"}},
	{"sort", KEY_SORT, {"CÁCH", "HOW"},
		{"relevance (liên quan nhất, mặc định), newest (mới nhất), oldest (cũ nhất)",
			"relevance (default), newest or oldest first"}},
	{"ranking", KEY_RANKING, {"CÁCH", "HOW"},
		{"two-stage (mặc định: bài khớp nhất được xếp lại theo chỗ đứng của các từ), bm25 "
		 "(chỉ đếm từ, để so sánh)",
			"two-stage (default: the best are ranked again by where the words stand), "
			"bm25 (words alone, for comparison)"}},
	{"from", KEY_FROM, {"NGÀY", "DATE"},
		{"từ ngày, tháng hoặc năm: 27/3/2018, 3/2018, 2018, 2018-03-27",
			"not before: 2018-03-27, 2018-03, 2018 or 27/3/2018"}},
	{"to", KEY_TO, {"NGÀY", "DATE"},
		{"đến hết ngày, tháng hoặc năm", "not after the end of that day, month or year"}},
	{"date", KEY_DATE, {"KỲ", "PERIOD"},
		{"trong ngày, tháng, quý, năm hay khoảng ấy: 3/2018, 2015-2018, \"7 ngày qua\"",
			"within that day, month, quarter, year or span: 2018-03, 2015-2018, \"last "
			"7 days\""}},
	{"filter", KEY_FILTER, {"TRƯỜNG:GIÁ-TRỊ", "FIELD:VALUE"},
		{"chỉ lấy bài có giá trị ấy; trường là author (tác giả), place (nơi), source "
		 "(nguồn), issuer (cơ quan ban hành), kind (loại văn bản), number (số hiệu), "
		 "url (địa chỉ), filetype (loại tệp); có thể dùng nhiều lần",
			"keep to articles with that value; FIELD is author, place, source, issuer, "
			"kind or number (of a document), url or filetype; may be given several "
			"times"}},
	{"facet", KEY_FACET, {"TRƯỜNG[:N]", "FIELD[:N]"},
		{"đếm số bài đủ từ theo từng giá trị của author, place, source, issuer, kind, "
		 "year, month hay day; N giá trị nhiều bài nhất (mặc định 10); có thể dùng nhiều "
		 "lần",
			"count the articles with all the words by author, place, source, issuer, "
			"kind, year, month or day; the N values with the most (default 10); may be "
			"given several times"}},
	{"timeline", KEY_TIMELINE, {"MỨC", "UNIT"},
		{"đếm số bài đủ từ theo từng year (năm), month (tháng) hay day (ngày), vẽ thành "
		 "biểu đồ",
			"count them by year, month or day, as a bar chart"}},
	{"count", KEY_COUNT, {NULL, NULL},
		{"chỉ cho biết có đúng bao nhiêu bài đủ từ",
			"just say how many articles have all the words, exactly"}},
	{"diacritics", KEY_DIACRITICS, {"CÁCH", "HOW"},
		{"auto (dấu đã gõ thì giữ, chưa gõ thì đoán, mặc định), exact (đúng như gõ), "
		 "ignore (bỏ mọi dấu)",
			"auto (typed marks bind, missing ones forgive; default), exact (as typed), "
			"ignore (any marks)"}},
	{"duplicates", KEY_DUPLICATES, {"CÁCH", "HOW"},
		{"bài giống hệt hoặc gần giống nhau: fold (gộp, mỗi nhóm một kết quả, và đếm là "
		 "một), show (hiện từng bài); mặc định: màn hình gộp kết quả, các số đếm vẫn là số "
		 "bài, các dạng khác hiện từng bài",
			"articles that are the same or nearly so: fold (one hit for all, counted "
			"once), show (each of them); by default text folds the hits, counts "
			"articles, and the other formats show each"}},
	{"prefer", KEY_PREFER, {"NGUỒN", "SOURCE"},
		{"trong một nhóm, hiện bài của nguồn này thay cho bài sớm nhất",
			"of a group, show the article of this source rather than the earliest"}},
	{"format", KEY_FORMAT, {"DẠNG", "FORMAT"},
		{"text (mặc định), json, ids (mỗi dòng một mã bài); jsonl, csv, tsv, ninjs: mọi "
		 "bài đủ từ, mới nhất trước",
			"text (default), json, ids (one article id a line); jsonl, csv, tsv, "
			"ninjs: "
			"every article with all the words, newest first"}},
	{"all", KEY_ALL, {NULL, NULL},
		{"với --format=ids: mọi bài đủ từ", "with --format=ids: every article with all "
						    "the words"}},
	{"color", KEY_COLOR, {"KHI", "WHEN"},
		{"auto (mặc định: khi ra màn hình), always (luôn), never (không)",
			"auto (default: on a terminal), always, never"}},
	{"show", KEY_SHOW, {"SỐ|MÃ", "N|ID"},
		{"hiện toàn văn kết quả thứ N của lần tìm trước trong cửa sổ này, các từ đã tìm "
		 "được đánh dấu; hoặc bài có mã này",
			"show the whole article: hit N of the last answer in this terminal, with "
			"what was looked for marked, or the article with this id"}},
	{"open", KEY_OPEN, {"SỐ|MÃ", "N|ID"},
		{"mở trang web hoặc tệp gốc của bài bằng chương trình của máy (xdg-open)",
			"open the article's page or source file with the program for it "
			"(xdg-open)"}},
	{"cite", KEY_CITE, {"SỐ|MÃ", "N|ID"},
		{"dẫn nguồn bài trên một dòng: tiêu đề, nguồn, ngày, nơi, tác giả, địa chỉ",
			"cite the article in one line: title, source, date, place, authors, "
			"address"}},
	{"history", KEY_HISTORY, {"SỐ|MÃ", "N|ID"},
		{"bài này nói gì trước khi bị sửa: các bản cũ, từ bao giờ đến bao giờ, các chữ bị "
		 "bỏ và được thêm",
			"what the article said before it was changed: its versions, when they "
			"stood, the words that were taken out and put in"}},
	{"no-pager", KEY_NO_PAGER, {NULL, NULL},
		{"--show in thẳng ra, không qua $PAGER hay less",
			"--show prints, without $PAGER or less"}},
	{"similar", KEY_SIMILAR, {"SỐ|MÃ", "N|ID"},
		{"tìm những bài giống bài này", "find articles like this one"}},
	{"path-map", KEY_PATH_MAP, {"ĐƯỜNG-DẪN=ĐỊA-CHỈ", "PATH=ADDRESS"},
		{"tệp của kho nằm dưới ĐƯỜNG-DẪN thì người đọc lấy ở ĐỊA-CHỈ, cho \"original\" "
		 "trong JSON; có thể dùng nhiều lần",
			"files below PATH are to be had below ADDRESS, for \"original\" in JSON; "
			"may "
			"be given several times"}},
	{"save", KEY_SAVE, {"TÊN", "NAME"},
		{"lưu câu tìm kiếm này, với bộ lọc và ngày của nó, dưới tên ấy; --note ghi chú",
			"keep this query, with its filters and dates, by that name; --note adds a "
			"note"}},
	{"note", KEY_NOTE, {"CHỮ", "TEXT"}, {"ghi chú của --save", "the note of --save"}},
	{"saved", KEY_SAVED, {NULL, NULL}, {"liệt kê các tìm kiếm đã lưu", "list what is saved"}},
	{"forget", KEY_FORGET, {"TÊN", "NAME"}, {"bỏ tìm kiếm đã lưu", "remove what is saved"}},
	{"new", KEY_NEW, {"TÊN", "NAME"},
		{"những gì mới của tìm kiếm đã lưu, kể từ lần hỏi trước; mã thoát 0: có, 1: không; "
		 "--format: text, ids, jsonl, csv, tsv, ninjs, atom, mail",
			"what is new of a saved search since it was last asked; exit status 0: "
			"something is, 1: nothing; --format: text, ids, jsonl, csv, tsv, ninjs, "
			"atom, mail"}},
	{"new-by", KEY_NEW_BY, {"CÁCH", "HOW"},
		{"added (bài lần trước chưa có, mặc định), published (trong đó chỉ bài đề ngày từ "
		 "lần trước trở đi), changed (bài đã có nhưng nội dung khác)",
			"added (articles that were not there, default), published (of them those "
			"that are dated since), changed (those whose text is another)"}},
	{"peek", KEY_PEEK, {NULL, NULL},
		{"--new chỉ xem, lần sau vẫn tính là mới",
			"--new just looks: the next time it is all new still"}},
	{"list", KEY_LIST, {"TỆP", "FILE"},
		{"mỗi dòng một câu tìm kiếm, hoặc tên, dấu tab, câu tìm kiếm; xuất mọi bài đủ từ "
		 "của từng dòng thành một bảng (csv, tsv)",
			"a query a line, or a name, a tab and a query: every article with all the "
			"words of each line, as one table (csv, tsv)"}},
	{"explain", KEY_EXPLAIN, {NULL, NULL},
		{"cho biết câu tìm kiếm được hiểu thế nào, vì sao mỗi bài đứng ở chỗ của nó",
			"say how the query was read, and what ranked each article"}},
	{"strict", KEY_STRICT, {NULL, NULL},
		{"toán tử, ngoặc, trường viết sai chỗ là lỗi, thay vì được đọc như từ",
			"an operator, quote or field that can't be read is an error, not words"}},
	{"timeout-ms", KEY_TIMEOUT, SAME("N"),
		{"mỗi câu tìm kiếm lâu nhất N mili giây, hết thì trả lời những gì đã tìm được; 0: "
		 "không hạn (mặc định 2000; với --batch 500)",
			"end a query after N milliseconds with what was found so far; 0: never "
			"(default 2000; with --batch 500)"}},
	{"batch", KEY_BATCH, {"TỆP", "FILE"},
		{"mỗi dòng một mã số, dấu tab, câu tìm kiếm; trả lời bằng JSON, mỗi dòng một câu; "
		 "'-' là đầu vào chuẩn",
			"answer each line of FILE (query id, tab, query) with a line of JSON; '-' "
			"is "
			"standard input"}},
	{"serve", KEY_SERVE, {NULL, NULL},
		{"trả lời mọi yêu cầu JSON, mỗi dòng một yêu cầu, từ đầu vào chuẩn hay --socket, "
		 "cho "
		 "tới khi hết hoặc có SIGTERM",
			"answer requests in JSON, one a line, from standard input or --socket, "
			"until it ends or SIGTERM comes"}},
	{"socket", KEY_SOCKET, {"ĐƯỜNG-DẪN", "PATH"},
		{"với --serve: ổ cắm Unix để nghe", "with --serve: the Unix socket to listen at"}},
	{"socket-mode", KEY_SOCKET_MODE, {"QUYỀN", "MODE"},
		{"quyền truy cập của ổ cắm ấy, viết theo hệ bát phân (mặc định 600)",
			"permissions of that, in octal (default 600)"}},
	{"workers", KEY_WORKERS, SAME("N"),
		{"với --serve: số tiến trình trả lời (mặc định bằng số nhân của máy)",
			"with --serve: processes that answer (default: as many as processors)"}},
	{"analyse", KEY_ANALYSE, {"VĂN-BẢN", "TEXT"},
		{"hiện cách văn bản được tách thành từ", "show the words that TEXT is read as"}},
	{"complete", KEY_COMPLETE, {"DÒNG", "LINE"},
		{"những cách viết tiếp từ cuối của dòng lệnh, cho shell (bash, zsh, fish): mỗi "
		 "dòng một cách, sau dấu tab là ý nghĩa",
			"ways to go on with the last word of a command line, for shells: one a "
			"line, behind a tab what it means"}},
	{"lang", KEY_LANG, SAME("vi|en"),
		{"ngôn ngữ của thông báo: vi (tiếng Việt) hay en (tiếng Anh)",
			"language of messages: vi (Vietnamese) or en (English)"}},
	{"help", KEY_HELP, {"MỤC", "TOPIC"},
		{"hiện trợ giúp, hoặc một mục của trợ giúp: options (mọi tùy chọn), query, dates, "
		 "filters, output, keys, saved, config",
			"show help, or of a topic: options (all of them), query, dates, filters, "
			"output, keys, saved, config"}},
	{"version", KEY_VERSION, {NULL, NULL}, {"hiện phiên bản", "show the version"}},
};

const size_t option_count = sizeof option_table / sizeof *option_table;

static const struct {
	char letter;
	enum option_key key;
} letters[] = {
	{'a', KEY_ARCHIVE},
	{'p', KEY_PROFILE},
	{'i', KEY_INTERACTIVE},
	{'n', KEY_LIMIT},
	{'o', KEY_OFFSET},
	{'s', KEY_SORT},
	{'c', KEY_COUNT},
	{'f', KEY_FORMAT},
	{'h', KEY_HELP},
	{'V', KEY_VERSION},
};

char option_letter(enum option_key key)
{
	for (size_t i = 0; i < sizeof letters / sizeof *letters; i++) {
		if (letters[i].key == key)
			return letters[i].letter;
	}
	return '\0';
}

bool option_may_lack(enum option_key key)
{
	return key == KEY_HELP;
}
