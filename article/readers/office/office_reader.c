#include "article/readers/office/office.h"

#include "article/metadata/metadata.h"
#include "article/readers/container/cfb.h"
#include "article/readers/container/codepage.h"
#include "article/readers/container/summary.h"
#include "article/readers/office/article.h"
#include "article/readers/office/doc.h"
#include "article/readers/office/docx.h"
#include "article/readers/office/odt.h"
#include "article/readers/office/rtf.h"
#include "article/readers/office/slides.h"
#include "article/readers/office/xls.h"
#include "article/readers/office/xlsx.h"
#include "base/lang.h"

#include <libxml/parser.h>
#include <stdlib.h>
#include <sys/stat.h>

/* ---- What the file is ---- */

static bool fail_unknown(struct error *err)
{
	return error_set(err, ERROR_INPUT,
		SAY("không phải tệp Word, Excel, PowerPoint, OpenDocument hay RTF",
			"this is no file of Word, Excel, PowerPoint, OpenDocument or RTF"));
}

static bool fail_encrypted(struct error *err)
{
	return error_set(err, ERROR_INPUT,
		SAY("có mật khẩu; hãy mở và lưu lại không mật khẩu",
			"it has a password; open it and save it without one"));
}

static bool read_streams(struct cfb *c, struct flow *f, struct error *err)
{
	summary_read(c, &f->properties[FLOW_TITLE], &f->properties[FLOW_AUTHOR]);
	if (cfb_stream(c, "WordDocument").ptr)
		return doc_read(c, f, err);
	struct str book = cfb_stream(c, "Workbook");
	if (!book.ptr)
		book = cfb_stream(c, "Book");
	if (book.ptr)
		return xls_read(book, f, err);
	struct str slides = cfb_stream(c, "PowerPoint Document");
	if (cfb_stream(c, "EncryptedPackage").ptr || cfb_stream(c, "EncryptedSummary").ptr)
		return fail_encrypted(err);
	if (slides.ptr)
		ppt_read(slides, f);
	return slides.ptr || fail_unknown(err);
}

static bool read_compound(struct str bytes, struct flow *f, struct error *err)
{
	struct cfb c;
	bool ok = cfb_open(&c, bytes, err) && read_streams(&c, f, err);
	cfb_close(&c);
	return ok;
}

/* <manifest:encryption-data>: of a member, or, since ODF 1.4, of all of them in one. */
static void note_encryption(void *context, const struct package_tag *tag)
{
	bool *encrypted = context;
	*encrypted |= strcmp(tag->name, "encryption-data") == 0;
}

static void pass_end(void *context, const char *name)
{
	(void)context;
	(void)name;
}

static void pass_text(void *context, struct str text)
{
	(void)context;
	(void)text;
}

/* Whether the list of an OpenDocument's members says that some need a password. */
static bool is_encrypted(struct package *p)
{
	static const struct package_handler handler = {note_encryption, pass_end, pass_text};
	struct error ignored;
	bool encrypted = false;
	package_read(p, "META-INF/manifest.xml", &handler, &encrypted, &ignored);
	return encrypted;
}

static bool read_members(struct package *p, struct flow *f, struct error *err)
{
	if (is_encrypted(p))
		return fail_encrypted(err);
	if (package_has(p, "content.xml"))
		return odt_read(p, f, err);
	if (!package_has(p, "[Content_Types].xml"))
		return fail_unknown(err);
	if (!docx_read_properties(p, f, err))
		return false;
	if (package_has(p, "xl/workbook.xml"))
		return xlsx_read(p, f, err);
	return package_has(p, "ppt/presentation.xml") ? pptx_read(p, f, err) : docx_read(p, f, err);
}

static bool read_package(struct str bytes, struct flow *f, struct error *err)
{
	struct package p;
	bool ok = package_open(&p, bytes, err) && read_members(&p, f, err);
	package_close(&p);
	return ok;
}

