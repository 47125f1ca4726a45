#include "xapianc/database.hh"
#include "base/budget.h"
#include "xapianc/guard.hh"
#include "xapianc/terms.h"
#include "xapianc/work.hh"
#include "xapianc/xapianc.h"

#include <cstdlib>
#include <memory>

namespace
{

const uint64_t TERM_WORK = 30; // of a term that is visited
const uint64_t SEEK_WORK = 16; // for a document in a list, in postings

const uint32_t DEFAULT_TIMEOUT_MS = 10000;

const char *name(const struct xc_source *source)
{
	return source->path ? source->path : source->host ? source->host : source->program;
}

bool check_source(const struct xc_source *source, struct error *err)
{
	if (!!source->path + !!source->host + !!source->program != 1) {
		error_set(err, ERROR_USAGE,
			SAY("mỗi nguồn phải có đúng một trong ba: thư mục, máy chủ, chương trình",
				"each source needs just one of: a folder, a host, a program"));
		return false;
	}
	return !source->path || xc::check_folder(source->path, err);
}

Xapian::Database open_source(struct xc_db *db, const struct xc_source *source)
{
	db->servers.push_back(nullptr);
	if (source->path)
		return xc::open_watched(source->path, source->checked, &db->watches);
	db->is_served = true;
	uint32_t timeout = source->timeout_ms ? source->timeout_ms : DEFAULT_TIMEOUT_MS;
	if (source->host)
		return Xapian::Remote::open(source->host, source->port, timeout, timeout);
	return Xapian::Remote::open(
		source->program, source->arguments ? source->arguments : "", timeout);
}

bool add_source(struct xc_db *db, const struct xc_source *source, struct error *err)
{
	return check_source(source, err) && xc::guard(err, name(source), [&] {
		Xapian::Database part = open_source(db, source);
		if (part.get_doccount() > 0 && !part.has_positions())
			db->has_positions = false;
		db->db.add_database(part);
		db->sources.push_back(part);
		db->parts.push_back(part.get_uuid());
		if (!db->where.empty())
			db->where += ", ";
		db->where += name(source);
		return true;
	});
}

// Runs BODY, which reads document DOCID.
template <typename Body>
bool read_doc(struct xc_db *db, uint32_t docid, struct error *err, Body body) noexcept
{
	if (docid == 0 || db->hides(docid))
		return error_set(err, ERROR_NOT_FOUND,
			SAY("%s: không có bản ghi số %u", "%s: there is no document %u"),
			db->where.c_str(), (unsigned)docid);
	return xc::guard(err, db->where.c_str(), body);
}

bool starts_with(const std::string &term, const std::string &prefix)
{
	return term.compare(0, prefix.size(), prefix) == 0;
}

bool push(struct xc_positions *p, uint32_t position, struct error *err)
{
	if (p->len == XC_POSITIONS_MAX)
		return error_set(err, ERROR_LIMIT,
			SAY("một từ có hơn %d vị trí trong một tài liệu",
				"a term has more than %d positions in a document"),
			XC_POSITIONS_MAX);
	if (p->len == p->capacity) {
		size_t capacity = p->capacity ? 2 * p->capacity : 64;
		void *grown = realloc(p->ptr, capacity * sizeof *p->ptr);
		if (!grown)
			return error_set_memory(err);
		p->ptr = (uint32_t *)grown;
		p->capacity = capacity;
	}
	p->ptr[p->len++] = position;
	return true;
}

} // namespace

struct xc_db *xc_db_open_all(const struct xc_source *sources, size_t n, struct error *err) noexcept
{
	if (n == 0 || n > XC_SOURCES_MAX) {
		error_set(err, ERROR_USAGE,
			SAY("không mở được %zu nguồn, phải từ 1 đến %d",
				"can't open %zu sources, give 1 to %d"),
			n, XC_SOURCES_MAX);
		return nullptr;
	}
	return xc::guard(
		err, "Xapian", [&]() -> struct xc_db * {
			std::unique_ptr<xc_db> db = std::make_unique<xc_db>();
			for (size_t i = 0; i < n; i++)
				if (!add_source(db.get(), &sources[i], err))
					return nullptr;
			return db.release();
		});
}

