#include "query/answer/opened.h"

#include "archive/manifest.h"
#include "query/answer/folding.h"
#include "text/house/house.h"
#include "text/token/token.h"

#include <stdlib.h>

/* That of the archive at PATH, which most have none of. */
static bool add_own_dictionary(struct search *s, const char *path, struct error *err)
{
	struct buf name = BUF_INIT;
	bool ok = buf_printf(&name, "%s/" HOUSE_FILE, path) || error_set_memory(err);
	ok = ok && (house_read(s->house, name.ptr, err) || err->code == ERROR_NOT_FOUND);
	buf_free(&name);
	return ok;
}

/* What answers tell of the archives, those that are missing last. */
static void tell_parts(struct search *s)
{
	const struct archives *as = &s->archives;
	for (size_t i = 0; i < as->count; i++) {
		const struct archive *a = &as->parts[i].archive;
		s->parts[i] = (struct answer_part){.name = as->parts[i].name,
			.archive = a->manifest->archive,
			.generation = a->generation,
			.articles = a->article_count};
	}
	for (size_t i = 0; i < as->missing_count; i++)
		s->parts[as->count + i] = (struct answer_part){.name = as->missing[i].name};
}

bool search_open(const char *path, struct search *out, struct error *err)
{
	return search_open_all(&path, 1, NULL, out, err);
}

/* What is needed beside the archives, which are open. */
static bool complete(struct search *s, struct error *err)
{
	const struct archives *as = &s->archives;
	s->tokenizer = tokenizer_new_small();
	s->house = house_new();
	s->parts = calloc(as->count + as->missing_count, sizeof *s->parts);
	bool ok = (s->tokenizer && s->house && s->parts) || error_set_memory(err);
	if (ok)
		tell_parts(s);
	for (size_t i = 0; ok && i < as->count; i++)
		ok = add_own_dictionary(s, as->parts[i].path, err);
	if (!ok)
		search_close(s);
	return ok;
}

bool search_open_all(
	const char *const *paths, size_t n, const char *as, struct search *out, struct error *err)
{
	*out = (struct search){0};
	return archives_open(paths, n, as, &out->archives, err) && complete(out, err);
}

bool search_open_again(const struct search *open, struct search *out, struct error *err)
{
	*out = (struct search){0};
	return archives_open_again(&open->archives, &out->archives, err) && complete(out, err);
}

bool search_add_dictionary(struct search *s, const char *path, struct error *err)
{
	return house_read(s->house, path, err);
}

bool search_leave(struct search *s, size_t part, const struct error *why, struct error *err)
{
	bool ok = archives_leave(&s->archives, part, why, err);
	tell_parts(s);
	return ok;
}

void search_close(struct search *s)
{
	folding_end(s);
	free(s->parts);
	tokenizer_free(s->tokenizer);
	house_free(s->house);
	marks_free(&s->marks);
	arena_free(&s->record_memory);
	buf_free(&s->record_bytes);
	archives_close(&s->archives);
	*s = (struct search){0};
}

struct answer search_answer(const struct search *s)
{
	const struct archives *as = &s->archives;
	return (struct answer){.archive = as->id,
		.generation = as->generation,
		.articles = as->article_count,
		.parts = s->parts,
		.part_count = as->count,
		.missing_count = as->missing_count};
}

const struct answer_part *search_part(const struct search *s)
{
	return s->archives.count + s->archives.missing_count > 1 ? s->record_part : NULL;
}

const struct archive_part *search_archive(const struct search *s)
{
	return &s->archives.parts[s->record_part - s->parts];
}
