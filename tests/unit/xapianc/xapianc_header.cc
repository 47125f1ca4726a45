/* xapianc.h from C++: it compiles, it links, no call can throw. */
#include "xapianc/xapianc.h"

static_assert(noexcept(xc_doc_new(nullptr)), "");
static_assert(noexcept(xc_writer_commit(nullptr, nullptr)), "");
static_assert(noexcept(xc_compact(nullptr, 0, nullptr, nullptr, nullptr)), "");
static_assert(noexcept(xc_db_open(nullptr, nullptr)), "");
static_assert(noexcept(xc_query_and(nullptr, 0, nullptr)), "");
static_assert(noexcept(xc_match(nullptr, nullptr, nullptr, nullptr)), "");

extern "C" bool describe_in_cpp(struct buf *out, struct error *err);

extern "C" bool describe_in_cpp(struct buf *out, struct error *err)
{
	struct xc_query *words[] = {
		xc_query_term(STR("tổ"), 1, err), xc_query_term(STR("quốc"), 1, err)};
	struct xc_query *q = xc_query_phrase(words, 2, 2, err);
	bool done = q && xc_query_describe(q, out, err);
	xc_query_free(q);
	return done;
}
