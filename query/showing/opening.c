#include "query/showing/opening.h"

#include "archive/manifest.h"
#include "archive/record.h"
#include "base/beneath.h"
#include "base/lang.h"
#include "query/lookup/link.h"
#include "query/lookup/lookup.h"
#include "sandbox/aside.h"
#include "text/encoding/shown.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

/* ---- In the process that reads the archive ---- */

static bool put_line(struct buf *out, struct str text)
{
	return buf_append(out, text) && buf_push(out, '\n');
}

bool opening_find(
	const struct archive *a, const struct record *r, struct buf *out, struct error *err)
{
	struct str rest;
	const struct manifest_source *source;
	bool ok = lookup_source(a->manifest, r->path, &source, &rest) && put_line(out, r->url) &&
		  shown_append(out, str_from_c(source ? source->path : "")) &&
		  buf_push(out, '\n') && put_line(out, source ? rest : r->path);
	return ok || error_set_memory(err);
}

/* ---- In front of it ---- */

static bool gone(struct error *err, struct str folder, struct str rest)
{
	return error_set(err, ERROR_NOT_FOUND,
		SAY("tệp gốc không còn ở “%.*s/%.*s”; toàn văn vẫn có trong kho: --show",
			"the source file is no longer at %.*s/%.*s; the archive has its text: "
			"--show"),
		STR_ARG(folder), STR_ARG(rest));
}

/* Opens REST below FOLDER, or FOLDER itself where REST is empty. */
static int open_source(const char *folder, const char *rest)
{
	if (!*rest)
		return open(folder, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY | O_NOFOLLOW);
	int dir = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	int fd = dir < 0 ? -1 : beneath_open(dir, rest, O_RDONLY | O_NONBLOCK | O_NOCTTY);
	if (dir >= 0)
		close(dir);
	return fd;
}

static bool may_be_opened(int fd, struct str path, struct error *err)
{
	struct stat st;
	bool plain = fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && (st.st_mode & 0111) == 0;
	if (plain && !str_ends_with(path, STR(".desktop")))
		return true;
	return error_set(err, ERROR_INPUT,
		SAY("không mở “%.*s”: đó là tệp chạy được, không phải văn bản; hãy xem bằng --show",
			"%.*s is not opened, as it could be run; read it with --show"),
		STR_ARG(path));
}

static bool run_opener(char *what, struct error *err)
{
	char *argv[] = {(char[]){"xdg-open"}, what, NULL};
	int status;
	if (!aside_execute(argv, NULL, &status, err))
		return error_add_context(err,
			SAY("hãy tự mở “%s”, hoặc cài gói xdg-utils",
				"open %s yourself, or install xdg-utils"),
			what);
	return status == 0 || error_set(err, ERROR_IO,
				      SAY("xdg-open không mở được “%s” (mã thoát %d)",
					      "xdg-open could not open %s (exit status %d)"),
				      what, status);
}

/* FOLDER and REST are as they are shown. */
static bool open_file(struct str folder, struct str rest, struct error *err)
{
	struct buf at = BUF_INIT, below = BUF_INIT;
	bool ok =
		(shown_revert(&at, folder) && shown_revert(&below, rest)) || error_set_memory(err);
	if (ok && (at.len == 0 || at.ptr[0] != '/'))
		ok = error_set(err, ERROR_NOT_FOUND, "%s",
			SAY("kho không ghi nguồn của bài này",
				"the archive does not tell its source"));
	int fd = ok ? open_source(at.ptr, buf_str(&below).ptr) : -1;
	if (ok && fd < 0)
		ok = gone(err, folder, rest);
	if (ok && below.len > 0)
		ok = (buf_push(&at, '/') && buf_append(&at, buf_str(&below))) ||
		     error_set_memory(err);
	ok = ok && may_be_opened(fd, buf_str(&at), err) && run_opener(at.ptr, err);
	if (fd >= 0)
		close(fd);
	buf_free(&at);
	buf_free(&below);
	return ok;
}

static bool open_page(struct str url, struct error *err)
{
	struct buf copy = BUF_INIT;
	bool ok = buf_append(&copy, url) ? run_opener(copy.ptr, err) : error_set_memory(err);
	buf_free(&copy);
	return ok;
}

bool opening_open(struct str found, struct error *err)
{
	struct str url = STR(""), folder = STR(""), rest = STR("");
	if (!str_split(&found, '\n', &url) || !str_split(&found, '\n', &folder) ||
		!str_split(&found, '\n', &rest))
		return error_set(err, ERROR_INTERNAL, "%s",
			SAY("không biết bài ở đâu", "where the article is was not told"));
	if (link_is_web(url))
		return open_page(url, err);
	size_t pack = str_find(rest, STR("!/"), 0);
	if (pack < rest.len)
		return error_set(err, ERROR_NOT_FOUND,
			SAY("bài nằm trong gói “%.*s”, ở “%.*s”: không mở riêng được; hãy xem bằng "
			    "--show, hoặc giải nén gói",
				"the article is in the pack %.*s, at %.*s, and can't be opened by "
				"itself; read it with --show, or unpack that"),
			(int)pack, rest.ptr, (int)(rest.len - pack - 2), rest.ptr + pack + 2);
	return open_file(folder, rest, err);
}
