#include "indexer/run/past.h"
#include "archive/generation.h"
#include "archive/manifest_file.h"
#include "base/lang.h"

#include <stdlib.h>

/* What readers don't need is checked here, before it is believed. */
static bool check_file(const struct past *p, const char *name, bool needed, struct error *err)
{
	const struct manifest_file *file = manifest_find_file(&p->manifest, name);
	if (file)
		return manifest_check_digest(file, p->folder, err);
	return !needed || error_set(err, ERROR_CORRUPT,
				  SAY("“%s” không có tệp %s; hãy chạy \"tracuu-index repair\"",
					  "%s has no file \"%s\"; run \"tracuu-index repair\""),
				  p->folder, name);
}

static bool open_files(struct past *p, struct error *err)
{
	return check_file(p, CATALOGUE_NAME, true, err) && check_file(p, LOST_FILE, false, err) &&
	       check_file(p, NAMES_FILE, false, err) &&
	       catalogue_open(&p->catalogue, p->folder, err) &&
	       lost_read(p->folder, &p->manifest, &p->lost, err) &&
	       names_open(p->folder, &p->manifest, &p->names, err);
}

bool past_open(struct past *p, const char *archive, struct error *err)
{
	uint32_t number;
	*p = PAST_NONE;
	if (!generation_current(archive, &number, err))
		return err->code == ERROR_NOT_FOUND;
	p->folder = generation_path(archive, number);
	if (!p->folder)
		return error_set_memory(err);
	p->there = manifest_read_number(p->folder, number, &p->manifest, err) &&
		   manifest_check_sizes(&p->manifest, p->folder, err) && open_files(p, err);
	return p->there;
}

bool past_open_base(struct past *p, const char *folder, struct manifest *m, struct error *err)
{
	*p = PAST_NONE;
	p->manifest = *m;
	*m = MANIFEST_INIT;
	p->folder = strdup(folder);
	p->there = p->folder ? open_files(p, err) : error_set_memory(err);
	return p->there;
}

void past_close(struct past *p)
{
	spool_close(&p->files);
	catalogue_close(&p->catalogue);
	manifest_free(&p->manifest);
	lost_free(&p->lost);
	names_close(p->names);
	free(p->folder);
	*p = PAST_NONE;
}

bool past_prepare(struct past *p, const char *folder, struct error *err)
{
	size_t size = (size_t)p->catalogue.file_count * sizeof(struct past_file);
	return spool_open(&p->files, folder, err) && spool_extend(&p->files, size, err);
}

struct past_file *past_file(const struct past *p, uint32_t number)
{
	void *files = p->files.bytes;
	return number < p->catalogue.file_count ? (struct past_file *)files + number : NULL;
}
