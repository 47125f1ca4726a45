#include "xapianc/watch.hh"
#include "base/lang.h"
#include "glass/blocks.h"
#include "xapianc/guard.hh"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <mutex>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>
#include <utility>
#include <vector>

namespace xc
{

// A table on disk, known by what any descriptor of it tells.
struct watched {
	dev_t device;
	ino_t inode;
	enum glass_kind kind;
	watch *owner;
	bool was_looked_through = false;

	bool fits(uint64_t number, const char *block) const
	{
		owner->was_asked.store(true, std::memory_order_relaxed);
		return number <= UINT32_MAX &&
		       glass_blocks_fit(owner->blocks.get(), kind, (uint32_t)number, block);
	}

	void explain(uint64_t number, struct error *err) const
	{
		glass_blocks_fail(owner->blocks.get(), kind, (uint32_t)number, err);
	}
};

} // namespace xc

namespace
{

// Which block is kept.
struct kept {
	bool is_there;
	dev_t device;
	ino_t inode;
	uint64_t number;
};

const size_t KEPT = 512; // 4 MB, of which what is not used takes none

std::mutex mutex;             // of the following
std::vector<xc::watched> all; // in the order of their files
std::atomic<size_t> count{0}; // of these

// Blocks that were found good. libxapian reads the same ones again and again, for each word of a
// query; to copy one from here takes less than to read it, let alone to check it.
kept keys[KEPT];
char blocks_kept[KEPT][GLASS_BLOCK];

thread_local struct error refusal;

bool before(const xc::watched &a, const xc::watched &b)
{
	return a.device != b.device ? a.device < b.device : a.inode < b.inode;
}

// The tables that FILE is: that of several databases at once where shards are hard links.
std::pair<std::vector<xc::watched>::iterator, std::vector<xc::watched>::iterator> tables_of(
	const struct stat &file)
{
	const xc::watched key = {file.st_dev, file.st_ino, GLASS_POSTLIST, nullptr, false};
	return std::equal_range(all.begin(), all.end(), key, before);
}

// To be called when ALL has changed.
void set_all_changed()
{
	std::sort(all.begin(), all.end(), before);
	count.store(all.size(), std::memory_order_relaxed);
	for (kept &k : keys)
		k.is_there = false;
}

size_t place_of(const struct stat &file, uint64_t number)
{
	return (file.st_ino * 31 + number) % KEPT;
}

bool is_one_block(size_t n, uint64_t offset)
{
	return n == GLASS_BLOCK && offset % GLASS_BLOCK == 0;
}

enum class verdict { good, unwatched, unknown };

// What is known before N bytes are read at OFFSET of FILE; if they are good they are put in TO.
verdict look_up(const struct stat &file, char *to, size_t n, uint64_t offset)
{
	uint64_t number = offset / GLASS_BLOCK;
	std::lock_guard<std::mutex> lock(mutex);
	auto tables = tables_of(file);
	if (tables.first == tables.second)
		return verdict::unwatched;
	size_t place = place_of(file, number);
	const kept &k = keys[place];
	if (!is_one_block(n, offset) || !k.is_there || k.device != file.st_dev ||
		k.inode != file.st_ino || k.number != number)
		return verdict::unknown;
	memcpy(to, blocks_kept[place], GLASS_BLOCK);
	return verdict::good;
}

// Whether the N bytes that were read at OFFSET of TABLE are whole blocks, and its own.
bool check(const xc::watched &table, const char *bytes, size_t n, uint64_t offset)
{
	uint64_t number = offset / GLASS_BLOCK;
	bool ok = offset % GLASS_BLOCK == 0 && n % GLASS_BLOCK == 0;
	for (size_t at = 0; ok && at < n; at += GLASS_BLOCK) {
		ok = table.fits(number, bytes + at);
		number += ok;
	}
	if (!ok)
		table.explain(number, &refusal);
	return ok;
}

bool check_and_keep(const struct stat &file, const char *bytes, size_t n, uint64_t offset)
{
	std::lock_guard<std::mutex> lock(mutex);
	auto tables = tables_of(file);
	for (auto table = tables.first; table != tables.second; ++table)
		if (!check(*table, bytes, n, offset))
			return false;
	if (is_one_block(n, offset)) {
		size_t place = place_of(file, offset / GLASS_BLOCK);
		keys[place] = {true, file.st_dev, file.st_ino, offset / GLASS_BLOCK};
		memcpy(blocks_kept[place], bytes, GLASS_BLOCK);
	}
	return true;
}

// All N bytes, but at the end of the file.
ssize_t read_at(int fd, char *to, size_t n, off_t offset)
{
	size_t done = 0;
	while (done < n) {
		ssize_t got = syscall(SYS_pread64, fd, to + done, n - done, offset + (off_t)done);
		if (got < 0)
			return got;
		if (got == 0)
			break;
		done += (size_t)got;
	}
	return (ssize_t)done;
}

ssize_t checked_pread(int fd, char *to, size_t n, off_t offset)
{
	struct stat file;
	if (count.load(std::memory_order_relaxed) == 0 || offset < 0 || fstat(fd, &file) != 0)
		return syscall(SYS_pread64, fd, to, n, offset);
	switch (look_up(file, to, n, (uint64_t)offset)) {
	case verdict::good:
		return (ssize_t)n;
	case verdict::unwatched:
		return syscall(SYS_pread64, fd, to, n, offset);
	case verdict::unknown:
		break;
	}
	ssize_t got = read_at(fd, to, n, offset);
	if (got < 0)
		return got;
	// A block that ends early is none; where a file ends is for others to find out.
	bool is_short = is_one_block(n, (uint64_t)offset) && (size_t)got < n;
	if (check_and_keep(file, to, is_short ? 1 : (size_t)got, (uint64_t)offset))
		return got;
	errno = EIO;
	return -1;
}

} // namespace

