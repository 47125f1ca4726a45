/* Files that are made of files: zip, and the compound files of Windows. */
#include "article/readers/sniff.h"
#include "base/bytes.h"

#include <sys/stat.h>
#include <unistd.h>

enum {
	HEAD = 64 * 1024,
	TAIL = 128 * 1024, /* of a zip file, where the list of its members stands */
	/* Of their records, as APPNOTE.TXT of PKWARE has them: */
	LOCAL_NAME = 30,
	CENTRAL_NAME = 46,
	NAME_MAX_LEN = 200
};

/* ---- zip ---- */

static enum article_kind kind_of_member(struct str name)
{
	static const struct {
		struct str name;
		enum article_kind kind;
	} parts[] = {
		{{"word/document", 13}, ARTICLE_DOCX},
		{{"xl/workbook", 11}, ARTICLE_XLSX},
		{{"ppt/presentation", 16}, ARTICLE_PPTX},
	};
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		if (str_starts_with(name, parts[i].name))
			return parts[i].kind;
	}
	return ARTICLE_UNKNOWN;
}

/* The first member that tells, of those whose records in S begin with MAGIC. */
static enum article_kind find_member(struct str s, struct str magic, size_t name_at)
{
	/* The length of the name stands before those of what follows it. */
	size_t length_at = name_at == LOCAL_NAME ? 26 : 28;
	for (size_t at = 0; (at = str_find(s, magic, at)) < s.len; at += magic.len) {
		if (s.len - at < name_at)
			break;
		size_t len = (size_t)bytes_number(s.ptr + at + length_at, 2);
		size_t left = s.len - at - name_at;
		len = len < left ? len : left;
		enum article_kind kind = kind_of_member(
			str_make(s.ptr + at + name_at, len < NAME_MAX_LEN ? len : NAME_MAX_LEN));
		if (kind != ARTICLE_UNKNOWN)
			return kind;
	}
	return ARTICLE_UNKNOWN;
}

/* OpenDocument and EPUB say what they are in their first member, which is not packed. */
static bool says(struct str s, enum article_kind *kind)
{
	static const struct str mimetype = {"mimetype", 8};
	static const struct str open = {"application/vnd.oasis.opendocument.", 35};
	if (s.len < LOCAL_NAME + mimetype.len ||
		!str_starts_with(str_slice(s, LOCAL_NAME, s.len), mimetype))
		return false;
	size_t at = LOCAL_NAME + mimetype.len + (size_t)bytes_number(s.ptr + 28, 2);
	struct str type = at < s.len ? str_slice(s, at, s.len) : str_make("", 0);
	static const struct str read[] = {
		STR_INIT("text"), STR_INIT("spreadsheet"), STR_INIT("presentation")};
	*kind = ARTICLE_UNKNOWN; /* a picture, a formula, a book */
	for (size_t i = 0; i < sizeof read / sizeof *read && str_starts_with(type, open); i++) {
		if (str_starts_with(str_slice(type, open.len, type.len), read[i]))
			*kind = ARTICLE_ODT;
	}
	return true;
}

static struct str look(int fd, char *room, size_t size, off_t from)
{
	ssize_t got = pread(fd, room, size, from);
	return str_make(room, got > 0 ? (size_t)got : 0);
}

enum article_kind sniff_zip(int fd)
{
	char room[TAIL];
	struct stat st;
	enum article_kind kind;
	struct str head = look(fd, room, HEAD, 0);
	if (says(head, &kind))
		return kind;
	kind = find_member(head, STR("PK\3\4"), LOCAL_NAME);
	if (kind != ARTICLE_UNKNOWN || fstat(fd, &st) != 0)
		return kind != ARTICLE_UNKNOWN ? kind : ARTICLE_PACK;
	struct str tail = look(fd, room, TAIL, st.st_size > TAIL ? st.st_size - TAIL : 0);
	kind = find_member(tail, STR("PK\1\2"), CENTRAL_NAME);
	return kind != ARTICLE_UNKNOWN ? kind : ARTICLE_PACK;
}

/* ---- Compound files: [MS-CFB] ---- */

enum {
	HEADER = 512,
	SECTOR_SHIFT = 30,
	DIRECTORY = 48,
	DIFAT = 76, /* numbers of the sectors that have the table of what follows what */
	DIFAT_COUNT = 109,
	ENTRY = 128,
	ENTRY_NAME_LEN = 64,
	ENTRIES_MAX = 256 /* looked at, as many sectors */
};

bool sniff_is_ole(struct str beginning)
{
	return beginning.len >= HEADER &&
	       str_starts_with(beginning, STR("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"));
}

static off_t sector_at(uint32_t sector, unsigned shift)
{
	return ((off_t)sector + 1) << shift;
}

/* The sector behind SECTOR; 0 where that can't be told, which none is behind. */
static uint32_t next_sector(int fd, struct str header, uint32_t sector, unsigned shift)
{
	char number[4];
	uint32_t each = 1u << (shift - 2); /* numbers in a sector */
	if (sector / each >= DIFAT_COUNT)
		return 0;
	uint32_t table = bytes_u32(header.ptr + DIFAT + 4 * (size_t)(sector / each));
	off_t at = sector_at(table, shift) + 4 * (off_t)(sector % each);
	return pread(fd, number, sizeof number, at) == sizeof number ? bytes_u32(number) : 0;
}

static enum article_kind kind_of_stream(const char *entry)
{
	static const struct {
		const char *name;
		enum article_kind kind;
	} streams[] = {
		{"WordDocument", ARTICLE_DOC},
		{"Workbook", ARTICLE_XLS},
		{"Book", ARTICLE_XLS},
		{"PowerPoint Document", ARTICLE_PPT},
	};
	char name[ENTRY_NAME_LEN / 2 + 1] = "";
	size_t bytes = (size_t)bytes_number(entry + ENTRY_NAME_LEN, 2);
	for (size_t i = 0; i + 1 < bytes && i + 1 < ENTRY_NAME_LEN; i += 2)
		name[i / 2] = entry[i + 1] == 0 ? entry[i] : '?';
	for (size_t i = 0; i < sizeof streams / sizeof *streams; i++) {
		if (strcmp(name, streams[i].name) == 0)
			return streams[i].kind;
	}
	return ARTICLE_UNKNOWN;
}

/* Looks through the LEN bytes of a directory; *FOUND is the first that tells, or NAMED. */
static void look_through(
	const char *bytes, ssize_t len, enum article_kind named, enum article_kind *found)
{
	for (ssize_t at = 0; at + ENTRY <= len; at += ENTRY) {
		enum article_kind kind = kind_of_stream(bytes + at);
		if (kind != ARTICLE_UNKNOWN && (*found == ARTICLE_UNKNOWN || kind == named))
			*found = kind;
	}
}

enum article_kind sniff_ole(int fd, struct str beginning, enum article_kind named)
{
	enum article_kind kind = ARTICLE_UNKNOWN;
	unsigned shift = (unsigned)bytes_number(beginning.ptr + SECTOR_SHIFT, 2);
	uint32_t sector = bytes_u32(beginning.ptr + DIRECTORY);
	char bytes[4096];
	if (shift != 9 && shift != 12)
		return ARTICLE_UNKNOWN;
	for (unsigned i = 0; i < ENTRIES_MAX && (i == 0 || sector != 0); i++) {
		ssize_t got = pread(fd, bytes, (size_t)1 << shift, sector_at(sector, shift));
		look_through(bytes, got, named, &kind);
		if (got <= 0 || (kind == named && kind != ARTICLE_UNKNOWN))
			break;
		sector = next_sector(fd, beginning, sector, shift);
	}
	return kind;
}
