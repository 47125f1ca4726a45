/* What is opened to search an archive, and closed. */
#include "archive/groups/groups.h"
#include "archive/versions/versions.h"
#include "query/answer/folding.h"
#include "query/answer/search.h"
#include "text/house/house.h"

/* That of the archive at PATH, which most have none of. */
static bool add_own_dictionary(struct search *s, const char *path, struct error *err)
{
	struct buf name = BUF_INIT;
	bool ok = buf_printf(&name, "%s/" HOUSE_FILE, path) || error_set_memory(err);
	ok = ok && (house_read(s->house, name.ptr, err) || err->code == ERROR_NOT_FOUND);
	buf_free(&name);
	return ok;
}

/* Articles are found without, however damaged it is. */
static bool open_versions(struct search *s, struct error *err)
{
	const struct archive *a = &s->archive;
	if (versions_open(a->path, a->manifest, &s->versions, &s->versions_error) ||
		s->versions_error.code != ERROR_MEMORY)
		return true;
	*err = s->versions_error;
	return false;
}

/* What is needed beside the archive, which is open. */
static bool complete(struct search *out, const char *path, struct error *err)
{
	out->tokenizer = tokenizer_new_small();
	out->house = house_new();
	bool ok = (out->tokenizer && out->house) || error_set_memory(err);
	ok = ok && open_versions(out, err) &&
	     groups_open(out->archive.path, out->archive.manifest, &out->groups, err) &&
	     add_own_dictionary(out, path, err);
	if (!ok)
		search_close(out);
	return ok;
}

bool search_open(const char *path, struct search *out, struct error *err)
{
	*out = (struct search){0};
	return archive_open(path, &out->archive, err) && complete(out, path, err);
}

bool search_open_again(
	const char *path, const struct search *open, struct search *out, struct error *err)
{
	*out = (struct search){0};
	return archive_open_generation(open->archive.path, &out->archive, err) &&
	       complete(out, path, err);
}

bool search_add_dictionary(struct search *s, const char *path, struct error *err)
{
	return house_read(s->house, path, err);
}

void search_close(struct search *s)
{
	folding_end(s);
	groups_close(s->groups);
	versions_close(s->versions);
	tokenizer_free(s->tokenizer);
	house_free(s->house);
	marks_free(&s->marks);
	arena_free(&s->record_memory);
	buf_free(&s->record_bytes);
	archive_close(&s->archive);
	*s = (struct search){0};
}
