#include "glass/blocks.h"
#include "xapianc/guard.hh"
#include "xapianc/watch.hh"
#include "xapianc/xapianc.h"

#include <xapian.h>

#include <cerrno>
#include <filesystem>
#include <sys/stat.h>

namespace
{

bool too_many_documents(struct error *err)
{
	return error_set(err, ERROR_LIMIT,
		SAY("các cơ sở dữ liệu có quá nhiều tài liệu để gộp làm một; hãy gộp ít hơn",
			"the databases have too many documents to become one; merge fewer"));
}

struct all_sources {
	xc::watches watches; // until the databases are closed
	Xapian::Database db;
};

// Opens PATHS[0..N) as one; each MUST have checksums. Xapian does not notice when document numbers
// wrap around.
bool open_sources(
	const char *const *paths, size_t n, bool must, all_sources *sources, struct error *err)
{
	uint64_t last = 0;
	for (size_t i = 0; i < n; i++) {
		bool opened = xc::check_folder(paths[i], err) && xc::guard(err, paths[i], [&] {
			Xapian::Database source =
				xc::open_watched(paths[i], must, &sources->watches);
			last += source.get_lastdocid();
			sources->db.add_database(source);
			return true;
		});
		if (!opened)
			return false;
	}
	return last <= UINT32_MAX || too_many_documents(err);
}

bool make_folder(const char *path, struct error *err)
{
	if (mkdir(path, 0777) == 0)
		return true;
	int number = errno;
	if (number == EEXIST)
		return error_set(err, ERROR_USAGE,
			SAY("%s: đã có sẵn; hãy chọn thư mục khác",
				"%s: exists already; choose another folder"),
			path);
	return error_set_system(err, number,
		SAY("%s: không tạo được thư mục", "%s: can't create the folder"), path);
}

void remove_folder(const char *path) noexcept
{
	xc::guard(nullptr, path, [&] {
		std::error_code ignored;
		std::filesystem::remove_all(path, ignored);
		return true;
	});
}

} // namespace

bool xc_compact(const char *const *paths, size_t n, const char *destination,
	const struct xc_compact_options *options, struct error *err) noexcept
{
	if (n == 0)
		return error_set(err, ERROR_USAGE,
			SAY("%s: không có cơ sở dữ liệu nào để gộp", "%s: no databases to compact"),
			destination);
	return xc::guard(err, destination, [&] {
		all_sources sources;
		bool must = options && options->checked;
		if (!open_sources(paths, n, must, &sources, err) || !make_folder(destination, err))
			return false;
		unsigned flags = Xapian::Compactor::FULL;
		if (options && options->multipass)
			flags |= Xapian::DBCOMPACT_MULTIPASS;
		bool done = xc::guard(err, destination, [&] {
			sources.db.compact(destination, flags);
			return glass_blocks_write(destination, err);
		});
		if (!done)
			remove_folder(destination);
		return done;
	});
}
