#include "article/readers/reader.h"

#include "article/metadata/metadata.h"
#include "article/readers/beside.h"
#include "article/readers/droppings.h"
#include "article/readers/formats.h"
#include "article/readers/kept.h"
#include "article/readers/kinds.h"
#include "article/readers/members.h"
#include "article/worker/client.h"
#include "base/lang.h"

#include <stdlib.h>
#include <sys/stat.h>

/* Members at which a reader crashed or hung, and no more of the file is read. */
enum { LOSSES_MAX = 3 };

/* A file that is open: the outermost, or one in the one before it. */
struct level {
	const struct reader_ops *ops;
	void *state;             /* owned, closed by ops; NULL: it can't be opened */
	struct member_file file; /* what was unpacked of it; of the outermost: nothing, mostly */
	char *path;              /* owned: outlives STATE, which borrows it */
	char *url;               /* owned; NULL: not told */
	char place[ARTICLE_MAX_MEMBER + 1]; /* within the outermost */
	bool scan;                          /* it is read by OCR, or was */
};

struct article_reader {
	struct article_file file; /* the outermost; its path is that of its level */
	struct members members;
	struct level levels[MEMBERS_DEPTH];
	unsigned depth;      /* of levels that are open */
	struct error failed; /* why the outermost can't be read */
	enum ceiling lost;   /* that a member's reader met, which costs the member */
	unsigned losses;     /* members that were lost so */
};

static const struct reader_ops *const readers[ARTICLE_KIND_COUNT] = {
	[ARTICLE_TEXT] = &text_reader_ops,
	[ARTICLE_MARKDOWN] = &text_reader_ops,
	[ARTICLE_JSON] = &json_reader_ops,
	[ARTICLE_CSV] = &csv_reader_ops,
	[ARTICLE_TSV] = &csv_reader_ops,
};

static const struct reader_ops *ops_of(enum article_kind kind)
{
	if (kind >= ARTICLE_KIND_COUNT)
		return NULL;
	return article_kind_program(kind) ? &worker_reader_ops : readers[kind];
}

static bool fail_kind(const char *path, struct error *err)
{
	return error_set(err, ERROR_USAGE,
		SAY("không đọc được định dạng của %s; \"man tracuu-index\" nêu các định dạng đọc "
		    "được",
			"%s has no format we read; \"man tracuu-index\" lists those that are read"),
		path);
}

/* ---- Levels ---- */

static void close_level(struct article_reader *r)
{
	struct level *level = &r->levels[--r->depth];
	if (level->state)
		level->ops->close(level->state);
	member_close(&r->members, &level->file);
	free(level->path);
	free(level->url);
}

static ssize_t read_input(void *state, char *out, size_t size, struct error *err)
{
	return input_read(state, out, size, err);
}

/* What is packed and read elsewhere is unpacked here, into a file of its own. */
static bool unpack(
	struct article_reader *r, struct level *level, struct article_file *file, struct error *err)
{
	struct input_file packed = article_file_input(file);
	struct member_file inner = {.fd = -1};
	struct input in;
	if (!input_open(&in, &packed, err)) {
		input_close(&in);
		return false;
	}
	struct str name = str_after_last(str_from_c(level->path), '/');
	name.len = (size_t)((const char *)memrchr(name.ptr, '.', name.len) - name.ptr);
	bool ok = member_take(&r->members, name, read_input, &in, &inner, err);
	if (in.ceiling != CEILING_NONE)
		r->members.ceiling = in.ceiling;
	input_close(&in);
	member_close(&r->members, &level->file);
	level->file = inner;
	file->fd = inner.fd;
	file->format = inner.format;
	return ok;
}

/* Opens FILE, which is LEVEL's. */
static bool open_level(
	struct article_reader *r, struct level *level, struct article_file *file, struct error *err)
{
	if (file->format.packing != PACKING_NONE && article_kind_program(file->format.kind) &&
		!unpack(r, level, file, err))
		return false;
	level->ops = ops_of(file->format.kind);
	if (!level->ops)
		return fail_kind(file->path, err);
	level->state = level->ops->open(file, err);
	return level->state != NULL;
}

/* Makes the next level for the file PATH at PLACE. NULL when out of memory. */
static struct level *add_level(struct article_reader *r, const char *path, const char *place)
{
	struct level *level = &r->levels[r->depth];
	*level = (struct level){.file = {.fd = -1}};
	level->path = strdup(path);
	if (!level->path)
		return NULL;
	memcpy(level->place, place, strlen(place) + 1);
	r->depth++;
	return level;
}