// Under the names that libxapian may call: libc's headers redirect the one to the other.
static_assert(sizeof(off_t) == sizeof(long), "pread64(2) takes the offset in one register");
extern "C" {
__attribute__((visibility("default"))) ssize_t xc_pread(int, void *, size_t, off_t) asm("pread");
__attribute__((visibility("default"))) ssize_t xc_pread64(int, void *, size_t, off_t) asm(
	"pread64");

ssize_t xc_pread(int fd, void *to, size_t n, off_t offset)
{
	return checked_pread(fd, (char *)to, n, offset);
}

ssize_t xc_pread64(int fd, void *to, size_t n, off_t offset)
{
	return checked_pread(fd, (char *)to, n, offset);
}
}

xc::watch::watch(const std::string &folder)
{
	struct error err;
	blocks.reset(glass_blocks_open(folder.c_str(), &err));
	if (!blocks)
		throw failure{err};
	std::vector<watched> tables;
	for (unsigned i = 0; i < GLASS_KINDS; i++) {
		struct stat st;
		enum glass_kind kind = (enum glass_kind)i;
		uint32_t length = glass_blocks_count(blocks.get(), kind);
		std::string path = folder + "/" + glass_table_file(kind);
		if (length == 0)
			continue;
		// libxapian takes one that is missing as empty.
		if (stat(path.c_str(), &st) != 0 || (uint64_t)st.st_size / GLASS_BLOCK < length) {
			glass_blocks_fail(blocks.get(), kind, length - 1, &err);
			throw failure{err};
		}
		tables.push_back({st.st_dev, st.st_ino, kind, this, false});
	}
	is_empty = tables.empty();
	std::lock_guard<std::mutex> lock(mutex);
	all.insert(all.end(), tables.begin(), tables.end());
	set_all_changed();
}

xc::watch::~watch()
{
	std::lock_guard<std::mutex> lock(mutex);
	all.erase(std::remove_if(all.begin(), all.end(),
			  [this](const watched &table) { return table.owner == this; }),
		all.end());
	set_all_changed();
}

void xc::watch::close_blocks::operator()(struct glass_blocks *b) const
{
	glass_blocks_close(b);
}

// Whether all tables of OWNER have been looked through, by whoever has the same files open.
static bool were_looked_through(const xc::watch *owner)
{
	std::lock_guard<std::mutex> lock(mutex);
	return std::all_of(all.begin(), all.end(), [owner](const xc::watched &table) {
		auto same = std::equal_range(all.begin(), all.end(), table, before);
		return table.owner != owner ||
		       std::any_of(same.first, same.second,
			       [](const xc::watched &other) { return other.was_looked_through; });
	});
}

static void set_looked_through(const xc::watch *owner)
{
	std::lock_guard<std::mutex> lock(mutex);
	for (xc::watched &table : all)
		table.was_looked_through |= table.owner == owner;
}

void xc::watch::confirm() const
{
	struct error err;
	if (is_empty || was_asked.load(std::memory_order_relaxed))
		return;
	if (!were_looked_through(this) && !glass_blocks_check(blocks.get(), &err))
		throw failure{err};
	set_looked_through(this);
}

Xapian::Database xc::open_watched(const std::string &folder, bool must, watches *held)
{
	struct stat st;
	bool is_watched = must || stat((folder + "/" GLASS_BLOCKS_FILE).c_str(), &st) == 0;
	if (is_watched)
		held->push_back(std::make_unique<watch>(folder));
	// DB_BACKEND_GLASS: never follow a stub file to some other place.
	Xapian::Database db(folder, Xapian::DB_BACKEND_GLASS);
	if (is_watched)
		held->back()->confirm();
	return db;
}

bool xc::take_refusal(struct error *err)
{
	bool refused = refusal.code != ERROR_NONE;
	if (refused && err)
		*err = refusal;
	refusal.code = ERROR_NONE;
	return refused;
}
