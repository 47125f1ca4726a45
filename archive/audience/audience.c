#include "archive/audience/audience.h"

#include "base/ascii.h"
#include "base/lang.h"
#include "text/encoding/shown.h"

#include <stdio.h>
#include <strings.h>
#include <time.h>

enum { VIETNAM = 7 * 3600, DAY = 24 * 3600 };

/* ---- Labels ---- */

static bool is_public(struct str label)
{
	static const char *const words[] = {"public", "công khai"};
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		if (label.len == strlen(words[i]) &&
			strncasecmp(label.ptr, words[i], label.len) == 0)
			return true;
	}
	return false;
}

/* Whether it can stand in a list, on a command line and in a message. */
static bool is_plain(struct str label)
{
	struct buf shown = BUF_INIT;
	bool ok = label.len > 0 && label.len <= VISIBILITY_MAX && *label.ptr != '!' &&
		  *label.ptr != '-' && !memchr(label.ptr, ',', label.len) &&
		  !memchr(label.ptr, '=', label.len) && shown_append(&shown, label) &&
		  str_eq(buf_str(&shown), label);
	buf_free(&shown);
	return ok;
}

bool visibility_label(struct str said, char out[VISIBILITY_MAX + 1])
{
	struct buf composed = BUF_INIT;
	bool ok = said.len <= 4 * VISIBILITY_MAX && shown_compose(&composed, str_trim(said));
	struct str label = buf_str(&composed);
	ok = ok && is_plain(label);
	size_t len = ok && !is_public(label) ? label.len : 0;
	if (len > 0)
		memcpy(out, label.ptr, len);
	out[len] = '\0';
	buf_free(&composed);
	return ok;
}

bool visibility_allows(const char *labels, const char *label)
{
	struct str rest = str_from_c(labels), one;
	if (!*label)
		return true;
	while (*labels && str_split(&rest, ',', &one)) {
		if (str_eq(one, str_from_c(label)))
			return strcmp(label, VISIBILITY_HIDDEN) != 0;
	}
	return false;
}

/* ---- Moments ---- */

/* Takes a number of LEAST to MOST digits off the front of *S. */
static bool take_number(struct str *s, size_t least, size_t most, int *out)
{
	size_t n = 0;
	*out = 0;
	while (n < most && ascii_is_digit(str_at(*s, n)))
		*out = 10 * *out + (s->ptr[n++] - '0');
	*s = str_slice(*s, n, s->len);
	return n >= least;
}

static bool take(struct str *s, char c)
{
	if (str_at(*s, 0) != c || s->len == 0)
		return false;
	*s = str_slice(*s, 1, s->len);
	return true;
}

/* 2026-12-01, 1/12/2026, 01.12.2026, 1-12-2026. */
static bool take_day(struct str *s, struct tm *t)
{
	struct str begin = *s;
	int year, month, day;
	if (!(take_number(s, 4, 4, &year) && take(s, '-') && take_number(s, 1, 2, &month) &&
		    take(s, '-') && take_number(s, 1, 2, &day))) {
		*s = begin;
		if (!take_number(s, 1, 2, &day))
			return false;
		char sign = str_at(*s, 0);
		if ((sign != '/' && sign != '.' && sign != '-') || !take(s, sign) ||
			!take_number(s, 1, 2, &month) || !take(s, sign) ||
			!take_number(s, 4, 4, &year))
			return false;
	}
	*t = (struct tm){.tm_year = year - 1900, .tm_mon = month - 1, .tm_mday = day};
	struct tm there = *t;
	return year >= 1970 && timegm(&there) != -1 && there.tm_mday == day &&
	       there.tm_mon == month - 1;
}

/* A fraction of a second is more than the second: the embargo ends behind it. */
static bool take_fraction(struct str *s, int *second)
{
	size_t n = 1;
	if (str_at(*s, 0) != '.' && str_at(*s, 0) != ',')
		return true;
	while (ascii_is_digit(str_at(*s, n)))
		*second += s->ptr[n++] != '0' && *second < 60;
	*s = str_slice(*s, n, s->len);
	return n > 1;
}

static bool take_time(struct str *s, struct tm *t)
{
	if (!take_number(s, 1, 2, &t->tm_hour) || !(take(s, ':') || take(s, 'h')) ||
		!take_number(s, 2, 2, &t->tm_min))
		return false;
	if (take(s, ':') && !(take_number(s, 2, 2, &t->tm_sec) && take_fraction(s, &t->tm_sec)))
		return false;
	return t->tm_hour < 24 && t->tm_min < 60 && t->tm_sec <= 60;
}

/* Seconds that it is ahead of UTC there. */
static bool take_zone(struct str *s, int64_t *ahead)
{
	int hours, minutes = 0;
	*ahead = VIETNAM;
	if (s->len == 0)
		return true;
	*ahead = 0;
	if (take(s, 'Z') || take(s, 'z'))
		return true;
	bool west = str_at(*s, 0) == '-';
	if (!take(s, '+') && !take(s, '-'))
		return false;
	if (!take_number(s, 2, 2, &hours) ||
		(s->len > 0 && !((take(s, ':') || true) && take_number(s, 2, 2, &minutes))))
		return false;
	*ahead = (west ? -1 : 1) * (int64_t)(3600 * hours + 60 * minutes);
	return hours <= 14 && minutes < 60;
}

