/* Databases of which sources stand on other machines, where Xapian's own servers (xapian-tcpsrv)
 * serve them. What is asked crosses the wire as queries of Xapian's own kinds: words weigh by its
 * BM25Weight, scaled to what they weigh here; rows are its phrases; what is hidden, and sets, are
 * asked for more widely and taken out of what comes back. What a document has beside its record,
 * how often it has a word, is told by whoever reads that record. Errors, ownership and threads are
 * those of xapianc.h. */
#ifndef XAPIANC_SERVED_H
#define XAPIANC_SERVED_H

#include "xapianc/xapianc.h"

#ifdef __cplusplus
extern "C" {
#endif

/* A number, as the network has it: "127.0.0.1" or "::1". */
struct xc_server {
	const char *host;
	uint16_t port;
};

/* One database, at any of SERVERS, which are tried in their order. */
struct xc_shard {
	const struct xc_server *servers;
	size_t server_count;
	const char *id; /* its UUID: a server that serves another one is passed over */
};

/* Opens SHARDS[0..N) as one, numbered as xc_db_open_all does, all at the same time; each server has
   TIMEOUT_MS to let us in, and for each answer later. Of one that no server gives there is nothing
   to be found; NULL, with why, where it is so of all. */
struct xc_db *xc_db_open_served(const struct xc_shard *shards, size_t n, uint32_t timeout_ms,
	struct error *err) XC_NOEXCEPT;

/* Whether source number I, from 0, is missing at the moment. */
bool xc_db_is_missing(const struct xc_db *db, size_t i) XC_NOEXCEPT;

/* Takes sources back that are there again: in the background, some time after this was called
   first. Where FAILED, since something was not read, all connections are made anew at once, and
   what no server gives is missing from then on. To be called between queries: sets and queries of
   before are of no use where CHANGED. Of what is joined its parts, which it has as they are then.
 */
bool xc_db_renew(struct xc_db *db, bool failed, bool *changed, struct error *err) XC_NOEXCEPT;

/* The UUID of the database in FOLDER, of which nothing but "iamglass" need be there. */
enum { XC_ID_SIZE = 37 };
bool xc_id_of(const char *folder, char out[XC_ID_SIZE], struct error *err) XC_NOEXCEPT;

bool xc_db_is_served(const struct xc_db *db) XC_NOEXCEPT;

/* What tells what documents have. All calls are made by the thread that asks. */
struct xc_texts {
	void *context;

	/* As xc_db_wdf_of. */
	bool (*wdf)(void *context, struct str term, const uint32_t *docids, size_t n, uint32_t *wdf,
		struct error *err);

	/* As xc_db_doc_length. */
	bool (*length)(void *context, uint32_t docid, uint32_t *length, struct error *err);
};

/* Lets TEXTS, borrowed until DB is closed, tell what documents of DB have. */
void xc_db_set_texts(struct xc_db *db, const struct xc_texts *texts) XC_NOEXCEPT;

/* Reads the data of DOCIDS[0..N), none of them hidden, over several connections at once: xc_db_data
   has them from then on, until more are read than are kept. Of a database that is not served this
   does nothing. */
bool xc_db_fetch(struct xc_db *db, const uint32_t *docids, size_t n, struct error *err) XC_NOEXCEPT;

#ifdef __cplusplus
}
#endif

#endif
