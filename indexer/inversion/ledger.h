/* The ledger: what this run knows of every source file and every article; at the
 * end it becomes the catalogue of the new generation. Kept in spools. */
#ifndef INDEXER_INVERSION_LEDGER_H
#define INDEXER_INVERSION_LEDGER_H

#include "archive/catalogue.h"
#include "indexer/inversion/keytable.h"

/* Where an article is. */
enum placement {
	PLACED_OLD = 1, /* in a shard of the generation we start from; where: its number */
	PLACED_NEW      /* in a batch of this run; where: the batch's index */
};

struct ledger_article {
	struct keytable_head head;
	uint32_t file; /* number of its file in this ledger */
	struct key content;
	struct key text;
	struct key raw;
	uint64_t id_at; /* in the ledger's strings */
	uint64_t line;
	uint32_t id_len;
	uint16_t own_at, own_length; /* as in the catalogue */
	bool qualified, moved;       /* likewise */
	uint32_t text_bytes;
	uint32_t placement; /* enum placement */
	uint32_t where;
};

struct ledger_file {
	struct key key;
	struct key content;
	uint64_t size;
	int64_t mtime_ns, ctime_ns;
	uint64_t path_at;
	uint32_t path_len;
	uint32_t source;
	uint32_t shared;
	uint32_t ceiling; /* as in the catalogue */
	bool clean;
};

/* An article of the past that has another id now. */
struct ledger_move {
	struct keytable_head head; /* the key of its old id */
	struct key to;             /* that of its new one */
};

struct ledger {
	struct spool files; /* of struct ledger_file, by number */
	struct keytable file_index;
	struct keytable articles;
	struct keytable moves; /* of struct ledger_move */
	struct spool places;   /* of struct catalogue_place */
	struct spool strings;
	size_t place_count;
	uint32_t file_count;
};

#define LEDGER_CLOSED                                                                              \
	((struct ledger){.files = SPOOL_CLOSED,                                                    \
		.file_index = KEYTABLE_CLOSED,                                                     \
		.articles = KEYTABLE_CLOSED,                                                       \
		.moves = KEYTABLE_CLOSED,                                                          \
		.places = SPOOL_CLOSED,                                                            \
		.strings = SPOOL_CLOSED})

/* FOLDER is borrowed and must outlive the ledger. */
bool ledger_open(struct ledger *l, const char *folder, struct error *err);
void ledger_close(struct ledger *l);

/* Makes room for so many of either. */
bool ledger_reserve(struct ledger *l, uint64_t files, uint64_t articles, struct error *err);

/* Gives back the memory of what was touched, as spool_relax does. */
void ledger_relax(struct ledger *l);

/* Enters FILE (its number is ignored), gives it the next number. A file with that
   key that is there already keeps its number and is left as it was. */
bool ledger_add_file(
	struct ledger *l, const struct catalogue_file *file, uint32_t *number, struct error *err);

bool ledger_has_file(const struct ledger *l, const struct key *key);

/* Good until the next file is added. */
struct ledger_file *ledger_file(const struct ledger *l, uint32_t number);

/* Good until the next file or article is added. */
struct str ledger_path(const struct ledger *l, uint32_t number);
struct str ledger_id(const struct ledger *l, const struct ledger_article *article);

/* NULL when there is none with that key. Good until the next article is added. */
struct ledger_article *ledger_find(const struct ledger *l, const struct key *key);

/* Enters ARTICLE (its shard is ignored), which must not be there yet; its document has its id. One
   that is qualified counts as shared in its file. */
struct ledger_article *ledger_add_article(struct ledger *l, const struct catalogue_article *article,
	enum placement placement, uint32_t where, struct error *err);

/* Says that the article OLD of the past is what has the key TO now. */
bool ledger_move(struct ledger *l, const struct key *old, const struct key *to, struct error *err);

/* What ledger_move said of the article of the past with the key OLD; NULL: nothing. */
const struct key *ledger_moved_to(const struct ledger *l, const struct key *old);

/* The article that has the document of OLD, an article of the past, in an old shard; NULL:
   that document is lost. */
struct ledger_article *ledger_heir(const struct ledger *l, const struct catalogue_article *old);

/* Says that the article with KEY also stands in FILE at LINE. */
bool ledger_add_place(
	struct ledger *l, const struct key *key, uint32_t file, uint64_t line, struct error *err);

/* Places of articles that were moved since are those of what they are called now. */
void ledger_follow_places(struct ledger *l);

/* The number of the shard where ARTICLE ended up. */
typedef uint32_t ledger_shard_of(const void *context, const struct ledger_article *article);

/* Sorts the places. */
bool ledger_write(struct ledger *l, const char *path, ledger_shard_of *shard_of,
	const void *context, struct error *err);

#endif
