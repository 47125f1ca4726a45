#include "article/metadata/piece.h"

size_t piece_line_end(struct str s, size_t at)
{
	while (at < s.len && s.ptr[at] != '\n' && s.ptr[at] != '\r')
		at++;
	return at;
}

size_t piece_next_line(struct str s, size_t at, bool *gap)
{
	size_t feeds = 0, len;
	for (; at < s.len && (len = words_space(s, at)) > 0; at += len)
		feeds += s.ptr[at] == '\n' || (s.ptr[at] == '\r' && str_at(s, at + 1) != '\n');
	*gap = feeds > 1;
	return at;
}

size_t piece_end(struct str s, size_t at)
{
	size_t run = 0;
	for (size_t start = at; at < s.len; at++) {
		if (s.ptr[at] == '\n' || s.ptr[at] == '\r' || s.ptr[at] == '\t')
			return at;
		run = s.ptr[at] == ' ' ? run + 1 : 0;
		if (run == 3 && at > start + 3)
			return at - 2;
	}
	return at;
}

size_t piece_table_at(struct str s, size_t at, const char *const *table, size_t count)
{
	struct phrase p;
	phrase_read(str_slice(s, 0, piece_end(s, at)), at, &p);
	size_t words = phrase_begins(&p, table, count);
	return words > 0 ? p.ends[words - 1] : at;
}
