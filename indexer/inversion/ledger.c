#include "indexer/inversion/ledger.h"
#include "base/lang.h"

#include <stdlib.h>

struct file_entry {
	struct keytable_head head;
	uint32_t number;
};

bool ledger_open(struct ledger *l, const char *folder, struct error *err)
{
	*l = LEDGER_CLOSED;
	if (spool_open(&l->files, folder, err) && spool_open(&l->strings, folder, err) &&
		spool_open(&l->places, folder, err) &&
		keytable_open(&l->file_index, folder, sizeof(struct file_entry), err) &&
		keytable_open(&l->moves, folder, sizeof(struct ledger_move), err) &&
		keytable_open(&l->articles, folder, sizeof(struct ledger_article), err))
		return true;
	ledger_close(l);
	return false;
}

void ledger_close(struct ledger *l)
{
	spool_close(&l->files);
	spool_close(&l->strings);
	keytable_close(&l->file_index);
	keytable_close(&l->articles);
	keytable_close(&l->moves);
	spool_close(&l->places);
}

bool ledger_reserve(struct ledger *l, uint64_t files, uint64_t articles, struct error *err)
{
	return keytable_reserve(&l->file_index, (size_t)files, err) &&
	       keytable_reserve(&l->articles, (size_t)articles, err);
}

void ledger_relax(struct ledger *l)
{
	spool_relax(&l->files);
	keytable_relax(&l->file_index);
	keytable_relax(&l->articles);
	spool_relax(&l->strings);
}

static bool add_string(struct ledger *l, struct str s, uint64_t *place, struct error *err)
{
	*place = l->strings.len;
	if (s.len == 0)
		return true;
	char *copy = spool_extend(&l->strings, s.len, err);
	if (copy)
		memcpy(copy, s.ptr, s.len);
	return copy != NULL;
}

bool ledger_add_file(
	struct ledger *l, const struct catalogue_file *file, uint32_t *number, struct error *err)
{
	bool fresh;
	struct file_entry *entry = keytable_put(&l->file_index, &file->key, &fresh, err);
	if (!entry)
		return false;
	if (!fresh) {
		*number = entry->number;
		return true;
	}
	uint64_t path_at;
	struct ledger_file *copy = spool_extend(&l->files, sizeof *copy, err);
	if (!copy || !add_string(l, file->path, &path_at, err))
		return false;
	*copy = (struct ledger_file){.key = file->key,
		.content = file->content,
		.size = file->size,
		.mtime_ns = file->mtime_ns,
		.ctime_ns = file->ctime_ns,
		.path_at = path_at,
		.path_len = (uint32_t)file->path.len,
		.source = file->source,
		.ceiling = file->ceiling,
		.clean = file->clean};
	entry->number = *number = l->file_count++;
	return true;
}

bool ledger_has_file(const struct ledger *l, const struct key *key)
{
	return keytable_find(&l->file_index, key) != NULL;
}

struct ledger_file *ledger_file(const struct ledger *l, uint32_t number)
{
	void *files = l->files.bytes;
	return (struct ledger_file *)files + number;
}

struct str ledger_path(const struct ledger *l, uint32_t number)
{
	const struct ledger_file *file = ledger_file(l, number);
	return file->path_len ? str_make(l->strings.bytes + file->path_at, file->path_len)
			      : str_make("", 0);
}

struct str ledger_id(const struct ledger *l, const struct ledger_article *article)
{
	return str_make(l->strings.bytes + article->id_at, article->id_len);
}

struct ledger_article *ledger_find(const struct ledger *l, const struct key *key)
{
	return keytable_find(&l->articles, key);
}

struct ledger_article *ledger_add_article(struct ledger *l, const struct catalogue_article *article,
	enum placement placement, uint32_t where, struct error *err)
{
	bool fresh;
	uint64_t id_at;
	struct ledger_article *entry = keytable_put(&l->articles, &article->key, &fresh, err);
	if (!entry || !add_string(l, article->id, &id_at, err))
		return NULL;
	ledger_file(l, article->file)->shared += article->qualified;
	struct keytable_head head = entry->head;
	*entry = (struct ledger_article){.head = head,
		.file = article->file,
		.content = article->content,
		.text = article->text,
		.raw = article->raw,
		.id_at = id_at,
		.line = article->line,
		.id_len = (uint32_t)article->id.len,
		.own_at = (uint16_t)article->own_at,
		.own_length = (uint16_t)article->own_length,
		.qualified = article->qualified,
		.moved = article->moved,
		.text_bytes = article->text_bytes,
		.placement = placement,
		.where = where};
	return entry;
}

