#include "indexer/run/identity.h"
#include "indexer/run/run.h"

#include <stdio.h>

/* Which article of an own id has which text. */
struct variant {
	struct keytable_head head;
	struct key id;
};

struct turn {
	struct keytable_head head;
	uint64_t last;
};

struct raw {
	struct keytable_head head;
	uint32_t row; /* of the catalogue */
};

struct gone {
	struct keytable_head head;
	uint64_t row;   /* of the catalogue */
	uint32_t taker; /* 1 + the number of the file of this run that it became; 0: none yet */
};

static bool open_tables(struct identities *ids, const char *folder, struct error *err)
{
	return keytable_open(&ids->variants, folder, sizeof(struct variant), err) &&
	       keytable_open(&ids->turns, folder, sizeof(struct turn), err) &&
	       keytable_open(&ids->raws, folder, sizeof(struct raw), err) &&
	       keytable_open(&ids->gone, folder, sizeof(struct gone), err) &&
	       keytable_open(&ids->displaced, folder, sizeof(struct ledger_move), err);
}

void identities_close(struct identities *ids)
{
	keytable_close(&ids->variants);
	keytable_close(&ids->turns);
	keytable_close(&ids->raws);
	keytable_close(&ids->gone);
	keytable_close(&ids->displaced);
}

static struct key variant_key(struct str label, struct str own, const struct key *text)
{
	struct digest parts[3] = {digest_of(label), digest_of(own)};
	memcpy(parts[2].bytes, text->bytes, sizeof text->bytes);
	const void *bytes = parts;
	return key_of(str_make(bytes, sizeof parts));
}

static bool add_variant(
	struct identities *ids, const struct key *variant, const struct key *id, struct error *err)
{
	bool fresh;
	struct variant *entry = keytable_put(&ids->variants, variant, &fresh, err);
	if (entry)
		entry->id = *id;
	return entry != NULL;
}

static struct str own_of(const struct catalogue_article *a)
{
	return str_slice(a->id, a->own_at, a->own_at + a->own_length);
}

/* Of files that are read in this run alone. */
static bool add_raw(struct identities *ids, const struct key *raw, uint32_t row, struct error *err)
{
	static const struct key none;
	bool fresh;
	if (key_eq(raw, &none))
		return true;
	struct raw *entry = keytable_put(&ids->raws, raw, &fresh, err);
	if (entry && fresh)
		entry->row = row;
	return entry != NULL;
}

static bool learn_articles(struct identities *ids, const struct run *run, struct error *err)
{
	const struct catalogue *past = &run->past.catalogue;
	for (uint64_t i = 0; i < past->article_count; i++) {
		struct catalogue_article a;
		catalogue_article_at(past, i, &a);
		struct past_file *home = past_file(&run->past, a.file);
		if (home)
			home->has_articles = true;
		if (home && home->state == PAST_KEPT && !add_raw(ids, &a.raw, (uint32_t)i, err))
			return false;
		if (!a.qualified || !home || home->source < 0)
			continue;
		struct str label = str_from_c(run->manifest.sources[home->source].label);
		struct key variant = variant_key(label, own_of(&a), &a.text);
		if (!add_variant(ids, &variant, &a.key, err))
			return false;
	}
	return true;
}

/* ---- Files that were renamed ---- */

/* Of several that held the same, one with the same name is meant. */
static struct key named_content(const struct key *content, struct str path)
{
	struct digest parts[2] = {{{0}}, digest_of(str_after_last(path, '/'))};
	memcpy(parts[0].bytes, content->bytes, sizeof content->bytes);
	const void *bytes = parts;
	return key_of(str_make(bytes, sizeof parts));
}

static bool add_gone(struct identities *ids, const struct key *key, uint64_t row, struct error *err)
{
	bool fresh;
	struct gone *entry = keytable_put(&ids->gone, key, &fresh, err);
	if (entry && fresh)
		entry->row = row;
	return entry != NULL;
}

