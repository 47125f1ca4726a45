#include "indexer/scan/unread.h"
#include "article/readers/kinds.h"
#include "base/ascii.h"
#include "base/lang.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* Extensions that one folder, or one run, tells apart; all others are without one. */
enum { MOST_KINDS = 100 };

void unread_free(struct unread_list *l)
{
	free(l->list);
	*l = (struct unread_list){0};
}

/* What stands after the last dot, if it looks like the type of a file. */
static void read_extension(const char *name, char out[UNREAD_EXTENSION + 1])
{
	const char *dot = strrchr(name, '.');
	size_t len = dot && dot > name ? strlen(dot) : 0;
	if (len > UNREAD_EXTENSION)
		len = 0;
	for (size_t i = 0; i < len; i++) {
		char c = dot[i];
		if (i > 0 && !ascii_is_letter(c) && !ascii_is_digit(c))
			len = 0;
		out[i] = ascii_is_capital(c) ? (char)(c - 'A' + 'a') : c;
	}
	out[len] = '\0';
}

static struct unread *find(struct unread_list *l, enum unread_kind kind, const char *extension)
{
	for (size_t i = 0; i < l->count; i++) {
		if (l->list[i].kind == kind && strcmp(l->list[i].extension, extension) == 0)
			return &l->list[i];
	}
	return NULL;
}

static struct unread *find_or_make(struct unread_list *l, const struct unread *like)
{
	const char *extension = l->count < MOST_KINDS ? like->extension : "";
	struct unread *known = find(l, like->kind, extension);
	if (known)
		return known;
	if (l->count == l->capacity) {
		size_t capacity = l->capacity ? 2 * l->capacity : 4;
		struct unread *list = reallocarray(l->list, capacity, sizeof *list);
		if (!list)
			return NULL;
		l->list = list;
		l->capacity = capacity;
	}
	struct unread *fresh = &l->list[l->count++];
	*fresh = *like;
	snprintf(fresh->extension, sizeof fresh->extension, "%s", extension);
	fresh->count = 0;
	return fresh;
}

/* Whether those of the kind are told apart by their extensions. */
static bool has_extension(enum unread_kind kind)
{
	return kind == UNREAD_TYPE || kind == UNREAD_TABLE || kind == UNREAD_PAGE ||
	       kind == UNREAD_READER;
}

bool unread_add(struct unread_list *l, enum unread_kind kind, const char *name)
{
	struct unread like = {.kind = kind};
	if (has_extension(kind))
		read_extension(name, like.extension);
	snprintf(like.example, sizeof like.example, "%s", name);
	struct unread *u = find_or_make(l, &like);
	if (u)
		u->count++;
	return u != NULL;
}

bool unread_add_all(struct unread_list *l, const struct unread_list *more)
{
	for (size_t i = 0; i < more->count; i++) {
		struct unread *u = find_or_make(l, &more->list[i]);
		if (!u)
			return false;
		u->count += more->list[i].count;
	}
	return true;
}

static int most_first(const void *a, const void *b)
{
	const struct unread *x = a;
	const struct unread *y = b;
	if (x->kind != y->kind)
		return x->kind < y->kind ? -1 : 1;
	if (x->count != y->count)
		return x->count > y->count ? -1 : 1;
	return strcmp(x->extension, y->extension);
}

void unread_sort(struct unread_list *l)
{
	if (l->count > 1)
		qsort(l->list, l->count, sizeof *l->list, most_first);
}

#define COUNT(list) (sizeof(list) / sizeof *(list))

/* ---- For people ---- */

const char *unread_why(const struct unread *u)
{
	switch (u->kind) {
	case UNREAD_TABLE:
		return SAY("bảng không có cột nào là title, lead hay body",
			"a table without a column that is a title, lead or body");
	case UNREAD_TYPE:
		return SAY("loại tệp chưa được hỗ trợ", "not a type of file that is read");
	case UNREAD_LINK:
		return SAY("liên kết tới thư mục, không đọc theo",
			"links to folders are not followed");
	case UNREAD_OUTSIDE:
		return SAY("liên kết dẫn ra ngoài nguồn, không đọc theo",
			"links that lead out of the source are not followed");
	case UNREAD_AGAIN:
		return SAY("liên kết tới tệp của nguồn đã được đọc",
			"links to files of the source that are read already");
	case UNREAD_OLDER:
		return SAY("tệp mới, nhưng sửa lần cuối trước ngày của --since",
			"new, but last changed before the day of --since");
	case UNREAD_FOLDER:
		return SAY("thư mục ẩn", "hidden folders are not entered");
	case UNREAD_HIDDEN:
		return SAY("tệp ẩn", "hidden files are not read");
	case UNREAD_SPECIAL:
		return SAY("không phải là tệp thường", "not a regular file");
	case UNREAD_ARCHIVE:
		return SAY("thư mục của chính kho tra cứu", "the archive's own folder");
	case UNREAD_RULED:
		return SAY("loại ra theo .tracuuignore", "left out by a .tracuuignore");
	case UNREAD_ALONE:
		return SAY("nói về một tệp không có ở đó", "about a file that is not there");
	case UNREAD_PAGE:
		return SAY("trang không phải là bài: danh mục tin, khung, hoặc không có nội dung",
			"pages that are no articles: lists of headlines, frames, or without text");
	case UNREAD_EMPTY:
		return SAY("tệp trống", "empty files");
	case UNREAD_READER:
		return SAY("chưa có bộ đọc loại tệp này", "its reader is not installed");
	case UNREAD_DROPPING:
		break;
	}
	return SAY("tệp sao lưu hoặc tệp hệ thống, không phải là bài",
		"backups and files of the system, no articles");
}

