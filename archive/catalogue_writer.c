#include "archive/catalogue.h"
#include "base/buf.h"
#include "base/lang.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* Records and strings are written side by side, at two places of one file. */
struct catalogue_writer {
	FILE *records;
	FILE *strings;
	uint64_t strings_at;
	uint64_t files_left;
	uint64_t articles_left;
	uint64_t places_left;
	struct buf record;
	int failed; /* errno of the first failure */
	char path[];
};

static void put(struct catalogue_writer *w, FILE *to, struct str bytes)
{
	if (!w->failed && bytes.len > 0 && fwrite(bytes.ptr, 1, bytes.len, to) != bytes.len)
		w->failed = errno ? errno : EIO;
}

static void put_record(struct catalogue_writer *w)
{
	if (w->record.failed && !w->failed)
		w->failed = ENOMEM;
	put(w, w->records, buf_str(&w->record));
	buf_reset(&w->record);
}

static bool open_both(struct catalogue_writer *w)
{
	w->strings_at = CATALOGUE_HEADER + w->files_left * CATALOGUE_FILE +
			w->articles_left * CATALOGUE_ARTICLE + w->places_left * CATALOGUE_PLACE;
	w->records = fopen(w->path, "wxe");
	w->strings = w->records ? fopen(w->path, "r+e") : NULL;
	return w->strings && fseeko(w->strings, (off_t)w->strings_at, SEEK_SET) == 0;
}

static void discard(struct catalogue_writer *w)
{
	if (w->records)
		fclose(w->records);
	if (w->strings)
		fclose(w->strings);
	buf_free(&w->record);
	free(w);
}

struct catalogue_writer *catalogue_writer_open(
	const char *path, uint64_t files, uint64_t articles, uint64_t places, struct error *err)
{
	struct catalogue_writer *w = calloc(1, sizeof *w + strlen(path) + 1);
	if (!w) {
		error_set_memory(err);
		return NULL;
	}
	memcpy(w->path, path, strlen(path) + 1);
	w->files_left = files;
	w->articles_left = articles;
	w->places_left = places;
	if (!open_both(w)) {
		error_set_system(err, errno, SAY("không ghi được “%s”", "cannot write %s"), path);
		discard(w);
		return NULL;
	}
	buf_append_c(&w->record, CATALOGUE_MAGIC);
	buf_append_u32(&w->record, CATALOGUE_VERSION);
	buf_append_u32(&w->record, 0);
	buf_append_u64(&w->record, files);
	buf_append_u64(&w->record, articles);
	buf_append_u64(&w->record, places);
	put_record(w);
	return w;
}

static void append_key(struct buf *b, const struct key *key)
{
	buf_append(b, str_make((const char *)key->bytes, sizeof key->bytes));
}

/* Where S will stand; S follows. */
static uint64_t put_string(struct catalogue_writer *w, struct str s)
{
	uint64_t at = w->strings_at;
	put(w, w->strings, s);
	w->strings_at += s.len;
	return at;
}

void catalogue_writer_file(struct catalogue_writer *w, const struct catalogue_file *file)
{
	struct buf *b = &w->record;
	append_key(b, &file->key);
	append_key(b, &file->content);
	buf_append_u64(b, file->size);
	buf_append_u64(b, (uint64_t)file->mtime_ns);
	buf_append_u64(b, put_string(w, file->path));
	buf_append_u32(b, (uint32_t)file->path.len | (file->clean ? UINT32_C(1) << 31 : 0));
	buf_append_u32(b, file->number);
	buf_append_u32(b, file->source);
	buf_append_u32(b, file->shared);
	buf_append_u64(b, (uint64_t)file->ctime_ns);
	buf_append_u32(b, file->ceiling);
	buf_append_u32(b, 0);
	put_record(w);
	w->files_left--;
}

void catalogue_writer_article(struct catalogue_writer *w, const struct catalogue_article *article)
{
	struct buf *b = &w->record;
	append_key(b, &article->key);
	append_key(b, &article->content);
	uint64_t id_at = put_string(w, article->id);
	bool same = str_eq(article->id, article->document);
	buf_append_u64(b, id_at);
	buf_append_u64(b, article->line);
	buf_append_u32(b, article->file);
	buf_append_u32(b, article->shard);
	buf_append_u32(b, (uint32_t)article->id.len | (article->moved ? UINT32_C(1) << 30 : 0) |
				  (article->qualified ? UINT32_C(1) << 31 : 0));
	buf_append_u32(b, article->text_bytes);
	buf_append_u64(b, same ? id_at : put_string(w, article->document));
	buf_append_u32(b, (uint32_t)article->document.len);
	buf_append_u32(b, article->own_at | article->own_length << 16);
	append_key(b, &article->text);
	append_key(b, &article->raw);
	put_record(w);
	w->articles_left--;
}

void catalogue_writer_place(struct catalogue_writer *w, const struct catalogue_place *place)
{
	struct buf *b = &w->record;
	append_key(b, &place->key);
	buf_append_u64(b, place->line);
	buf_append_u32(b, place->file);
	buf_append_u32(b, 0);
	put_record(w);
	w->places_left--;
}

bool catalogue_writer_finish(struct catalogue_writer *w, struct error *err)
{
	bool ok = true;
	if (!w->failed && (fflush(w->strings) != 0 || fflush(w->records) != 0 ||
				  fsync(fileno(w->records)) != 0))
		w->failed = errno;
	if (w->failed)
		ok = error_set_system(
			err, w->failed, SAY("không ghi được “%s”", "cannot write %s"), w->path);
	else if (w->files_left != 0 || w->articles_left != 0 || w->places_left != 0)
		ok = error_set(err, ERROR_INTERNAL,
			SAY("lỗi chương trình: %s thiếu %llu tệp và %llu bài",
				"a bug: %s lacks %llu files and %llu articles"),
			w->path, (unsigned long long)w->files_left,
			(unsigned long long)w->articles_left);
	discard(w);
	return ok;
}
