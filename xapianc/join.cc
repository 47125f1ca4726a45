// Databases that are open, as one.
#include "base/lang.h"
#include "xapianc/database.hh"
#include "xapianc/guard.hh"

#include <memory>

namespace
{

// What the hidden documents of the first of CONTEXT, and of all that follow, have.
bool frequency_of_all(void *context, struct str term, uint32_t *documents, struct error *err)
{
	const auto *all = static_cast<const xc::joined_hidden *>(context);
	*documents = 0;
	for (const struct xc_hidden *hidden : all->of) {
		uint32_t some = 0;
		if (!hidden->frequency(hidden->context, term, &some, err))
			return false;
		*documents += some;
	}
	return true;
}

// Document d of source S of PART, which has so many sources, in a whole of ALL, of which the first
// of PART is number FIRST.
Xapian::docid number_in(const struct xc_db *part, size_t first, size_t all, Xapian::docid docid)
{
	auto sources = (Xapian::docid)part->sources.size();
	return (Xapian::docid)(((docid - 1) / sources) * all + first + (docid - 1) % sources + 1);
}

bool add_sources(struct xc_db *whole, struct xc_db *part, struct error *err)
{
	for (size_t i = 0; i < part->sources.size(); i++) {
		const std::string &id = part->parts[i];
		// What is told of a source is told by its id.
		if (std::find(whole->parts.begin(), whole->parts.end(), id) != whole->parts.end())
			return error_set(err, ERROR_USAGE,
				SAY("%s: có phần đã được mở ở chỗ khác: đây là bản sao của nhau",
					"%s: a part of it is open already: these are copies of "
					"one another"),
				part->where.c_str());
		whole->db.add_database(part->sources[i]);
		whole->sources.push_back(part->sources[i]);
		whole->parts.push_back(id);
		whole->servers.push_back(part->servers[i]);
	}
	for (size_t i = 0; i < part->sources.size(); i++)
		whole->missing.push_back(part->is_missing(i));
	whole->joined_of.push_back(part);
	whole->where += (whole->where.empty() ? "" : ", ") + part->where;
	whole->has_positions &= part->has_positions;
	whole->is_served |= part->is_served;
	return true;
}

void hide_all(struct xc_db *whole, struct xc_db *const *parts, size_t n)
{
	whole->hidden.clear();
	whole->hidden_of.clear();
	whole->joined = {};
	size_t first = 0;
	bool told = true;
	for (size_t i = 0; i < n; i++) {
		for (Xapian::docid docid : parts[i]->hidden)
			whole->hidden.push_back(
				number_in(parts[i], first, whole->sources.size(), docid));
		for (const auto &some : parts[i]->hidden_of)
			whole->hidden_of[some.first] = some.second;
		if (parts[i]->lost) {
			whole->joined.of.push_back(parts[i]->lost);
			whole->joined.all.length += parts[i]->lost->length;
		} else {
			told &= parts[i]->hidden.empty();
		}
		first += parts[i]->sources.size();
	}
	std::sort(whole->hidden.begin(), whole->hidden.end());
	whole->joined.all.context = &whole->joined;
	whole->joined.all.frequency = frequency_of_all;
	if (told && !whole->joined.of.empty())
		whole->lost = &whole->joined.all;
}

} // namespace

struct xc_db *xc_db_join(struct xc_db *const *parts, size_t n, struct error *err) noexcept
{
	return xc::guard(
		err, "Xapian", [&]() -> struct xc_db * {
			std::unique_ptr<xc_db> whole = std::make_unique<xc_db>();
			for (size_t i = 0; i < n; i++)
				if (!add_sources(whole.get(), parts[i], err))
					return nullptr;
			hide_all(whole.get(), parts, n);
			return whole.release();
		});
}

bool xc::renew_joined(struct xc_db *whole, bool failed)
{
	bool changed = false;
	for (struct xc_db *part : whole->joined_of)
		changed |= xc::renew(part, failed);
	if (!changed)
		return false;
	size_t i = 0;
	for (struct xc_db *part : whole->joined_of)
		for (size_t k = 0; k < part->sources.size(); k++, i++) {
			whole->sources[i] = part->sources[k];
			whole->servers[i] = part->servers[k];
			whole->missing[i] = part->is_missing(k);
		}
	whole->unite();
	hide_all(whole, whole->joined_of.data(), whole->joined_of.size());
	return true;
}