static bool learn_files(struct identities *ids, const struct run *run, struct error *err)
{
	const struct catalogue *past = &run->past.catalogue;
	for (uint64_t i = 0; i < past->file_count; i++) {
		struct catalogue_file f;
		catalogue_file_at(past, i, &f);
		struct past_file *file = past_file(&run->past, f.number);
		if (file)
			file->source = run_source_now(run, f.source);
		if (!file || (file->state != PAST_GONE && file->state != PAST_FORGOTTEN))
			continue;
		struct key named = named_content(&f.content, f.path);
		if (!add_gone(ids, &named, i, err) || !add_gone(ids, &f.content, i, err))
			return false;
	}
	return true;
}

bool identities_open(
	struct identities *ids, const struct run *run, const char *folder, struct error *err)
{
	return open_tables(ids, folder, err) && learn_files(ids, run, err) &&
	       learn_articles(ids, run, err);
}

/* Whether a file of the past that is gone held this; the file NUMBER is what became of it, then,
   also where that is begun once more, since it changed while it was read. */
static bool take_gone(
	struct run *run, const struct key *key, uint32_t number, struct catalogue_file *out)
{
	struct gone *entry = keytable_find(&run->identities.gone, key);
	if (!entry || (entry->taker > 0 && entry->taker != number + 1))
		return false;
	entry->taker = number + 1;
	catalogue_file_at(&run->past.catalogue, entry->row, out);
	return true;
}

struct home identity_home(struct run *run, uint32_t number, const struct key *content)
{
	const struct ledger_file *file = ledger_file(&run->ledger, number);
	struct home out = {.file = number};
	out.known = catalogue_find_file(&run->past.catalogue, &file->key, &out.former);
	if (out.known) {
		out.was_another = run->sources[file->source].renamed;
		return out;
	}
	struct key named = named_content(content, ledger_path(&run->ledger, number));
	out.was_another = take_gone(run, &named, number, &out.former) ||
			  take_gone(run, content, number, &out.former);
	return out;
}

/* ---- Who has an id ---- */

enum standing {
	FREE, /* nobody, or this very article */
	SAME, /* an article of the same text, and of the same own id therefore */
	TAKEN /* another */
};

typedef bool giver(const struct past_file *file, const struct home *home);

/* A file that is still there, other than HOME. */
static bool gives(const struct past_file *file, const struct home *home)
{
	return past_is_there(file) && file->now != home->file;
}

/* One that has not changed. */
static bool gives_surely(const struct past_file *file, const struct home *home)
{
	(void)home;
	return file && file->state == PAST_SAME;
}

/* Whether any file IS what gives the past's article A its id. */
static bool is_held(const struct run *run, giver *is, const struct home *home,
	const struct catalogue_article *a)
{
	const struct catalogue *past = &run->past.catalogue;
	struct catalogue_place place;
	if (is(past_file(&run->past, a->file), home))
		return true;
	uint64_t i = catalogue_find_places(past, &a->key);
	for (; catalogue_place_of(past, i, &a->key, &place); i++) {
		if (is(past_file(&run->past, place.file), home))
			return true;
	}
	return false;
}

/* Fills what OUT says of the past. */
static enum standing standing_of(const struct run *run, const struct home *home,
	const struct key *text, struct identity *out)
{
	out->key = key_of(buf_str(&out->id));
	out->known = catalogue_find_article(&run->past.catalogue, &out->key, &out->past);
	const struct ledger_article *met = ledger_find(&run->ledger, &out->key);
	if (met)
		return key_eq(&met->text, text) ? SAME : TAKEN;
	out->known = out->known && !ledger_moved_to(&run->ledger, &out->key);
	if (!out->known || !is_held(run, gives, home, &out->past))
		return FREE;
	if (!key_eq(&out->past.text, text))
		return TAKEN;
	/* Else what will be read may lack it, and it is for this file to keep it. */
	return is_held(run, gives_surely, home, &out->past) ? SAME : FREE;
}

