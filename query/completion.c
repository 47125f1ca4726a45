#include "query/completion.h"

#include "base/lang.h"
#include "printing/clean.h"
#include "query/answer/facets.h"
#include "query/answer/session.h"
#include "query/complete/line.h"
#include "query/options/arguments.h"
#include "query/options/help.h"
#include "query/options/options.h"
#include "query/options/options_table.h"

#include <stdlib.h>

static bool is_quote(char c)
{
	return c == '\'' || c == '"';
}

/* Cuts LINE at its blanks, without its quotes. */
static bool cut(struct completion *c, const char *line, struct error *err)
{
	size_t len = strlen(line);
	*c = (struct completion){.arguments = calloc(len + 3, sizeof *c->arguments)};
	if (!c->arguments || !buf_reserve(&c->bytes, len + 2))
		return error_set_memory(err);
	c->arguments[c->count++] = c->bytes.ptr; /* for the program */
	c->arguments[c->count++] = c->bytes.ptr;
	for (const char *at = line; *at; at++) {
		if (*at != ' ' && *at != '\t') {
			if (!is_quote(*at))
				buf_push(&c->bytes, *at);
			continue;
		}
		bool empty = c->arguments[c->count - 1] == c->bytes.ptr + c->bytes.len;
		if (empty)
			continue;
		buf_push(&c->bytes, '\0');
		c->arguments[c->count++] = c->bytes.ptr + c->bytes.len;
	}
	buf_push(&c->bytes, '\0');
	c->last = c->arguments[c->count - 1];
	arguments_words(c->count, c->arguments, &c->words);
	return !c->words.failed || error_set_memory(err);
}

void completion_free(struct completion *c)
{
	free(c->arguments);
	buf_free(&c->bytes);
	buf_free(&c->words);
	*c = (struct completion){.count = 0};
}

/* What the line says to the option NAME; NULL: nothing. */
static const char *value_of(const struct completion *c, const char *name)
{
	struct buf store = BUF_INIT;
	char **safe = arguments_prepare(c->count, c->arguments, &store);
	const char *value = safe ? arguments_value(c->count, safe, name) : NULL;
	/* Of a letter that was written out with its value the bytes are the store's. */
	bool lives = value && !(value >= store.ptr && value < store.ptr + store.len);
	free(safe);
	buf_free(&store);
	return lives ? value : NULL;
}

static void put(
	struct buf *out, const char *head, struct str text, const char *tail, const char *note)
{
	buf_append_c(out, head);
	buf_append(out, text);
	buf_append_c(out, tail);
	if (note) {
		buf_push(out, '\t');
		buf_append_c(out, note);
	}
	buf_push(out, '\n');
}

/* Those of the words NAMES that begin with TYPED. */
static void put_names(
	struct buf *out, const char *head, struct str names, const char *tail, const char *typed)
{
	struct str one;
	while (str_split(&names, ' ', &one)) {
		if (one.len > 0 && str_starts_with(one, str_from_c(typed)))
			put(out, head, one, tail, NULL);
	}
}

static void put_fields(struct buf *out, const char *head, bool filters, const char *typed)
{
	for (enum query_field f = 0; filters && f < FIELD_BY_COUNT; f++)
		put_names(out, head, str_from_c(field_name(f)), ":", typed);
	for (enum facet_by by = 0; !filters && by < FACET_BY_NONE; by++) {
		if (facet_of(str_from_c(facet_name(by))) == by)
			put_names(out, head, str_from_c(facet_name(by)), "", typed);
	}
}

/* The values of the option ROW that begin with TYPED, behind HEAD. False where only the archive
   knows them. */