static void write_files(const struct ledger *l, struct catalogue_writer *w)
{
	size_t place = 0;
	const struct file_entry *entry;
	while ((entry = keytable_next(&l->file_index, &place)) != NULL) {
		const struct ledger_file *file = ledger_file(l, entry->number);
		struct catalogue_file out = {.key = file->key,
			.content = file->content,
			.size = file->size,
			.mtime_ns = file->mtime_ns,
			.ctime_ns = file->ctime_ns,
			.path = ledger_path(l, entry->number),
			.number = entry->number,
			.source = file->source,
			.shared = file->shared,
			.ceiling = file->ceiling,
			.clean = file->clean};
		catalogue_writer_file(w, &out);
	}
}

bool ledger_move(struct ledger *l, const struct key *old, const struct key *to, struct error *err)
{
	bool fresh;
	struct ledger_move *move = keytable_put(&l->moves, old, &fresh, err);
	if (move)
		move->to = *to;
	return move != NULL;
}

const struct key *ledger_moved_to(const struct ledger *l, const struct key *old)
{
	const struct ledger_move *move = l->moves.count > 0 ? keytable_find(&l->moves, old) : NULL;
	return move ? &move->to : NULL;
}

struct ledger_article *ledger_heir(const struct ledger *l, const struct catalogue_article *old)
{
	const struct key *to = ledger_moved_to(l, &old->key);
	struct ledger_article *heir = ledger_find(l, to ? to : &old->key);
	bool has_it =
		heir && heir->placement == PLACED_OLD && str_eq(ledger_id(l, heir), old->document);
	return has_it ? heir : NULL;
}

bool ledger_add_place(
	struct ledger *l, const struct key *key, uint32_t file, uint64_t line, struct error *err)
{
	struct catalogue_place *place = spool_extend(&l->places, sizeof *place, err);
	if (!place)
		return false;
	*place = (struct catalogue_place){*key, line, file};
	l->place_count++;
	return true;
}

void ledger_follow_places(struct ledger *l)
{
	void *bytes = l->places.bytes;
	struct catalogue_place *places = bytes;
	for (size_t i = 0; i < l->place_count; i++) {
		const struct key *to = ledger_moved_to(l, &places[i].key);
		if (to && !ledger_find(l, &places[i].key))
			places[i].key = *to;
	}
}

static int by_key(const void *a, const void *b)
{
	const struct catalogue_place *x = a;
	const struct catalogue_place *y = b;
	int order = key_compare(&x->key, &y->key);
	if (order)
		return order;
	if (x->file != y->file)
		return x->file < y->file ? -1 : 1;
	return (x->line > y->line) - (x->line < y->line);
}

static void write_articles(const struct ledger *l, ledger_shard_of *shard_of, const void *context,
	struct catalogue_writer *w)
{
	size_t place = 0;
	const struct ledger_article *article;
	while ((article = keytable_next(&l->articles, &place)) != NULL) {
		struct catalogue_article out = {.key = article->head.key,
			.content = article->content,
			.text = article->text,
			.raw = article->raw,
			.id = ledger_id(l, article),
			.document = ledger_id(l, article),
			.own_at = article->own_at,
			.own_length = article->own_length,
			.qualified = article->qualified,
			.moved = article->moved,
			.line = article->line,
			.file = article->file,
			.shard = shard_of(context, article),
			.text_bytes = article->text_bytes};
		catalogue_writer_article(w, &out);
	}
}

bool ledger_write(struct ledger *l, const char *path, ledger_shard_of *shard_of,
	const void *context, struct error *err)
{
	struct catalogue_writer *w =
		catalogue_writer_open(path, l->file_count, l->articles.count, l->place_count, err);
	if (!w)
		return false;
	write_files(l, w);
	write_articles(l, shard_of, context, w);
	void *places = l->places.bytes;
	if (l->place_count > 1)
		qsort(places, l->place_count, sizeof(struct catalogue_place), by_key);
	for (size_t i = 0; i < l->place_count; i++)
		catalogue_writer_place(w, (struct catalogue_place *)places + i);
	return catalogue_writer_finish(w, err);
}
