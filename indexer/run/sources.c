#include "archive/audience/audience.h"
#include "base/lang.h"
#include "indexer/run/naming.h"
#include "indexer/run/steps.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>

static bool is_below(const char *inner, const char *outer)
{
	size_t len = strlen(outer);
	return strncmp(inner, outer, len) == 0 &&
	       (inner[len] == '/' || (len > 0 && outer[len - 1] == '/'));
}

static struct run_source *find(struct run *run, const char *path)
{
	for (size_t i = 0; i < run->manifest.source_count; i++) {
		if (strcmp(run->manifest.sources[i].path, path) == 0)
			return &run->sources[i];
	}
	return NULL;
}

/* Two sources, one within the other, would give each article twice. */
static bool check_apart(
	const struct run *run, const char *name, const char *path, struct error *err)
{
	for (size_t i = 0; i < run->manifest.source_count; i++) {
		const struct manifest_source *other = &run->manifest.sources[i];
		if (is_below(path, other->path) || is_below(other->path, path))
			return error_set(err, ERROR_USAGE,
				SAY("nguồn “%s” và nguồn “%s” lồng nhau; hãy chỉ giữ nguồn ngoài, "
				    "hoặc bỏ nguồn cũ bằng --forget",
					"the sources %s and %s lie within each other; keep the "
					"outer one, or drop the old one with --forget"),
				name, other->name);
	}
	return true;
}

static bool add(struct run *run, const struct manifest_source *source, bool scan, struct error *err)
{
	if (!check_apart(run, source->name, source->path, err))
		return false;
	size_t count = run->manifest.source_count + 1;
	struct run_source *sources = reallocarray(run->sources, count, sizeof *sources);
	if (sources)
		run->sources = sources;
	if (!sources || !manifest_add_source(&run->manifest, source))
		return error_set_memory(err);
	sources[count - 1] = (struct run_source){.source = SOURCE_CLOSED, .scan = scan};
	sources[count - 1].unused = calloc(1, sizeof *sources->unused);
	if (!sources[count - 1].unused)
		return error_set_memory(err);
	return true;
}

/* ---- What the archivist says of a source; the archive keeps it for later runs ---- */

/* It is told otherwise how to read it, or what to call what is in it. */
static void read_anew(struct run *run, struct run_source *source)
{
	source->anew = true;
	run->sources_changed = true;
}

static void tell_encoding(struct run *run, struct manifest_source *entry, struct run_source *source)
{
	const struct update_options *options = run->options;
	if (!options->encoding_told || entry->encoding == options->encoding)
		return;
	entry->encoding = options->encoding;
	read_anew(run, source);
}

/* Which of its keys are which fields. */
static bool tell_map(struct run *run, struct manifest_source *entry, struct run_source *source,
	struct error *err)
{
	const char *map = run->options->map;
	if (!map || strcmp(entry->map, map) == 0)
		return true;
	read_anew(run, source);
	return manifest_set(&run->manifest, &entry->map, map) || error_set_memory(err);
}

/* Who may see its articles, where nothing else says so. */
static bool tell_visibility(struct run *run, struct manifest_source *entry,
	struct run_source *source, struct error *err)
{
	char label[VISIBILITY_MAX + 1] = "";
	const char *told = run->options->visibility;
	if (!told)
		return true;
	if (*told && !visibility_label(str_from_c(told), label))
		return error_set(err, ERROR_USAGE,
			SAY("--visibility: “%s” không dùng làm nhãn được (dài nhất %d byte, không "
			    "có dấu phẩy, dấu =, không bắt đầu bằng ! hay -)",
				"--visibility: %s is no label (at most %d bytes, no comma, no "
				"equals sign, not ! or - at its beginning)"),
			told, VISIBILITY_MAX);
	if (strcmp(entry->visibility, label) == 0)
		return true;
	read_anew(run, source);
	return manifest_set(&run->manifest, &entry->visibility, label) || error_set_memory(err);
}

static bool read_maps(struct run *run, struct error *err)
{
	for (size_t i = 0; i < run->manifest.source_count; i++) {
		const char *text = run->manifest.sources[i].map;
		if (!*text)
			continue;
		run->sources[i].map = malloc(sizeof *run->sources[i].map);
		if (!run->sources[i].map)
			return error_set_memory(err);
		if (!key_map_read(str_from_c(text), run->sources[i].map, err))
			return false;
	}
	return true;
}

