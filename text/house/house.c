#include "text/house/house.h"
#include "text/house/forms.h"

#include "base/buf.h"
#include "base/checksum.h"
#include "base/file.h"
#include "base/folders.h"
#include "base/lang.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>

/* A file as it is read. */
struct reader {
	struct house *house;
	struct tokenizer *tokenizer;
	const char *name;
	unsigned line; /* from 1 */
};

struct house *house_new(void)
{
	return calloc(1, sizeof(struct house));
}

void house_free(struct house *h)
{
	if (h)
		free(h->order), free(h->forms);
	free(h);
}

uint64_t house_checksum(const struct house *h)
{
	return h->checksum;
}

size_t house_group_count(const struct house *h)
{
	return h->groups;
}

size_t house_problem_count(const struct house *h)
{
	return h->problems;
}

const char *house_problem(const struct house *h)
{
	return h->problem;
}

/* ---- Reading ---- */

static void complain(struct reader *r, const char *why)
{
	struct house *h = r->house;
	if (h->problems++ == 0)
		snprintf(h->problem, sizeof h->problem, "%s:%u: %s", r->name, r->line, why);
}

static struct form *push(struct house *h)
{
	if (h->count == h->capacity) {
		size_t capacity = h->capacity ? 2 * h->capacity : 64;
		struct form *forms = realloc(h->forms, capacity * sizeof *forms);
		if (!forms)
			return NULL;
		h->forms = forms;
		h->capacity = capacity;
	}
	return &h->forms[h->count++];
}

/* Spells TEXT as the index does. NULL, or what is the matter. */
static const char *spell(struct reader *r, struct str text, struct form *out)
{
	struct token token;
	bool fits = true;
	*out = (struct form){.words = 0};
	tokenizer_start(r->tokenizer, text);
	while (tokenizer_next(r->tokenizer, &token)) {
		fits = fits && form_append(&out->exact, token.exact) &&
		       form_append(&out->folded, token.folded);
		out->is_acronym = out->words == 0 && (token.flags & TOKEN_CAPITALS) &&
				  token.kind == TOKEN_SYLLABLE;
		out->words++;
	}
	if (out->words == 0)
		return SAY("một cách viết không có chữ nào", "a way to write it has no words");
	return fits && out->words <= VARIANT_MAX_WORDS
		       ? NULL
		       : SAY("một cách viết dài quá 8 tiếng hay 80 byte",
				 "a way to write it is longer than 8 words or 80 bytes");
}

/* Takes back the forms from number FIRST on: their line can't be read. */
static void drop(struct reader *r, size_t first, const char *why)
{
	r->house->count = first;
	complain(r, why);
}

static bool read_group(struct reader *r, struct str line, struct error *err)
{
	struct house *h = r->house;
	size_t first = h->count;
	struct str text;
	if (h->groups == HOUSE_MAX_GROUPS) {
		complain(r, SAY("quá nhiều nhóm", "too many groups"));
		return true;
	}
	while (str_split(&line, '=', &text)) {
		struct form *form = push(h);
		if (!form)
			return error_set_memory(err);
		const char *why = spell(r, text, form);
		form->group = h->groups;
		if (!why && h->count - first > HOUSE_MAX_FORMS)
			why = SAY("quá nhiều cách viết trên một dòng", "too many ways on one line");
		if (why) {
			drop(r, first, why);
			return true;
		}
	}
	if (h->count - first < 2)
		drop(r, first,
			SAY("mỗi dòng phải viết như: BBĐ = Ban Bạn đọc",
				"a line is written: BBĐ = Ban Bạn đọc"));
	else
		h->groups++;
	return true;
}

static int by_folded(const void *a, const void *b)
{
	const struct form *x = *(const struct form *const *)a;
	const struct form *y = *(const struct form *const *)b;
	int order = form_compare(&x->folded, &y->folded);
	return order ? order : (x->group > y->group) - (x->group < y->group);
}

static bool sort(struct house *h, struct error *err)
{
	free(h->order);
	h->order = calloc(h->count + 1, sizeof *h->order);
	if (!h->order)
		return error_set_memory(err);
	for (size_t i = 0; i < h->count; i++)
		h->order[i] = &h->forms[i];
	qsort(h->order, h->count, sizeof *h->order, by_folded);
	return true;
}

bool house_parse(struct house *h, struct str text, const char *name, struct error *err)
{
	struct reader r = {.house = h, .tokenizer = tokenizer_new_small(), .name = name};
	struct str line;
	bool ok = r.tokenizer || error_set_memory(err);
	h->checksum = checksum_seeded(text, h->checksum + 1);
	if (str_starts_with(text, STR("\xEF\xBB\xBF")))
		text = str_slice(text, 3, text.len);
	while (ok && str_split(&text, '\n', &line)) {
		r.line++;
		line = str_trim(line);
		if (line.len > 0 && line.ptr[0] != '#')
			ok = read_group(&r, line, err);
	}
	tokenizer_free(r.tokenizer);
	return sort(h, err) && ok;
}

bool house_read(struct house *h, const char *path, struct error *err)
{
	struct buf text = BUF_INIT;
	bool ok = file_read(AT_FDCWD, path, HOUSE_MAX_BYTES, &text, err) &&
		  house_parse(h, buf_str(&text), path, err);
	buf_free(&text);
	return ok;
}

char *house_own_path(void)
{
	struct error err;
	return getenv("TRACUU_CONFIG") ? NULL
				       : folders_path(FOLDERS_CONFIG, "tracuu/" HOUSE_FILE, &err);
}