struct xc_db *xc_db_open(const char *path, struct error *err) noexcept
{
	struct xc_source source = {};
	source.path = path;
	return xc_db_open_all(&source, 1, err);
}

void xc_db_close(struct xc_db *db) noexcept
{
	delete db;
}

void xc_db_set_rows(struct xc_db *db, const struct xc_rows *rows) noexcept
{
	db->rows = rows;
}

void xc_db_set_budget(struct xc_db *db, struct budget *budget) noexcept
{
	db->budget = budget;
	db->asked++;
}

void xc_db::hide_told()
{
	auto n = (Xapian::docid)parts.size();
	hidden.clear();
	hidden_of.clear();
	for (Xapian::docid docid : told_hidden) {
		if (is_missing((docid - 1) % n))
			continue;
		hidden.push_back(docid);
		hidden_of[parts[(docid - 1) % n]].push_back((docid - 1) / n + 1);
	}
}

bool xc_db_hide(struct xc_db *db, const uint32_t *docids, size_t n, struct error *err) noexcept
{
	if (std::find(docids, docids + n, 0U) != docids + n)
		return error_set(err, ERROR_USAGE,
			SAY("%s: không có bản ghi số 0", "%s: there is no document 0"),
			db->where.c_str());
	return xc::guard(err, db->where.c_str(), [&] {
		std::vector<Xapian::docid> hidden(docids, docids + n);
		std::sort(hidden.begin(), hidden.end());
		hidden.erase(std::unique(hidden.begin(), hidden.end()), hidden.end());
		db->told_hidden = std::move(hidden);
		db->hide_told();
		return true;
	});
}

void xc_db_set_hidden(struct xc_db *db, const struct xc_hidden *hidden) noexcept
{
	db->lost = hidden;
	db->frequencies.clear();
}

bool xc_db_stats(struct xc_db *db, struct xc_stats *stats, struct error *err) noexcept
{
	return xc::guard(err, db->where.c_str(), [&] {
		stats->doc_count = db->visible();
		stats->last_docid = db->db.get_lastdocid();
		stats->average_length = db->average_length();
		stats->has_positions = db->has_positions;
		return true;
	});
}

bool xc_db_frequency(
	struct xc_db *db, struct str term, uint32_t *documents, struct error *err) noexcept
{
	return xc::check_term(term, err) && xc::guard(err, db->where.c_str(), [&] {
		*documents = xc::frequency(db, xc::to_string(term));
		return true;
	});
}

bool xc_db_term_stats(
	struct xc_db *db, struct str term, struct xc_term_stats *stats, struct error *err) noexcept
{
	return xc::check_term(term, err) && xc::guard(err, db->where.c_str(), [&] {
		std::string t = xc::to_string(term);
		stats->documents = db->db.get_termfreq(t);
		stats->occurrences = stats->documents ? db->db.get_collection_freq(t) : 0;
		return true;
	});
}

bool xc_db_find(
	struct xc_db *db, struct str unique_term, uint32_t *docid, struct error *err) noexcept
{
	return xc::check_term(unique_term, err) && xc::guard(err, db->where.c_str(), [&] {
		std::string term = xc::to_string(unique_term);
		Xapian::PostingIterator p = db->db.postlist_begin(term);
		Xapian::PostingIterator end = db->db.postlist_end(term);
		while (p != end && db->hides(*p))
			++p;
		*docid = p == end ? 0 : *p;
		return true;
	});
}

bool xc_db_metadata(struct xc_db *db, struct str key, struct buf *out, struct error *err) noexcept
{
	return xc::check_term(key, err) && xc::guard(err, db->where.c_str(), [&] {
		return xc::append(out, db->db.get_metadata(xc::to_string(key)), err);
	});
}

bool xc_db_data(struct xc_db *db, uint32_t docid, struct buf *out, struct error *err) noexcept
{
	return read_doc(db, docid, err, [&] {
		auto kept = db->records.of.find(docid);
		return xc::append(out,
			kept != db->records.of.end() ? kept->second
						     : db->db.get_document(docid).get_data(),
			err);
	});
}

bool xc_db_data_alone(struct xc_db *db, uint32_t docid, struct buf *out, struct error *err) noexcept
{
	return read_doc(db, docid, err, [&] {
		Xapian::Document doc = db->db.get_document(docid, Xapian::DOC_ASSUME_VALID);
		return xc::append(out, doc.get_data(), err);
	});
}