static bool read_any(struct str bytes, struct flow *f, struct error *err)
{
	if (cfb_is(bytes))
		return read_compound(bytes, f, err);
	if (package_is(bytes))
		return read_package(bytes, f, err);
	return rtf_read(bytes, f, err);
}

/* Reads the file whose bytes are BYTES into F, whichever kind it is of, and ends it. */
static bool read_content(struct str bytes, struct flow *f, struct error *err)
{
	if (!read_any(bytes, f, err))
		return false;
	return flow_end(f) || error_set(err, ERROR_LIMIT,
				      SAY("văn bản bên trong lớn hơn %zu MiB; hãy chia ra",
					      "the text in it is larger than %zu MiB; divide it"),
				      f->parts[FLOW_BODY].text.ceiling >> 20);
}

/* ---- The reader ---- */

enum { FILE_MAX = 160 << 20 /* bytes: pictures are most of them */ };

struct office_reader {
	struct input input;
	struct str path; /* borrowed */
	size_t max;      /* bytes of text */
	bool done;
};

static void office_close(void *state)
{
	struct office_reader *r = state;
	input_close(&r->input);
	free(r);
}

static void *office_open(const struct article_file *file, struct error *err)
{
	struct office_reader *r = calloc(1, sizeof *r);
	struct input_file input = article_file_input(file);
	if (!r) {
		error_set_memory(err);
		return NULL;
	}
	input.as = ENCODING_CP1252; /* its bytes are no text */
	if (!input_open(&r->input, &input, err)) {
		free(r);
		return NULL;
	}
	r->path = str_from_c(file->path);
	r->max = article_file_max(file);
	return r;
}

static bool is_known(struct str bytes)
{
	return cfb_is(bytes) || package_is(bytes) || rtf_is(bytes);
}

/* All bytes of the file, whose first must be those of a kind that is known. */
static bool take_bytes(struct office_reader *r, struct buf *bytes, struct error *err)
{
	enum { FIRST = 4096 };
	struct stat st;
	bool plain = fstat(r->input.file.fd, &st) == 0 && st.st_size < FILE_MAX;
	size_t room = plain ? (size_t)st.st_size + 64 * FIRST : FIRST;
	if (!buf_reserve(bytes, room))
		return error_set_memory(err);
	ssize_t got = input_read(&r->input, bytes->ptr, FIRST, err);
	if (got < 0)
		return false;
	bytes->len = (size_t)got;
	if (got == 0)
		return error_set(err, ERROR_INPUT,
			SAY("tệp trống, không có byte nào; hãy chép lại từ bản gốc",
				"the file is empty; copy it again from its origin"));
	if (!is_known(buf_str(bytes)))
		return fail_unknown(err);
	return input_read_all(&r->input, FILE_MAX, bytes, err);
}

static bool read_file(struct office_reader *r, struct article *a, struct error *err)
{
	struct buf bytes = BUF_INIT;
	struct flow flow;
	flow_init(&flow, r->max);
	bool ok = take_bytes(r, &bytes, err) && read_content(buf_str(&bytes), &flow, err);
	buf_free(&bytes);
	ok = ok && office_article(a, &flow, err) && metadata_complete(a, r->path, err);
	flow_free(&flow);
	return ok;
}

static enum article_step office_next(void *state, struct article *out, struct article_problem *p)
{
	struct office_reader *r = state;
	if (r->done)
		return ARTICLE_END;
	r->done = true;
	return read_file(r, out, &p->error) ? ARTICLE_READ : ARTICLE_SKIPPED;
}

static enum ceiling office_ceiling(const void *state)
{
	const struct office_reader *r = state;
	return r->input.ceiling;
}

const struct reader_ops office_reader_ops = {
	office_open, office_next, office_ceiling, office_close, NULL};

bool office_warm_up(void)
{
	codepage_warm_up();
	xmlInitParser();
	return true;
}