bool visibility_moment(struct str said, int64_t *seconds)
{
	struct tm t;
	int64_t ahead = VIETNAM;
	struct str s = str_trim(said);
	if (!take_day(&s, &t))
		return false;
	bool joined = str_at(s, 0) == 'T' || str_at(s, 0) == 't';
	if (joined)
		s = str_slice(s, 1, s.len);
	struct str rest = str_trim(s);
	if (rest.len == 0)
		return !joined && (*seconds = (int64_t)timegm(&t) - VIETNAM, *seconds > 0);
	if (!joined && rest.len == s.len)
		return false;
	if (!take_time(&rest, &t))
		return false;
	rest = str_trim(rest);
	if (!take_zone(&rest, &ahead) || rest.len > 0)
		return false;
	*seconds = (int64_t)timegm(&t) - ahead;
	return *seconds > 0;
}

void visibility_write_moment(int64_t seconds, char out[VISIBILITY_MOMENT])
{
	struct tm t;
	time_t there = (time_t)(seconds + VIETNAM);
	out[0] = '\0';
	if (gmtime_r(&there, &t))
		strftime(out, VISIBILITY_MOMENT,
			t.tm_sec != 0 ? "%Y-%m-%d %H:%M:%S" : "%Y-%m-%d %H:%M", &t);
}

/* ---- Both ---- */

bool visibility_read(struct str label, struct str embargo, struct visibility *out)
{
	*out = VISIBILITY_PUBLIC;
	bool ok = (label.len == 0 || visibility_label(label, out->label)) &&
		  (embargo.len == 0 || visibility_moment(embargo, &out->embargo));
	if (!ok)
		*out = (struct visibility){.label = VISIBILITY_HIDDEN};
	return ok;
}

struct visibility visibility_of(const struct manifest_shard *shard, int64_t now)
{
	struct visibility out = {.embargo = shard->embargo > now ? shard->embargo : 0};
	size_t len = strlen(shard->visibility);
	/* What is longer than any label is none of ours. */
	snprintf(out.label, sizeof out.label, "%s",
		len <= VISIBILITY_MAX ? shard->visibility : VISIBILITY_HIDDEN);
	return out;
}

/* ---- Audiences ---- */

uint64_t audience_articles(const struct manifest *m, const struct manifest_audience *a, int64_t now)
{
	uint64_t count = 0;
	for (size_t i = 0; i < m->shard_count; i++) {
		const struct visibility seen = visibility_of(&m->shards[i], now);
		if (seen.embargo == 0 && visibility_allows(a->labels, seen.label))
			count += m->shards[i].articles;
	}
	return count;
}

static bool fail_audience(const char *text, struct error *err)
{
	return error_set(err, ERROR_USAGE,
		SAY("--audience %s: hãy viết TÊN=NHÃN,NHÃN (TÊN= là chỉ thấy bài không có nhãn); "
		    "tên và nhãn dài nhất %d byte, không có dấu phẩy, dấu =, và không bắt đầu "
		    "bằng ! hay -",
			"--audience %s: write NAME=LABEL,LABEL (NAME= sees what has no label); "
			"names and labels have at most %d bytes, no comma, no equals sign, and do "
			"not begin with ! or -"),
		text, VISIBILITY_MAX);
}

/* Appends the labels of LIST to OUT. */
static bool append_labels(struct str list, struct buf *out)
{
	struct str one;
	while (list.len > 0 && str_split(&list, ',', &one)) {
		char label[VISIBILITY_MAX + 1];
		if (!visibility_label(one, label))
			return false;
		if (*label)
			buf_append_c(out, out->len > 0 ? "," : "");
		buf_append_c(out, label);
	}
	return true;
}

static bool put(struct manifest *m, struct str name, struct str labels)
{
	struct buf terminated = BUF_INIT;
	bool ok = buf_append(&terminated, name);
	for (size_t i = 0; ok && i < m->audience_count; i++) {
		if (str_eq(str_from_c(m->audiences[i].name), name)) {
			ok = manifest_set(m, &m->audiences[i].labels, labels.len ? labels.ptr : "");
			buf_free(&terminated);
			return ok;
		}
	}
	ok = ok && manifest_add_audience(m, terminated.ptr, labels.len ? labels.ptr : "");
	buf_free(&terminated);
	return ok;
}

bool audience_add(struct manifest *m, const char *text, struct error *err)
{
	struct buf name = BUF_INIT, labels = BUF_INIT;
	struct str all = str_from_c(text);
	size_t equals = str_find(all, STR("="), 0);
	bool listed = equals < all.len;
	struct str list = listed ? str_slice(all, equals + 1, all.len) : all;
	bool ok = (shown_compose(&name, str_trim(str_slice(all, 0, equals))) &&
			  is_plain(buf_str(&name)) && append_labels(list, &labels)) ||
		  fail_audience(text, err);
	if (ok && m->audience_count >= MANIFEST_AUDIENCES_MAX)
		ok = error_set(err, ERROR_LIMIT,
			SAY("một kho có nhiều nhất %d --audience",
				"an archive has at most %d audiences"),
			MANIFEST_AUDIENCES_MAX);
	ok = ok && (put(m, buf_str(&name), buf_str(&labels)) || error_set_memory(err));
	buf_free(&name);
	buf_free(&labels);
	return ok;
}