struct article_reader *article_reader_open(const struct article_file *file, struct error *err)
{
	struct stat st;
	enum article_kind kind = file->format.kind;
	if (!ops_of(kind)) {
		fail_kind(file->path, err);
		return NULL;
	}
	struct article_reader *r = calloc(1, sizeof *r);
	struct level *level = r ? add_level(r, file->path, "") : NULL;
	if (!level) {
		error_set_memory(err);
		free(r);
		return NULL;
	}
	r->members.size = fstat(file->fd, &st) == 0 ? (uint64_t)st.st_size : 0;
	r->file = *file;
	r->file.path = level->path;
	struct article_file own = r->file;
	if (open_level(r, level, &own, &r->failed) || r->failed.code != ERROR_MEMORY)
		return r;
	*err = r->failed;
	article_reader_close(r);
	return NULL;
}

void article_reader_close(struct article_reader *r)
{
	if (!r)
		return;
	while (r->depth > 0)
		close_level(r);
	free(r);
}

/* ---- Members ---- */

/* The member is lost, for the reason in P; where all of the outermost is, that is told. */
static enum article_step lose_member(struct article_reader *r, struct article_problem *p)
{
	if (r->losses > LOSSES_MAX)
		r->members.ceiling = r->lost;
	if (r->members.ceiling == CEILING_NONE)
		return ARTICLE_SKIPPED;
	ceiling_set(r->members.ceiling, &p->error);
	p->member[0] = '\0';
	return ARTICLE_BROKEN;
}

static bool open_member(
	struct article_reader *r, struct member_file *file, struct article_problem *p)
{
	struct buf path = BUF_INIT;
	buf_printf(&path, "%s!/%s", r->file.path, p->member);
	struct level *level = path.failed ? NULL : add_level(r, path.ptr, p->member);
	buf_free(&path);
	if (!level) {
		member_close(&r->members, file);
		return error_set_memory(&p->error);
	}
	struct article_file inner = r->file;
	inner.is_known = NULL; /* what is unpacked has no place of its own in the past */
	level->file = *file;
	inner.fd = file->fd;
	inner.format = file->format;
	inner.path = level->path;
	inner.beside = STR("");
	if (open_level(r, level, &inner, &p->error))
		return true;
	close_level(r);
	return false;
}

/* Goes into the member NAME of the innermost file. ARTICLE_READ where it is open now. */
static enum article_step enter(struct article_reader *r, struct str name, struct article_problem *p)
{
	struct level *outer = &r->levels[r->depth - 1];
	struct member_file file = {.fd = -1};
	if (!member_place(outer->place, name, p->member, &p->error))
		return ARTICLE_SKIPPED;
	if (dropping_is_in(name))
		return ARTICLE_UNREAD;
	if (r->depth == MEMBERS_DEPTH) {
		error_set(&p->error, ERROR_LIMIT,
			SAY("gói trong gói quá %d lần nên không đọc; hãy giải nén sẵn",
				"packed within packs more than %d times, so it is not read; unpack "
				"it"),
			MEMBERS_DEPTH - 1);
		return ARTICLE_SKIPPED;
	}
	bool taken = member_take(&r->members, str_after_last(name, '/'), outer->ops->member,
		outer->state, &file, &p->error);
	bool known = taken && article_kind_is_read(file.format.kind);
	if (known && worker_is_installed(file.format.kind))
		return open_member(r, &file, p) ? ARTICLE_READ : lose_member(r, p);
	if (known)
		worker_say_missing(file.format.kind, &p->error);
	member_close(&r->members, &file);
	return taken ? ARTICLE_UNREAD : lose_member(r, p);
}

/* A reader that crashed or hung would do so again. */
static void note_loss(struct article_reader *r)
{
	const struct level *level = &r->levels[r->depth - 1];
	enum ceiling ceiling = level->ops->ceiling(level->state);
	if (ceiling == ceiling_of_reader()) {
		r->lost = ceiling;
		r->losses++;
	}
}

/* What a step of a member's reader is to who reads the outermost file. */
static enum article_step step_of_member(
	struct article_reader *r, enum article_step step, struct article_problem *p)
{
	if (step == ARTICLE_BROKEN)
		note_loss(r);
	if (step == ARTICLE_BROKEN || step == ARTICLE_FOREIGN)
		close_level(r);
	if (step == ARTICLE_BROKEN)
		return lose_member(r, p);
	return step == ARTICLE_FOREIGN ? ARTICLE_UNREAD : step;
}

/* ---- Articles ---- */

static enum article_step overrule(
	const struct article_reader *r, struct article *a, struct article_problem *problem)
{
	if (r->file.beside.len == 0 || article_overrule(a, r->file.beside, &problem->error))
		return ARTICLE_READ;
	problem->line = a->line;
	error_add_context(&problem->error, "*.meta.json");
	return ARTICLE_SKIPPED;
}

/* Says which member A is of. */
static enum article_step place_article(
	const struct article_reader *r, struct article *a, struct article_problem *p)
{
	const struct level *level = &r->levels[r->depth - 1];
	bool told = level->url && a->url.value.len == 0;
	a->member = STR("");
	if (*level->place)
		a->member = arena_str(&a->memory, str_from_c(level->place));
	if (told)
		a->url = (struct article_field){
			arena_str(&a->memory, str_from_c(level->url)), PROVENANCE_GIVEN};
	if (a->member.ptr && (!told || a->url.value.ptr))
		return overrule(r, a, p);
	error_set_memory(&p->error);
	return ARTICLE_SKIPPED;
}

