#include "xapianc/document.hh"
#include "xapianc/guard.hh"
#include "xapianc/xapianc.h"

#include <memory>

namespace
{

const char *where()
{
	return SAY("tài liệu cần lập chỉ mục", "document to be indexed");
}

// A term costs its bytes and a few more in the term list.
const uint64_t TERM_OVERHEAD = 8;

// Takes TERM into doc->scratch if one more of it, occurring WDF times, still fits.
bool admit(struct xc_doc *doc, struct str term, uint32_t wdf)
{
	// What can't be a term is rare: let check_term tell the long way.
	if (term.len == 0 || term.len > XC_TERM_MAX / 2)
		if (!xc::check_term(term, &doc->failure))
			return false;
	doc->length += wdf;
	doc->bytes += term.len + TERM_OVERHEAD;
	if (doc->length > UINT32_MAX || doc->bytes > XC_DOC_MAX)
		return error_set(&doc->failure, ERROR_LIMIT,
			SAY("tài liệu có quá nhiều từ; hãy tách nó ra",
				"the document has too many words; split it"));
	doc->scratch.assign(term.ptr, term.len);
	return true;
}

// Runs BODY on a document that has not failed yet.
template <typename Body> void fill(struct xc_doc *doc, Body body) noexcept
{
	if (doc->failure.code != ERROR_NONE)
		return;
	xc::guard(&doc->failure, where(), [&] {
		body();
		return true;
	});
}

bool fits(struct xc_doc *doc, struct str bytes, size_t max)
{
	if (bytes.len <= max)
		return true;
	return error_set(&doc->failure, ERROR_LIMIT,
		SAY("dữ liệu của tài liệu dài %zu byte, tối đa là %zu; hãy rút ngắn",
			"%zu bytes of data in the document, at most %zu fit; shorten them"),
		bytes.len, max);
}

} // namespace

struct xc_doc *xc_doc_new(struct error *err) noexcept
{
	return xc::guard(err, where(), [] { return std::make_unique<xc_doc>().release(); });
}

void xc_doc_free(struct xc_doc *doc) noexcept
{
	delete doc;
}

void xc_doc_clear(struct xc_doc *doc) noexcept
{
	doc->failure.code = ERROR_NONE;
	doc->length = 0;
	doc->bytes = 0;
	fill(doc, [&] { doc->document = Xapian::Document(); });
}

void xc_doc_add_posting(
	struct xc_doc *doc, struct str term, uint32_t position, uint32_t wdf) noexcept
{
	fill(doc, [&] {
		if (position > XC_POSITION_MAX)
			error_set(&doc->failure, ERROR_LIMIT,
				SAY("vị trí %lu trong tài liệu quá lớn; hãy tách tài liệu ra",
					"position %lu in the document is too large; split it"),
				(unsigned long)position);
		else if (admit(doc, term, wdf))
			doc->document.add_posting(doc->scratch, position, wdf);
	});
}

void xc_doc_add_term(struct xc_doc *doc, struct str term, uint32_t wdf) noexcept
{
	fill(doc, [&] {
		if (admit(doc, term, wdf))
			doc->document.add_term(doc->scratch, wdf);
	});
}

void xc_doc_add_boolean_term(struct xc_doc *doc, struct str term) noexcept
{
	xc_doc_add_term(doc, term, 0);
}

void xc_doc_set_value(struct xc_doc *doc, uint32_t slot, struct str value) noexcept
{
	fill(doc, [&] {
		if (slot == Xapian::BAD_VALUENO)
			error_set(&doc->failure, ERROR_USAGE,
				SAY("ô giá trị %lu không dùng được",
					"value slot %lu can't be used"),
				(unsigned long)slot);
		else if (fits(doc, value, XC_VALUE_MAX))
			doc->document.add_value(slot, xc::to_string(value));
	});
}

void xc_doc_set_data(struct xc_doc *doc, struct str data) noexcept
{
	fill(doc, [&] {
		if (fits(doc, data, XC_DATA_MAX))
			doc->document.set_data(xc::to_string(data));
	});
}