static void tell_ids(struct run *run, struct manifest_source *entry, struct run_source *source)
{
	const struct update_options *options = run->options;
	if (!options->ids_told || entry->ids_by_file == options->ids_by_file)
		return;
	entry->ids_by_file = options->ids_by_file;
	source->renamed = true;
	read_anew(run, source);
}

static bool tell_label(struct run *run, struct manifest_source *entry, struct run_source *source,
	struct error *err)
{
	const char *label = run->options->label;
	if (!label || strcmp(label, entry->label) == 0)
		return true;
	if (naming_label_taken(&run->manifest, label))
		return error_set(err, ERROR_USAGE,
			SAY("nguồn khác đã mang nhãn “%s”; hãy đặt nhãn khác bằng --label",
				"another source has the label “%s”; choose another with --label"),
			label);
	source->renamed = true;
	read_anew(run, source);
	return manifest_set(&run->manifest, &entry->label, label) || error_set_memory(err);
}

static bool tell(struct run *run, struct run_source *source, struct error *err)
{
	struct manifest_source *entry = &run->manifest.sources[source - run->sources];
	tell_encoding(run, entry, source);
	tell_ids(run, entry, source);
	return tell_map(run, entry, source, err) && tell_label(run, entry, source, err) &&
	       tell_visibility(run, entry, source, err);
}

/* ---- Which there are ---- */

/* The first source of an archive needs no label; any other is called like its folder. */
static bool add_new(struct run *run, const char *name, const char *path, struct error *err)
{
	struct buf label = BUF_INIT;
	bool first = run->manifest.source_count == 0 && run->past.manifest.source_count == 0;
	bool ok = first || naming_label(&run->manifest, path, &label);
	if (!ok)
		error_set_memory(err);
	const struct manifest_source source = {.name = name,
		.path = path,
		.label = first ? "" : buf_str(&label).ptr,
		.map = "",
		.visibility = "",
		.encoding = ENCODING_DETECT};
	ok = ok && add(run, &source, true, err);
	buf_free(&label);
	return ok;
}

static bool add_named(struct run *run, const char *name, struct error *err)
{
	char path[PATH_MAX];
	if (!realpath(name, path))
		return error_set_system(err, errno,
			SAY("không tìm thấy nguồn “%s”; chưa thay đổi gì trong kho",
				"the source %s can't be found; nothing was changed in the archive"),
			name);
	struct run_source *known = find(run, path);
	if (known)
		known->scan = true;
	else if (!add_new(run, name, path, err))
		return false;
	run->sources_changed |= !known;
	find(run, path)->named = true;
	return tell(run, find(run, path), err);
}

/* A folder that is gone has no real path: its name, as it was given, does too. */
static bool is_forgotten(
	const struct update_options *options, const struct manifest_source *source, bool *matched)
{
	bool out = false;
	for (size_t i = 0; i < options->forget_count; i++) {
		char path[PATH_MAX];
		const char *name = options->forget[i];
		if (strcmp(name, source->name) != 0 &&
			strcmp(realpath(name, path) ? path : name, source->path) != 0)
			continue;
		matched[i] = true;
		out = true;
	}
	return out;
}

/* The first audience is told. What was read before by a program that knew nothing of labels, or
   of what could not be read then, may say who may see it. */
static bool begins_to_hide(const struct run *run)
{
	return run->past.manifest.audience_count == 0 && run->manifest.audience_count > 0;
}

static bool add_known(struct run *run, const struct manifest_source *source, struct error *err)
{
	const struct update_options *options = run->options;
	struct buf label = BUF_INIT;
	struct manifest_source copy = *source;
	/* Archives of before had no labels. */
	if (naming_label_taken(&run->manifest, source->label)) {
		if (!naming_label(&run->manifest, source->path, &label))
			return error_set_memory(err);
		copy.label = buf_str(&label).ptr;
	}
	bool reads = !options->from_stored && options->purge_count == 0 && !run_mends(run);
	bool ok = add(run, &copy,
		reads && (options->source_count == 0 || options->reread || begins_to_hide(run)),
		err);
	if (ok && reads && begins_to_hide(run))
		read_anew(run, &run->sources[run->manifest.source_count - 1]);
	buf_free(&label);
	if (!ok || options->source_count > 0)
		return ok;
	return tell(run, &run->sources[run->manifest.source_count - 1], err);
}