/* The past knows this article by its qualified id already. */
static bool was_qualified(const struct run *run, const struct home *home, const struct naming *n,
	struct identity *out)
{
	if (home->former.shared == 0 || home->was_another ||
		!naming_qualified(n, 1, &out->id, &out->own))
		return false;
	struct key key = key_of(buf_str(&out->id));
	const struct past_file *file;
	return catalogue_find_article(&run->past.catalogue, &key, &out->past) &&
	       out->past.qualified && (file = past_file(&run->past, out->past.file)) != NULL &&
	       file->now == home->file;
}

/* Notes that the short id, which OUT has now, would have been this article's. */
static bool note_displaced(
	struct run *run, const struct key *shortest, const struct identity *out, struct error *err)
{
	bool fresh;
	struct ledger_move *move = keytable_put(&run->identities.displaced, shortest, &fresh, err);
	if (move && fresh)
		move->to = out->key;
	return move != NULL;
}

/* The id that names the file, with a number where articles before have it. */
static bool find_turn(struct run *run, const struct home *home, const struct naming *n,
	const struct key *text, struct identity *out, struct error *err)
{
	if (!naming_qualified(n, 1, &out->id, &out->own))
		return error_set_memory(err);
	enum standing standing = standing_of(run, home, text, out);
	struct turn *turn = NULL;
	while (standing == TAKEN) {
		bool fresh;
		turn = turn ? turn : keytable_put(&run->identities.turns, &out->key, &fresh, err);
		if (!turn)
			return false;
		turn->last = turn->last ? turn->last + 1 : 2;
		if (!naming_qualified(n, turn->last, &out->id, &out->own))
			return error_set_memory(err);
		standing = standing_of(run, home, text, out);
	}
	out->repeated = standing == SAME;
	return true;
}

/* Whether the article with that id and TEXT is there for certain: it was met, or stands in
   a file that has not changed. */
static bool is_certain(const struct run *run, const struct key *id, const struct key *text)
{
	struct catalogue_article old;
	const struct ledger_article *met = ledger_find(&run->ledger, id);
	if (met)
		return key_eq(&met->text, text);
	return catalogue_find_article(&run->past.catalogue, id, &old) &&
	       !ledger_moved_to(&run->ledger, id) && is_held(run, gives_surely, NULL, &old);
}

/* Whether an article with this own id and this text is there, under a qualified id. */
static bool find_variant(const struct run *run, const struct key *variant, const struct key *text,
	struct identity *out)
{
	const struct variant *known = run->identities.variants.count > 0
					      ? keytable_find(&run->identities.variants, variant)
					      : NULL;
	out->repeated = known && is_certain(run, &known->id, text);
	if (out->repeated)
		out->key = known->id;
	return out->repeated;
}

/* Whether this file had an article with this own id and this text: its id stays as it was,
   whatever number it has. */
static bool keep_variant(const struct run *run, const struct home *home, const struct key *variant,
	struct identity *out)
{
	struct catalogue_article old;
	const struct variant *known = home->was_another || home->former.shared == 0
					      ? NULL
					      : keytable_find(&run->identities.variants, variant);
	if (!known || ledger_find(&run->ledger, &known->id) ||
		ledger_moved_to(&run->ledger, &known->id) ||
		!catalogue_find_article(&run->past.catalogue, &known->id, &old))
		return false;
	const struct past_file *file = past_file(&run->past, old.file);
	if (!file || file->now != home->file)
		return false;
	out->past = old;
	out->key = old.key;
	out->known = out->qualified = true;
	out->own = (struct own_part){old.own_at, old.own_length};
	buf_reset(&out->id);
	return buf_append(&out->id, old.id);
}

/* OUT has the short id. Where another text has that, or had this one by its file, this is a
   variant. */
