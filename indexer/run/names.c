/* What the archive's file of names says of this run's articles. */
#include "archive/names.h"
#include "base/ascii.h"
#include "indexer/inversion/seal.h"
#include "indexer/run/naming.h"
#include "indexer/run/steps.h"
#include "text/encoding/shown.h"

struct naming_run {
	struct run *run;
	const struct manifest *manifest; /* of those who may know: of all, or of a view */
	struct names_builder *builder;
	struct buf text;
	struct buf path;
};

static bool is_listed(const struct naming_run *n, const struct ledger_article *a)
{
	const struct manifest *m = n->manifest;
	if (m == &n->run->manifest)
		return true;
	uint32_t shard = shards_of_article(n->run->shards, a);
	for (size_t i = 0; i < m->shard_count; i++) {
		if (m->shards[i].number == shard)
			return true;
	}
	return false;
}

/* The article with KEY, as far as it may be known of. */
static const struct ledger_article *find(const struct naming_run *n, const struct key *key)
{
	const struct ledger_article *a = ledger_find(&n->run->ledger, key);
	return a && is_listed(n, a) ? a : NULL;
}

static void add(struct naming_run *n, const struct key *key, enum name_kind kind, struct str first,
	struct str second)
{
	const struct name name = {*key, kind, first, second};
	names_builder_add(n->builder, &name);
}

/* Appends to the path of its file the member that A, called ID, is of: as far as its id names it.
 */
static bool add_member(struct naming_run *n, const struct ledger_article *a,
	const struct ledger_file *file, struct str id)
{
	const struct manifest_source *source = &n->run->manifest.sources[file->source];
	size_t begin = *source->label ? strlen(source->label) + 1 : 0;
	size_t end = a->own_at > begin ? a->own_at - 1u : a->own_at + (size_t)a->own_length;
	buf_reset(&n->text);
	shown_append(&n->text, run_place(source, ledger_path(&n->run->ledger, a->file)));
	buf_append_c(&n->text, "!/");
	if (n->text.failed || end > id.len || begin > end)
		return !n->text.failed;
	struct str place = str_slice(id, begin, end);
	return !str_starts_with(place, buf_str(&n->text)) ||
	       buf_append(&n->path, str_slice(place, n->text.len - 2, place.len));
}

/* A's document says another path. */
static bool add_moved(struct naming_run *n, const struct ledger_article *a, struct str id)
{
	const struct ledger *l = &n->run->ledger;
	const struct ledger_file *file = ledger_file(l, a->file);
	if (!run_display_path(n->run, file->source, ledger_path(l, a->file), &n->path) ||
		!add_member(n, a, file, id))
		return false;
	add(n, &a->head.key, NAME_DOCUMENT, id, buf_str(&n->path));
	return true;
}

/* Somebody will type it as most systems write it. */
static bool add_composed(struct naming_run *n, struct str id)
{
	buf_reset(&n->text);
	if (ascii_is_all(id))
		return true;
	if (!shown_compose(&n->text, id))
		return false;
	if (str_eq(buf_str(&n->text), id))
		return true;
	struct key key = key_of(buf_str(&n->text));
	if (!find(n, &key))
		add(n, &key, NAME_COMPOSED, id, STR(""));
	return true;
}

static bool add_articles(struct naming_run *n)
{
	const struct ledger *l = &n->run->ledger;
	const struct ledger_article *a;
	size_t place = 0;
	bool ok = true;
	while (ok && (a = keytable_next(&l->articles, &place)) != NULL) {
		struct str id = ledger_id(l, a);
		ok = !is_listed(n, a) ||
		     ((!a->moved || add_moved(n, a, id)) && add_composed(n, id));
	}
	return ok;
}

/* The id OLD leads to the article TO, as long as nobody else has it. */
static void add_old(struct naming_run *n, const struct key *old, const struct key *to)
{
	const struct ledger *l = &n->run->ledger;
	const struct key *further = ledger_moved_to(l, to);
	const struct ledger_article *a = find(n, further ? further : to);
	if (a && !find(n, old))
		add(n, old, NAME_OLD, ledger_id(l, a), STR(""));
}

static void add_table(struct naming_run *n, const struct keytable *moves)
{
	const struct ledger_move *move;
	size_t place = 0;
	while ((move = keytable_next(moves, &place)) != NULL)
		add_old(n, &move->head.key, &move->to);
}

static bool add_past(struct naming_run *n, struct error *err)
{
	const struct names *past = n->run->past.names;
	for (uint64_t i = 0; i < names_count(past); i++) {
		struct name name;
		if (!names_at(past, i, &name, err))
			return false;
		struct key to = key_of(name.first);
		if (name.kind == NAME_OLD)
			add_old(n, &name.key, &to);
	}
	return true;
}

/* By its other files, too, an article can be asked for. */
static bool add_places(struct naming_run *n)
{
	const struct ledger *l = &n->run->ledger;
	void *bytes = l->places.bytes;
	const struct catalogue_place *places = bytes;
	for (size_t i = 0; i < l->place_count; i++) {
		const struct ledger_article *a = find(n, &places[i].key);
		const struct ledger_file *file = ledger_file(l, places[i].file);
		if (!a)
			continue;
		struct str id = ledger_id(l, a);
		if (!naming_at(&n->run->manifest.sources[file->source],
			    ledger_path(l, places[i].file),
			    str_slice(id, a->own_at, a->own_at + (size_t)a->own_length), &n->text))
			return false;
		struct key key = key_of(buf_str(&n->text));
		if (!find(n, &key))
			add(n, &key, NAME_PLACE, id, STR(""));
	}
	return true;
}

bool write_names(struct run *run, const char *folder, struct manifest *m, struct error *err)
{
	bool written = false;
	struct naming_run n = {.run = run, .manifest = m, .builder = names_builder_new()};
	bool ok = n.builder && add_articles(&n) && add_places(&n);
	if (ok) {
		add_table(&n, &run->ledger.moves);
		add_table(&n, &run->identities.displaced);
		ok = add_past(&n, err);
	} else {
		error_set_memory(err);
	}
	ok = ok && names_builder_write(n.builder, folder, &written, err) &&
	     (!written || seal_file(m, folder, NAMES_FILE, err));
	names_builder_free(n.builder);
	buf_free(&n.text);
	buf_free(&n.path);
	return ok;
}