static const char *hint_of_type(const char *extension)
{
	static const struct {
		const char *extensions; /* each with a space behind it */
		const char *vi, *en;
	} hints[] = {
		{".doc .docx .odt .rtf .wps .ppt .pptx .odp ",
			"đổi thành văn bản: soffice --headless --convert-to txt:Text TỆP",
			"make text of them: soffice --headless --convert-to txt:Text FILE"},
		{".mht .mhtml .epub ", "đổi thành văn bản: pandoc --to plain --output TỆP.txt TỆP",
			"make text of them: pandoc --to plain --output FILE.txt FILE"},
		{".xls .xlsx .ods .sql .db .sqlite ", "xuất ra .csv hoặc .jsonl, mỗi hàng một bài",
			"export them to .csv or .jsonl, an article a row"},
		{".gz .xz .zst .cpio .iso .cab .lzh .arj ", "hãy giải nén ra thư mục",
			"unpack them into a folder"},
		{".eml .msg .mbox .pst ", "lưu từng thư thành .txt", "save each mail as .txt"},
		{".log .asc ", "đổi đuôi tệp thành .txt", "rename them to .txt"},
		{".jpg .jpeg .png .gif .bmp .tif .tiff .webp .heic ",
			"ảnh không có chữ để đọc; trang quét thì dùng OCR, ví dụ tesseract",
			"pictures hold no text; scanned pages need OCR, such as tesseract"},
	};
	size_t len = strlen(extension);
	for (size_t i = 0; len > 0 && i < COUNT(hints); i++) {
		const char *at = hints[i].extensions;
		while ((at = strstr(at, extension)) != NULL && at[len] != ' ')
			at += len;
		if (at)
			return SAY(hints[i].vi, hints[i].en);
	}
	return NULL;
}

/* By the last example: all files of an extension have one reader, mostly. */
static const char *hint_of_reader(const struct unread *u)
{
	const char *program = article_kind_program(article_format_of(u->example).kind);
	return program && strcmp(program, ARTICLE_READER_PDF) == 0
		       ? SAY("cài gói tracuu-reader-pdf", "install the package tracuu-reader-pdf")
		       : SAY("cài gói tracuu-reader", "install the package tracuu-reader");
}

const char *unread_hint(const struct unread *u)
{
	switch (u->kind) {
	case UNREAD_TABLE:
		return SAY("nếu là bài thì nêu cột bằng --map, theo tên hay số thứ tự: "
			   "--map title=1,body=3",
			"if they are articles, tell the columns by --map, by name or number: --map "
			"title=1,body=3");
	case UNREAD_TYPE:
		return hint_of_type(u->extension);
	case UNREAD_READER:
		return hint_of_reader(u);
	case UNREAD_LINK:
		return SAY("muốn đọc thì nêu thư mục đích làm một nguồn riêng",
			"to read one, name the folder that it leads to as a source of its own");
	case UNREAD_OUTSIDE:
		return SAY("muốn đọc thì chép tệp vào nguồn, hoặc nêu tệp đích làm một nguồn riêng",
			"to read one, copy the file into the source, or name it as a source of its "
			"own");
	case UNREAD_OLDER:
		return SAY("lần update không có --since sẽ đọc",
			"an update without --since reads them");
	case UNREAD_EMPTY:
		return SAY("nếu lẽ ra có bài thì chép lại từ bản gốc",
			"where there should be an article, copy it again from its origin");
	case UNREAD_FOLDER:
	case UNREAD_HIDDEN:
		return SAY("muốn đọc thì bỏ dấu chấm ở đầu tên",
			"to read them, take the dot off the beginning of their names");
	default:
		return NULL;
	}
}

const char *unread_name(const struct unread *u)
{
	bool one = u->count == 1;
	switch (u->kind) {
	case UNREAD_TABLE:
	case UNREAD_TYPE:
	case UNREAD_PAGE:
	case UNREAD_READER:
		return *u->extension ? u->extension
				     : SAY("tệp không có phần mở rộng", "without an extension");
	case UNREAD_LINK:
		return SAY("liên kết tới thư mục", one ? "link to a folder" : "links to folders");
	case UNREAD_OUTSIDE:
		return SAY("liên kết ra ngoài nguồn",
			one ? "link out of the source" : "links out of the source");
	case UNREAD_AGAIN:
		return SAY("liên kết tới tệp đã đọc",
			one ? "link to a file that is read" : "links to files that are read");
	case UNREAD_OLDER:
		return SAY("tệp cũ hơn --since",
			one ? "file older than --since" : "files older than --since");
	case UNREAD_FOLDER:
		return SAY("thư mục ẩn", one ? "hidden folder" : "hidden folders");
	case UNREAD_EMPTY:
		return SAY("tệp trống", one ? "empty file" : "empty files");
	case UNREAD_HIDDEN:
		return SAY("tệp ẩn", one ? "hidden file" : "hidden files");
	case UNREAD_SPECIAL:
		return SAY("ống dẫn hoặc thiết bị", one ? "pipe or device" : "pipes or devices");
	case UNREAD_ARCHIVE:
		return SAY("thư mục của kho", "folder of the archive");
	case UNREAD_RULED:
		return SAY("mục loại ra theo .tracuuignore", "left out by .tracuuignore");
	case UNREAD_ALONE:
		return SAY(".meta.json không có tệp của nó", ".meta.json without its file");
	case UNREAD_DROPPING:
		break;
	}
	return SAY("tệp sao lưu hoặc tệp hệ thống",
		one ? "backup or file of the system" : "backups or files of the system");
}