static bool find_short(struct run *run, const struct home *home, const struct naming *n,
	const struct key *text, bool qualified, struct identity *out, struct error *err)
{
	enum standing standing = standing_of(run, home, text, out);
	bool as_before = out->known && key_eq(&out->past.text, text);
	bool alone = !qualified && run->identities.variants.count == 0;
	if (standing == SAME || (standing == FREE && (as_before || alone))) {
		out->repeated = standing == SAME;
		return true;
	}
	struct key shortest = out->key;
	struct str own = str_slice(buf_str(&out->id), out->own.at, out->own.at + out->own.length);
	struct key variant = variant_key(str_from_c(n->source->label), own, text);
	if (find_variant(run, &variant, text, out))
		return note_displaced(run, &shortest, out, err);
	if (keep_variant(run, home, &variant, out))
		return note_displaced(run, &shortest, out, err);
	if (standing == FREE && !qualified)
		return true;
	out->qualified = true;
	return find_turn(run, home, n, text, out, err) &&
	       (out->repeated || (add_variant(&run->identities, &variant, &out->key, err) &&
					 note_displaced(run, &shortest, out, err)));
}

static bool find_id(struct run *run, const struct home *home, const struct naming *n,
	const struct key *text, struct identity *out, struct error *err)
{
	if (naming_is_qualified(n))
		return find_turn(run, home, n, text, out, err);
	bool qualified = was_qualified(run, home, n, out);
	if (!naming_short(n, &out->id, &out->own))
		return error_set_memory(err);
	return find_short(run, home, n, text, qualified, out, err);
}

/* ---- What it was called ---- */

/* Whether FORMER gave somebody the ID, nobody was found to be that, and no other file has it,
   unless all of its source is renamed. */
static bool had(const struct run *run, const struct home *home, const struct buf *id,
	struct catalogue_article *past)
{
	struct key key = key_of(buf_str(id));
	return catalogue_find_article(&run->past.catalogue, &key, past) &&
	       past->file == home->former.number && !ledger_moved_to(&run->ledger, &key) &&
	       !ledger_heir(&run->ledger, past) &&
	       (home->known || !is_held(run, gives, home, past));
}

/* What is at the same place of the same file is the same article; its text may be read
   otherwise, as where a path tells the date. */
static bool find_former(const struct run *run, const struct home *home, const struct naming *n,
	struct identity *out)
{
	const struct manifest *m = &run->past.manifest;
	if (home->former.source >= m->source_count)
		return false;
	struct naming old = *n;
	struct buf id = BUF_INIT;
	struct own_part own;
	struct catalogue_article past;
	old.source = &m->sources[home->former.source];
	old.path = run_place(old.source, home->former.path);
	bool found = (naming_short(&old, &id, &own) && had(run, home, &id, &past)) ||
		     (naming_qualified(&old, 1, &id, &own) && had(run, home, &id, &past));
	buf_free(&id);
	if (found)
		out->past = past;
	return found;
}

bool identity_find(struct run *run, const struct home *home, const struct naming *n,
	const struct key *text, struct identity *out, struct error *err)
{
	out->qualified = out->repeated = out->known = out->moved = false;
	if (!find_id(run, home, n, text, out, err))
		return false;
	bool as_before = out->known && key_eq(&out->past.text, text);
	if (!out->repeated && !as_before && home->was_another)
		out->moved = find_former(run, home, n, out);
	return true;
}

/* ---- By its bytes alone ---- */

/* Whether its id is its line, or ends with it, so that another line is another id. */
static bool is_by_line(const struct catalogue_article *a)
{
	char line[24];
	snprintf(line, sizeof line, "%llu", (unsigned long long)a->line);
	return str_ends_with(own_of(a), str_from_c(line));
}

bool identity_by_raw(struct run *run, const struct home *home, const struct key *raw, uint64_t line,
	struct catalogue_article *out)
{
	struct catalogue_place place;
	const struct catalogue *past = &run->past.catalogue;
	const struct raw *known = keytable_find(&run->identities.raws, raw);
	if (!known || !home->known || home->was_another || home->former.shared > 0)
		return false;
	catalogue_article_at(past, known->row, out);
	return out->file == home->former.number && !out->qualified &&
	       (out->line == line || !is_by_line(out)) && !ledger_find(&run->ledger, &out->key) &&
	       !ledger_moved_to(&run->ledger, &out->key) &&
	       !catalogue_place_of(past, catalogue_find_places(past, &out->key), &out->key, &place);
}