static bool add_past(struct run *run, bool *matched, struct error *err)
{
	const struct update_options *options = run->options;
	const struct manifest *past = &run->past.manifest;
	for (size_t i = 0; i < past->source_count; i++) {
		const struct manifest_source *source = &past->sources[i];
		if (is_forgotten(options, source, matched))
			run->sources_changed = true;
		else if (!add_known(run, source, err))
			return false;
	}
	for (size_t i = 0; i < options->forget_count; i++) {
		if (!matched[i])
			return error_set(err, ERROR_USAGE,
				SAY("kho không có nguồn “%s”; \"tracuu-index status\" liệt kê các "
				    "nguồn",
					"the archive has no source %s; \"tracuu-index status\" "
					"lists them"),
				options->forget[i]);
	}
	return true;
}

/* A label is for one source. */
static bool check_label(const struct run *run, struct error *err)
{
	const struct update_options *options = run->options;
	size_t sources =
		options->source_count ? options->source_count : run->past.manifest.source_count;
	if (!options->label)
		return true;
	if (sources != 1)
		return error_set(err, ERROR_USAGE,
			SAY("--label đặt nhãn cho một nguồn; hãy nêu đúng một nguồn",
				"--label is for one source; name just one"));
	return naming_check_label(options->label, err);
}

static bool is_among(const char *name, char *const *list, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (strcmp(list[i], name) == 0)
			return true;
	}
	return false;
}

static bool has_same_audiences(const struct manifest *m, const struct manifest *past)
{
	bool same = m->audience_count == past->audience_count;
	for (size_t i = 0; same && i < m->audience_count; i++) {
		const struct manifest_audience *a =
			manifest_find_audience(past, m->audiences[i].name);
		same = a && strcmp(a->labels, m->audiences[i].labels) == 0;
	}
	return same;
}

/* Who asks for what: those of the past, and those that are told. */
static bool tell_audiences(struct run *run, struct error *err)
{
	const struct update_options *options = run->options;
	const struct manifest *past = &run->past.manifest;
	struct manifest *m = &run->manifest;
	bool ok = true;
	for (size_t i = 0; ok && i < past->audience_count; i++) {
		const struct manifest_audience *a = &past->audiences[i];
		if (!is_among(a->name, options->forgotten_audiences,
			    options->forgotten_audience_count))
			ok = manifest_add_audience(m, a->name, a->labels) || error_set_memory(err);
	}
	for (size_t i = 0; ok && i < options->forgotten_audience_count; i++) {
		if (!manifest_find_audience(past, options->forgotten_audiences[i]))
			ok = error_set(err, ERROR_USAGE,
				SAY("--forget-audience: kho không có người xem “%s”; "
				    "\"tracuu-index status\" liệt kê",
					"--forget-audience: the archive has no audience %s; "
					"\"tracuu-index status\" lists them"),
				options->forgotten_audiences[i]);
	}
	for (size_t i = 0; ok && i < options->audience_count; i++)
		ok = audience_add(m, options->audiences[i], err);
	run->sources_changed |= ok && !has_same_audiences(m, past);
	return ok;
}

bool sources_resolve(struct run *run, struct error *err)
{
	bool *matched = calloc(run->options->forget_count + 1, sizeof *matched);
	bool ok = matched ? check_label(run, err) && tell_audiences(run, err) &&
				    add_past(run, matched, err)
			  : error_set_memory(err);
	free(matched);
	for (size_t i = 0; ok && i < run->options->source_count; i++)
		ok = add_named(run, run->options->sources[i], err);
	if (ok && run->manifest.source_count == 0)
		ok = error_set(err, ERROR_USAGE,
			SAY("chưa có nguồn nào; hãy nêu thư mục chứa bài: tracuu-index update "
			    "THƯ_MỤC",
				"there is no source yet; name the folder of articles: tracuu-index "
				"update FOLDER"));
	return ok && read_maps(run, err);
}

void sources_free(struct run *run)
{
	for (size_t i = 0; run->sources && i < run->manifest.source_count; i++) {
		path_set_free(&run->sources[i].unseen);
		path_set_free(&run->sources[i].hollow);
		source_close(&run->sources[i].source);
		free(run->sources[i].map);
		free(run->sources[i].unused);
	}
	free(run->sources);
}
