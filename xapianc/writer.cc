#include "xapianc/document.hh"
#include "xapianc/guard.hh"
#include "xapianc/xapianc.h"

#include <xapian.h>

#include <memory>
#include <sys/stat.h>

// Xapian works in autocommit unless a transaction is open, and commits what is
// pending in its destructor. So a transaction is open at all times.
struct xc_writer {
	std::string path;
	Xapian::WritableDatabase db;
	bool throw_away;
	struct error spoilt = {}; // what broke the transaction; ERROR_NONE: it is whole
};

namespace
{

// Runs BODY, a change, in a transaction that is whole. Where a change fails, Xapian
// drops all that is pending without ending the transaction; committing what comes
// after would publish half of it.
template <typename Body> bool change(struct xc_writer *w, struct error *err, Body body) noexcept
{
	if (w->spoilt.code == ERROR_NONE) {
		if (xc::guard(&w->spoilt, w->path.c_str(), [&] {
			    body();
			    return true;
		    }))
			return true;
	}
	if (err)
		*err = w->spoilt;
	return false;
}

bool check_doc(const struct xc_doc *doc, struct error *err)
{
	if (doc->failure.code != ERROR_NONE && err)
		*err = doc->failure;
	return doc->failure.code == ERROR_NONE;
}

bool check_new(const char *path, struct error *err)
{
	struct stat s;
	std::string version = std::string(path) + "/iamglass";
	if (stat(version.c_str(), &s) != 0)
		return true;
	return error_set(err, ERROR_USAGE,
		SAY("%s: ở đây đã có cơ sở dữ liệu; hãy chọn thư mục khác",
			"%s: there is a database here already; choose another folder"),
		path);
}

struct xc_writer *open_writer(
	const char *path, const struct xc_writer_options *options, struct error *err)
{
	// DB_BACKEND_GLASS: never follow a stub file to some other place.
	int flags = Xapian::DB_BACKEND_GLASS;
	flags |= options->existing ? Xapian::DB_OPEN : Xapian::DB_CREATE;
	if (options->throw_away)
		flags |= Xapian::DB_DANGEROUS | Xapian::DB_NO_SYNC;
	if (options->existing && options->throw_away) {
		error_set(err, ERROR_USAGE,
			SAY("%s: chỉ cơ sở dữ liệu mới mới được ghi theo lối dùng tạm",
				"%s: only a new database can be written as throw-away"),
			path);
		return nullptr;
	}
	if (!(options->existing ? xc::check_folder(path, err) : check_new(path, err)))
		return nullptr;
	std::unique_ptr<xc_writer> w(new xc_writer);
	w->path = path;
	w->throw_away = options->throw_away;
	w->db = Xapian::WritableDatabase(path, flags);
	w->db.begin_transaction();
	return w.release();
}

} // namespace

struct xc_writer *xc_writer_open(
	const char *path, const struct xc_writer_options *options, struct error *err) noexcept
{
	static const struct xc_writer_options defaults = {};
	return xc::guard(
		err, path, [&] { return open_writer(path, options ? options : &defaults, err); });
}

void xc_writer_close(struct xc_writer *w) noexcept
{
	if (!w)
		return;
	// After a failed commit no transaction is open, and the destructor would commit.
	if (w->spoilt.code != ERROR_NONE)
		xc::guard(nullptr, "", [&] {
			w->db.begin_transaction(false);
			return true;
		});
	delete w;
}

bool xc_writer_commit(struct xc_writer *w, struct error *err) noexcept
{
	return change(w, err, [&] {
		w->db.commit_transaction();
		w->db.begin_transaction();
	});
}

bool xc_writer_rollback(struct xc_writer *w, struct error *err) noexcept
{
	// It was written in place: the state of the last commit is no more.
	if (w->throw_away)
		return error_set(err, ERROR_USAGE,
			SAY("%s: không hoàn tác được cơ sở dữ liệu dùng tạm; hãy tạo lại nó",
				"%s: a throw-away database can't be rolled back; create it anew"),
			w->path.c_str());
	// A failed commit has left no transaction to cancel.
	if (w->spoilt.code != ERROR_NONE)
		xc::guard(nullptr, "", [&] {
			w->db.begin_transaction(false);
			return true;
		});
	w->spoilt.code = ERROR_NONE;
	return change(w, err, [&] {
		w->db.cancel_transaction();
		w->db.begin_transaction();
	});
}

bool xc_writer_add(
	struct xc_writer *w, const struct xc_doc *doc, uint32_t *docid, struct error *err) noexcept
{
	return check_doc(doc, err) && change(w, err, [&] {
		uint32_t id = w->db.add_document(doc->document);
		if (docid)
			*docid = id;
	});
}

bool xc_writer_replace(struct xc_writer *w, struct str unique_term, const struct xc_doc *doc,
	uint32_t *docid, struct error *err) noexcept
{
	return check_doc(doc, err) && xc::check_term(unique_term, err) && change(w, err, [&] {
		uint32_t id = w->db.replace_document(xc::to_string(unique_term), doc->document);
		if (docid)
			*docid = id;
	});
}

bool xc_writer_delete(
	struct xc_writer *w, struct str unique_term, bool *found, struct error *err) noexcept
{
	return xc::check_term(unique_term, err) && change(w, err, [&] {
		std::string term = xc::to_string(unique_term);
		bool exists = w->db.term_exists(term);
		if (exists)
			w->db.delete_document(term);
		if (found)
			*found = exists;
	});
}

bool xc_writer_set_metadata(
	struct xc_writer *w, struct str key, struct str value, struct error *err) noexcept
{
	if (!xc::check_term(key, err))
		return false;
	if (value.len > XC_DATA_MAX)
		return error_set(err, ERROR_LIMIT,
			SAY("siêu dữ liệu dài %zu byte, tối đa là %d; hãy rút ngắn",
				"metadata of %zu bytes, at most %d fit; shorten it"),
			value.len, XC_DATA_MAX);
	return change(
		w, err, [&] { w->db.set_metadata(xc::to_string(key), xc::to_string(value)); });
}

bool xc_writer_doc_count(struct xc_writer *w, uint32_t *count, struct error *err) noexcept
{
	return change(w, err, [&] { *count = w->db.get_doccount(); });
}
