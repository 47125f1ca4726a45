#include "query/saved/seen.h"

#include "archive/record.h"
#include "base/checksum.h"
#include "base/file.h"
#include "base/lang.h"
#include "base/moment.h"
#include "query/answer/answer.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { VERSION = 1, HEX = 16, ROW_BYTES = 2 * HEX + 1, VIETNAM_SECONDS = 7 * 3600 };

/* ---- Rows ---- */

/* Without white space: how a text is laid out is not what it says. */
static void put_letters(struct buf *out, struct str text)
{
	for (size_t i = 0; i < text.len; i++) {
		if ((unsigned char)text.ptr[i] > ' ')
			buf_push(out, text.ptr[i]);
	}
	buf_push(out, '\n');
}

bool seen_row_of(const struct record *r, struct seen_row *out)
{
	struct buf text = BUF_INIT;
	put_letters(&text, r->title);
	for (size_t i = 0; i < r->block_count; i++)
		put_letters(&text, r->blocks[i].text);
	*out = (struct seen_row){checksum_of(r->id), checksum_of(buf_str(&text))};
	bool ok = !text.failed;
	buf_free(&text);
	return ok;
}

static int by_number(uint64_t a, uint64_t b)
{
	return (a > b) - (a < b);
}

static int by_id(const void *a, const void *b)
{
	return by_number(((const struct seen_row *)a)->id, ((const struct seen_row *)b)->id);
}

static int by_text(const void *a, const void *b)
{
	return by_number(*(const uint64_t *)a, *(const uint64_t *)b);
}

enum seen_as seen_look(const struct seen *s, const struct seen_row *row)
{
	if (s->count == 0)
		return SEEN_ADDED;
	if (bsearch(&row->text, s->texts, s->count, sizeof *s->texts, by_text))
		return SEEN_BEFORE;
	return bsearch(row, s->rows, s->count, sizeof *s->rows, by_id) ? SEEN_CHANGED : SEEN_ADDED;
}

/* ---- Writing ---- */

void seen_append_head(struct buf *out, const struct answer *a, const char *reading)
{
	char moment[MOMENT_SIZE];
	moment_write((int64_t)time(NULL), moment);
	buf_printf(out, "tracuu-seen %d\narchive %s\ngeneration %s\nreading %s\nmoment %s\n",
		VERSION, a->archive, a->generation, reading, moment);
}

void seen_append_row(struct buf *out, const struct seen_row *row)
{
	buf_printf(out, "%016llx %016llx\n", (unsigned long long)row->id,
		(unsigned long long)row->text);
}

void seen_append_end(struct buf *out, uint64_t count)
{
	buf_printf(out, "end %llu\n", (unsigned long long)count);
}

/* ---- Reading ---- */

static bool read_hex(struct str s, uint64_t *out)
{
	static const char digits[] = "0123456789abcdef";
	*out = 0;
	for (size_t i = 0; i < s.len; i++) {
		const char *digit = s.ptr[i] ? strchr(digits, s.ptr[i]) : NULL;
		if (!digit)
			return false;
		*out = *out << 4 | (uint64_t)(digit - digits);
	}
	return true;
}

/* The value of the next line of *REST, whose name is NAME. */
static bool take(struct str *rest, const char *name, struct str *value)
{
	struct str line;
	size_t len = strlen(name);
	bool ok = str_split(rest, '\n', &line) && str_starts_with(line, str_from_c(name)) &&
		  str_at(line, len) == ' ';
	*value = ok ? str_slice(line, len + 1, line.len) : STR("");
	return ok;
}

static bool read_head(struct str *rest, struct seen *out)
{
	struct str version, archive, generation;
	return take(rest, "tracuu-seen", &version) && str_eq(version, STR("1")) &&
	       take(rest, "archive", &archive) && take(rest, "generation", &generation) &&
	       take(rest, "reading", &out->reading) && take(rest, "moment", &out->moment);
}

static bool read_row(struct str line, struct seen_row *out)
{
	return line.len == ROW_BYTES && line.ptr[HEX] == ' ' &&
	       read_hex(str_slice(line, 0, HEX), &out->id) &&
	       read_hex(str_slice(line, HEX + 1, ROW_BYTES), &out->text);
}

/* The rows up to "end N", N being as many; into OUT's where it has room for them. */
static bool read_rows(struct str rest, struct seen *out)
{
	struct str line;
	struct seen_row row;
	size_t count = 0;
	while (str_split(&rest, '\n', &line) && read_row(line, &row)) {
		if (count == SEEN_MOST)
			return false;
		if (out->rows)
			out->rows[count] = row;
		count++;
	}
	char end[32];
	int len = snprintf(end, sizeof end, "end %zu", count);
	out->count = count;
	return str_eq(line, str_make(end, (size_t)len)) && rest.ptr && rest.len == 0;
}

bool seen_is_whole(struct str text)
{
	struct seen seen = {0};
	return read_head(&text, &seen) && read_rows(text, &seen);
}

/* The day in Vietnam, where a day of the news begins earlier than in UTC. */
static void read_day(struct seen *out)
{
	char text[MOMENT_SIZE] = "";
	struct tm day;
	if (out->moment.len < sizeof text)
		memcpy(text, out->moment.ptr, out->moment.len);
	time_t at = (time_t)(moment_read(text) + VIETNAM_SECONDS);
	if (at > VIETNAM_SECONDS && gmtime_r(&at, &day))
		strftime(out->day, sizeof out->day, "%Y%m%d", &day);
}

static bool keep_rows(struct str rest, struct seen *out, struct error *err)
{
	size_t most = rest.len / ROW_BYTES + 1;
	out->rows = calloc(most, sizeof *out->rows);
	out->texts = calloc(most, sizeof *out->texts);
	if (!out->rows || !out->texts)
		return error_set_memory(err);
	read_rows(rest, out);
	for (size_t i = 0; i < out->count; i++)
		out->texts[i] = out->rows[i].text;
	qsort(out->rows, out->count, sizeof *out->rows, by_id);
	qsort(out->texts, out->count, sizeof *out->texts, by_text);
	read_day(out);
	return true;
}

bool seen_read(const char *path, struct seen *out, struct error *err)
{
	*out = (struct seen){.file = {.ceiling = SEEN_BYTES_MAX}};
	if (!file_read_own(path, SEEN_BYTES_MAX - 1, &out->file, NULL, err))
		return false;
	struct str rest = buf_str(&out->file);
	if (seen_is_whole(rest) && read_head(&rest, out))
		return keep_rows(rest, out, err);
	return error_set(err, ERROR_CORRUPT,
		SAY("%s không nguyên vẹn; hãy xóa nó đi, lần sau mọi bài khớp đều là mới",
			"%s is not whole; remove it, and the next time every match is new"),
		path);
}

void seen_free(struct seen *s)
{
	buf_free(&s->file);
	free(s->rows);
	free(s->texts);
	*s = (struct seen){0};
}