bool xc_db_value(struct xc_db *db, uint32_t docid, uint32_t slot, struct buf *out,
	struct error *err) noexcept
{
	return read_doc(db, docid, err, [&] {
		Xapian::Document doc = db->db.get_document(docid, Xapian::DOC_ASSUME_VALID);
		return xc::append(out, doc.get_value(slot), err);
	});
}

bool xc_db_doc_length(
	struct xc_db *db, uint32_t docid, uint32_t *length, struct error *err) noexcept
{
	if (db->texts && docid > 0 && !db->hides(docid))
		return db->texts->length(db->texts->context, docid, length, err);
	return read_doc(db, docid, err, [&] {
		*length = db->db.get_doclength(docid);
		return true;
	});
}

bool xc_db_each_term(struct xc_db *db, struct str prefix, xc_visit_term *visit, void *context,
	struct error *err) noexcept
{
	return xc::guard(err, db->where.c_str(), [&] {
		std::string p = xc::to_string(prefix);
		Xapian::TermIterator end = db->db.allterms_end(p);
		for (Xapian::TermIterator t = db->db.allterms_begin(p); t != end; ++t) {
			std::string term = *t;
			budget_take(db->budget, TERM_WORK);
			struct xc_term_stats stats = {
				t.get_termfreq(), db->db.get_collection_freq(term)};
			if (!visit(context, str_make(term.data(), term.size()), stats))
				break;
		}
		return true;
	});
}

bool xc_db_each_documents(struct xc_db *db, struct str prefix, xc_visit_documents *visit,
	void *context, struct error *err) noexcept
{
	return xc::guard(err, db->where.c_str(), [&] {
		std::string p = xc::to_string(prefix);
		Xapian::TermIterator end = db->db.allterms_end(p);
		for (Xapian::TermIterator t = db->db.allterms_begin(p); t != end; ++t) {
			std::string term = *t;
			if (!visit(context, str_make(term.data(), term.size()), t.get_termfreq()))
				break;
		}
		return true;
	});
}

bool xc_db_each_doc_term(struct xc_db *db, uint32_t docid, struct str prefix,
	xc_visit_doc_term *visit, void *context, struct error *err) noexcept
{
	return read_doc(db, docid, err, [&] {
		std::string p = xc::to_string(prefix);
		Xapian::TermIterator end = db->db.termlist_end(docid);
		Xapian::TermIterator t = db->db.termlist_begin(docid);
		if (t != end && !p.empty())
			t.skip_to(p);
		for (; t != end; ++t) {
			std::string term = *t;
			if (!starts_with(term, p) ||
				!visit(context, str_make(term.data(), term.size()), t.get_wdf()))
				break;
		}
		return true;
	});
}

void xc_positions_free(struct xc_positions *p) noexcept
{
	free(p->ptr);
	*p = {};
}

bool xc_db_positions(struct xc_db *db, uint32_t docid, struct str term, struct xc_positions *out,
	struct error *err) noexcept
{
	out->len = 0;
	return xc::check_term(term, err) && read_doc(db, docid, err, [&] {
		std::string t = xc::to_string(term);
		Xapian::PositionIterator end = db->db.positionlist_end(docid, t);
		for (Xapian::PositionIterator p = db->db.positionlist_begin(docid, t); p != end;
			++p)
			if (!push(out, *p, err))
				return false;
		return true;
	});
}

bool xc_db_wdf_of(struct xc_db *db, struct str term, const uint32_t *docids, size_t n,
	uint32_t *wdf, struct error *err) noexcept
{
	if (db->texts)
		return db->texts->wdf(db->texts->context, term, docids, n, wdf, err);
	return xc::check_term(term, err) && xc::guard(err, db->where.c_str(), [&] {
		std::string t = xc::to_string(term);
		budget_take(db->budget, n * SEEK_WORK);
		Xapian::PostingIterator p = db->db.postlist_begin(t);
		Xapian::PostingIterator end = db->db.postlist_end(t);
		for (size_t i = 0; i < n; i++) {
			if (p != end && *p < docids[i])
				p.skip_to(docids[i]);
			wdf[i] = p != end && *p == docids[i] ? p.get_wdf() : 0;
		}
		return true;
	});
}
