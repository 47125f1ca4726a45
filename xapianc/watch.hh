// What libxapian reads is checked before it sees it.
//
// libxapian 1.4.22 takes most of what its tables say on trust: a changed byte is a read or a write
// past the end of something. It reads each block of a table, of 8 KB, by pread(2). So this library
// defines pread: the dynamic linker finds the definition of a program before that of libc, for
// libxapian, too. Ours does what the system's does, and where the file is a table that is watched,
// holds the bytes that were read against their checksum (glass/blocks.h), and looks whether they
// can be walked (glass/check.h). A block that fails is a failed read, EIO: libxapian throws, and we
// say which block it was. So nothing unchecked gets there, also not of a file that changes while it
// is open, and no block is read for the check alone.
//
// The version file is read by read(2), once, and is checked when the watch begins.
#ifndef XAPIANC_WATCH_HH
#define XAPIANC_WATCH_HH

#include "base/error.h"

#include <xapian.h>

#include <atomic>
#include <memory>
#include <string>
#include <vector>

struct glass_blocks;

namespace xc
{

// Watches the tables of a database for as long as it is there.
class watch
{
      public:
	// Of the database in FOLDER, before libxapian opens it. Throws xc::failure.
	explicit watch(const std::string &folder);
	~watch();
	watch(const watch &) = delete;
	watch &operator=(const watch &) = delete;

	// After libxapian has opened it: where nothing was read through our pread, as in a program
	// that loads this code as a shared library, looks through all tables now, unless that was
	// done for another watch of the same files that is still there. Throws xc::failure.
	void confirm() const;

      private:
	struct close_blocks {
		void operator()(struct glass_blocks *b) const;
	};
	std::unique_ptr<struct glass_blocks, close_blocks> blocks;
	bool is_empty = true; // no table has a block
	std::atomic<bool> was_asked{false};

	friend struct watched;
};

using watches = std::vector<std::unique_ptr<watch>>;

// Opens the database in FOLDER, watched if it has checksums, by one more of HELD, which have to
// last as long as it does. Where the checksums MUST be there, fails without. Throws xc::failure and
// what Xapian throws.
Xapian::Database open_watched(const std::string &folder, bool must, watches *held);

// What was wrong with the block that this thread was refused last; false if none was since the
// last call.
bool take_refusal(struct error *err);

} // namespace xc

#endif
