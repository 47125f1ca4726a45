// What stands between Xapian's exceptions and C.
#ifndef XAPIANC_GUARD_HH
#define XAPIANC_GUARD_HH

#include "base/buf.h"
#include "base/error.h"
#include "base/lang.h"
#include "base/str.h"

#include <string>

namespace xc
{

// A failure of C code that Xapian calls, on its way through Xapian.
struct failure {
	struct error error;
};

// Fills ERR from the exception being handled. WHERE names the database, or what
// was being built.
void explain_exception(struct error *err, const char *where) noexcept;

// Runs BODY and returns what it returns; after an exception, false or a null pointer.
template <typename Body>
auto guard(struct error *err, const char *where, Body body) noexcept -> decltype(body())
{
	try {
		return body();
	} catch (...) {
		explain_exception(err, where);
		return {};
	}
}

inline std::string to_string(struct str s)
{
	return s.len ? std::string(s.ptr, s.len) : std::string();
}

// Appends BYTES to OUT.
bool append(struct buf *out, const std::string &bytes, struct error *err) noexcept;

// Whether TERM can be a term: not empty, not too long.
bool check_term(struct str term, struct error *err) noexcept;

// Whether the folder PATH holds a database that we can open.
bool check_folder(const char *path, struct error *err) noexcept;

} // namespace xc

#endif