static bool put_values(struct buf *out, const struct option_row *row, const char *head,
	const char *typed, struct str profiles)
{
	size_t count;
	const struct choice *choices = option_choices(row->name, &count);
	for (size_t i = 0; choices && i < count; i++)
		put_names(out, head, str_from_c(choices[i].name), "", typed);
	for (size_t i = 0; row->key == KEY_HELP && i < help_topic_count; i++) {
		struct str names = str_from_c(help_topics[i].names), first;
		str_split(&names, ' ', &first);
		put_names(out, head, first, "", typed);
	}
	if (row->key == KEY_FACET)
		put_fields(out, head, false, typed);
	if (row->key == KEY_FILTER && !strchr(typed, ':'))
		put_fields(out, head, true, typed);
	if (row->key == KEY_TIMELINE)
		put_names(out, head, STR("year month day"), "", typed);
	if (row->key == KEY_LANG)
		put_names(out, head, STR("vi en"), "", typed);
	if (row->key == KEY_PROFILE)
		put_names(out, head, profiles, "", typed);
	return row->key != KEY_FILTER || !strchr(typed, ':');
}

static void put_option_names(struct buf *out, const char *typed)
{
	for (size_t i = 0; i < option_count; i++) {
		const struct option_row *row = &option_table[i];
		if (!str_starts_with(str_from_c(row->name), str_from_c(typed)))
			continue;
		bool takes = row->arg[0] && !option_may_lack(row->key);
		put(out, "--", str_from_c(row->name), takes ? "=" : "",
			SAY(row->doc[0], row->doc[1]));
	}
}

/* Whether the last argument is an option or the value of one, which OUT gets the ways to go on
 * with. */
static bool put_options(const struct completion *c, struct str profiles, struct buf *out)
{
	const struct option_row *row = arguments_option(c->count, c->arguments);
	if (row)
		return put_values(out, row, "", c->last, profiles);
	for (int i = 1; i + 1 < c->count; i++) {
		if (strcmp(c->arguments[i], "--") == 0)
			return false;
	}
	if (strncmp(c->last, "--", 2) != 0)
		return false;
	const char *sign = strchr(c->last, '=');
	for (size_t i = 0; sign && i < option_count; i++) {
		struct str name = str_make(c->last + 2, (size_t)(sign - c->last) - 2);
		if (!str_eq(name, str_from_c(option_table[i].name)))
			continue;
		struct buf head = BUF_INIT;
		buf_append(&head, str_make(c->last, (size_t)(sign - c->last) + 1));
		bool known =
			put_values(out, &option_table[i], buf_str(&head).ptr, sign + 1, profiles);
		buf_free(&head);
		return known;
	}
	if (!sign)
		put_option_names(out, c->last + 2);
	return true;
}

bool completion_start(
	struct completion *c, struct options *o, struct buf *out, bool *done, struct error *err)
{
	struct buf profiles = BUF_INIT;
	if (!cut(c, o->subject, err))
		return false;
	config_profiles(&o->config, &profiles);
	*done = put_options(c, buf_str(&profiles), out);
	buf_free(&profiles);
	const char *archive = value_of(c, "archive");
	const char *profile = value_of(c, "profile");
	const char *as = value_of(c, "as");
	if (archive)
		archive_paths_add(&o->archives, archive, 0);
	if (as)
		o->archives.as = as;
	return *done || archive || !profile || options_use_profile(o, profile, err);
}

/* Names in the archive may hold anything. */
static void put_way(struct buf *out, struct str lead, const struct line_way *w)
{
	clean_append(out, lead);
	clean_append(out, w->text);
	for (size_t k = 0; k < w->candidate->note_count; k++) {
		buf_append_c(out, k == 0 ? "\t" : ", ");
		clean_append(out, w->candidate->notes[k]);
	}
	buf_push(out, '\n');
}

bool completion_words(struct completion *c, struct search *s, struct buf *out, struct error *err)
{
	struct line_ways ways;
	struct str last = str_from_c(c->last);
	/* Of --filter=FIELD:VALUE the query is what stands behind the sign. */
	size_t sign = strncmp(c->last, "--filter=", 9) == 0 ? 9 : 0;
	bool ok = line_complete(&s->archives, s->tokenizer, buf_str(&c->words),
		str_slice(last, sign, last.len), &ways, err);
	for (size_t i = 0; ok && i < ways.count; i++)
		put_way(out, str_slice(last, 0, sign), &ways.list[i]);
	line_ways_free(&ways);
	return ok;
}
