#include "article/readers/members.h"

#include "article/readers/kinds.h"
#include "article/readers/sniff.h"
#include "base/lang.h"

#include <errno.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

enum { PIECE = 64 * 1024 };

bool member_place(
	const char *place, struct str name, char out[ARTICLE_MAX_MEMBER + 1], struct error *err)
{
	int before = snprintf(out, ARTICLE_MAX_MEMBER + 1, "%s%s", place, *place ? "!/" : "");
	size_t len = (size_t)before < ARTICLE_MAX_MEMBER ? (size_t)before : ARTICLE_MAX_MEMBER;
	size_t fits = 0;
	for (; fits < name.len && len < ARTICLE_MAX_MEMBER; fits++)
		out[len++] = name.ptr[fits] ? name.ptr[fits] : '?';
	out[len] = '\0';
	return fits == name.len || error_set(err, ERROR_LIMIT,
					   SAY("tên dài hơn %d byte; hãy giải nén sẵn",
						   "its name has more than %d bytes; unpack it"),
					   ARTICLE_MAX_MEMBER);
}

static bool end_by(struct members *m, enum ceiling ceiling, struct error *err)
{
	m->ceiling = ceiling;
	return ceiling_set(ceiling, err);
}

/* Counts BYTES more of FILE. */
static bool count(struct members *m, struct member_file *file, size_t bytes, struct error *err)
{
	m->unpacked += bytes;
	if (m->unpacked > CEILING_RATIO_FREE && m->unpacked / CEILING_RATIO_MAX > m->size)
		return end_by(m, CEILING_RATIO, err);
	m->held += bytes;
	file->size += bytes;
	return m->held <= MEMBERS_HELD_MAX ||
	       error_set(err, ERROR_LIMIT,
		       SAY("lớn hơn %d MiB khi bung ra; hãy giải nén sẵn",
			       "larger than %d MiB when it is unpacked; unpack it"),
		       MEMBERS_HELD_MAX >> 20);
}

static bool put(int fd, const char *bytes, size_t len, struct error *err)
{
	while (len > 0) {
		ssize_t done = write(fd, bytes, len);
		if (done < 0 && errno == EINTR)
			continue;
		if (done <= 0)
			return error_set_memory(err);
		bytes += done;
		len -= (size_t)done;
	}
	return true;
}

/* What it is is known once all of it is there; that it is nothing, from its beginning. */
static bool is_worth_it(const struct member_file *file, enum article_kind named)
{
	return article_kind_is_read(named) || article_kind_is_read(article_sniff(file->fd, named));
}

/* Fills PIECE, but at the end. */
static bool take_piece(
	member_source *source, void *state, char piece[PIECE], size_t *len, struct error *err)
{
	for (*len = 0; *len < PIECE;) {
		ssize_t got = source(state, piece + *len, PIECE - *len, err);
		if (got <= 0)
			return got == 0;
		*len += (size_t)got;
	}
	return true;
}

static bool take_all(struct members *m, enum article_kind named, member_source *source, void *state,
	struct member_file *out, struct error *err)
{
	char piece[PIECE];
	size_t len;
	do {
		bool first = out->size == 0;
		if (!take_piece(source, state, piece, &len, err) || !count(m, out, len, err) ||
			!put(out->fd, piece, len, err))
			return false;
		if (first && !is_worth_it(out, named))
			break;
	} while (len == PIECE);
	return true;
}

bool member_take(struct members *m, struct str name, member_source *source, void *state,
	struct member_file *out, struct error *err)
{
	char name_z[ARTICLE_MAX_MEMBER + 1];
	*out = (struct member_file){.fd = memfd_create("member", MFD_CLOEXEC)};
	if (out->fd < 0)
		return error_set_system(
			err, errno, SAY("không mở được vùng nhớ", "cannot open memory"));
	if (++m->count > MEMBERS_MAX)
		return end_by(m, CEILING_MEMBERS, err);
	if (!member_place("", name, name_z, err))
		return false;
	struct article_format format = article_format_of(name_z);
	if (!take_all(m, format.kind, source, state, out, err))
		return false;
	out->format = article_format_at(out->fd, name_z);
	return lseek(out->fd, 0, SEEK_SET) == 0 ||
	       error_set_system(err, errno, SAY("không đọc được", "cannot read it"));
}

void member_close(struct members *m, struct member_file *file)
{
	if (file->fd >= 0)
		close(file->fd);
	m->held -= file->size;
	*file = (struct member_file){.fd = -1};
}