/* A problem of the innermost file: in the place of its own member, if it names one. */
static void place_problem(const struct article_reader *r, struct article_problem *p)
{
	const struct level *level = &r->levels[r->depth - 1];
	char name[ARTICLE_MAX_MEMBER + 1];
	if (p->member[0] == '\0')
		memcpy(p->member, level->place, sizeof level->place);
	else if (level->place[0] != '\0' &&
		 member_place(level->place, str_from_c(p->member), name, NULL))
		memcpy(p->member, name, sizeof name);
}

/* ---- Scans ---- */

static struct article_file scan_of(const struct article_reader *r, const struct level *level)
{
	struct article_file file = r->file;
	file.format = (struct article_format){ARTICLE_SCAN, PACKING_NONE};
	file.path = level->path;
	if (level->file.fd >= 0)
		file.fd = level->file.fd;
	return file;
}

static bool open_ops(struct level *level, const struct reader_ops *ops,
	const struct article_file *file, struct error *err)
{
	void *state = ops->open(file, err);
	if (!state)
		return false;
	level->ops->close(level->state);
	level->ops = ops;
	level->state = state;
	return true;
}

/* Opens LEVEL, a PDF without text, once more, to be read by OCR, if it was not before. False with
   the reason. */
static bool open_scan(struct article_reader *r, struct level *level, struct error *err)
{
	const struct article_file file = scan_of(r, level);
	struct error ignored;
	level->scan = true;
	if (open_ops(level, &kept_reader_ops, &file, &ignored))
		return true;
	if (worker_is_installed(ARTICLE_SCAN))
		return open_ops(level, ops_of(ARTICLE_SCAN), &file, err);
	return error_set(err, ERROR_INPUT,
		SAY("bản quét, không có lớp chữ; muốn đọc bằng OCR, hãy cài gói %s",
			"a scan without text; to read it by OCR, install the package %s"),
		ARTICLE_READER_OCR);
}

/* Keeps A, which OCR read, and completes it here: what is kept knows nothing of the path. */
static bool complete_scan(
	struct article_reader *r, struct level *level, struct article *a, struct article_problem *p)
{
	const struct article_file file = scan_of(r, level);
	if (level->ops != &kept_reader_ops)
		kept_add(&file, a);
	return metadata_complete(a, str_from_c(level->path), &p->error);
}

/* Where the file that holds the innermost says that this is from. */
static void note_url(struct article_reader *r, struct str url)
{
	struct level *level = &r->levels[r->depth - 1];
	level->url = strndup(url.ptr, url.len); /* without memory it has none */
}

/* One step of the innermost file. *ON: there is nothing to tell of it. */
static enum article_step step_on(
	struct article_reader *r, struct article *out, struct article_problem *p, bool *on)
{
	struct level *level = &r->levels[r->depth - 1];
	bool outermost = r->depth == 1;
	enum article_step step = level->ops->next(level->state, out, p);
	*on = step == ARTICLE_WORKING;
	if (step == ARTICLE_SKIPPED && p->scan && r->file.ocr)
		*on = open_scan(r, level, &p->error);
	if (*on)
		return step;
	switch (step) {
	case ARTICLE_READ:
		if (level->scan && !complete_scan(r, level, out, p))
			return ARTICLE_SKIPPED;
		return place_article(r, out, p);
	case ARTICLE_MEMBER:
		step = enter(r, out->member, p);
		*on = step == ARTICLE_READ;
		if (*on && out->url.value.len > 0)
			note_url(r, out->url.value);
		return step;
	case ARTICLE_END:
		*on = !outermost;
		if (!outermost)
			close_level(r);
		return step;
	default:
		place_problem(r, p);
		return outermost ? step : step_of_member(r, step, p);
	}
}

enum article_step article_reader_next(
	struct article_reader *r, struct article *out, struct article_problem *problem)
{
	enum article_step step;
	bool on = true;
	*problem = (struct article_problem){.error = r->failed};
	*out = (struct article){.memory = ARENA_INIT};
	if (r->failed.code != ERROR_NONE) {
		r->failed = (struct error){0};
		return ARTICLE_BROKEN;
	}
	if (!r->levels[0].state)
		return ARTICLE_END;
	do {
		step = step_on(r, out, problem, &on);
		if (on || step != ARTICLE_READ)
			article_free(out);
		if (on)
			*problem = (struct article_problem){0};
	} while (on);
	return step;
}

enum ceiling article_reader_ceiling(const struct article_reader *r)
{
	const struct level *outermost = &r->levels[0];
	if (r->members.ceiling != CEILING_NONE)
		return r->members.ceiling;
	enum ceiling own =
		outermost->state ? outermost->ops->ceiling(outermost->state) : CEILING_NONE;
	return own != CEILING_NONE ? own : r->lost;
}
