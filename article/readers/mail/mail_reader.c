/* .eml, .mbox, .mht: mails, and pages that were saved as mail. */
#include "article/readers/mail/mail.h"
#include "article/readers/mail/mbox.h"
#include "article/readers/mail/message.h"
#include "base/lang.h"

#include <stdlib.h>

enum { MAIL_TIMES = 3 /* an article's bytes that a mail may have: what is attached is encoded */ };

struct mail_reader {
	struct mbox mbox;
	const char *path; /* borrowed */
	enum article_kind kind;
	enum encoding told;
	bool done; /* of a file that is one mail: it is read */
	/* of the mail that is open */
	struct buf bytes;
	GMimeMessage *message; /* owned */
	struct mail_parts parts;
	struct arena memory; /* of PARTS */
	size_t next;         /* attachment that is to be given */
	uint64_t number;     /* of mails so far */
	struct buf member;   /* of the attachment that was given */
	size_t member_at;
};

static void close_message(struct mail_reader *r)
{
	if (r->message)
		g_object_unref(r->message);
	r->message = NULL;
	r->parts.attachment_count = 0;
	r->next = 0;
	arena_reset(&r->memory);
}

static void mail_close(void *state)
{
	struct mail_reader *r = state;
	close_message(r);
	mbox_close(&r->mbox);
	buf_free(&r->bytes);
	buf_free(&r->member);
	arena_free(&r->memory);
	free(r);
}

static void *mail_open(const struct article_file *file, struct error *err)
{
	struct mail_reader *r = calloc(1, sizeof *r);
	if (!r) {
		error_set_memory(err);
		return NULL;
	}
	r->path = file->path;
	r->kind = file->format.kind;
	r->told = file->encoding;
	struct input_file input = article_file_input(file);
	if (mbox_open(&r->mbox, &input, MAIL_TIMES * article_file_max(file), err))
		return r;
	mail_close(r);
	return NULL;
}

/* ---- Attachments ---- */

/* In a folder of mails each has its own: "3/bao-cao.pdf". */
static bool name_member(const struct mail_reader *r, struct str name, struct article *out)
{
	struct buf numbered = BUF_INIT;
	if (r->kind == ARTICLE_MBOX)
		buf_printf(&numbered, "%llu/", (unsigned long long)r->number);
	buf_append(&numbered, name);
	out->member =
		numbered.failed ? str_make(NULL, 0) : arena_str(&out->memory, buf_str(&numbered));
	buf_free(&numbered);
	return out->member.ptr != NULL;
}

static enum article_step give_member(
	struct mail_reader *r, struct article *out, struct article_problem *p)
{
	const struct mail_attachment *attached = &r->parts.attachments[r->next++];
	buf_reset(&r->member);
	r->member_at = 0;
	out->line = r->number;
	if (mail_part_bytes(attached->object, &r->member) && name_member(r, attached->name, out))
		return ARTICLE_MEMBER;
	error_set_memory(&p->error);
	return ARTICLE_SKIPPED;
}

static ssize_t mail_member(void *state, char *out, size_t size, struct error *err)
{
	struct mail_reader *r = state;
	(void)err;
	size_t left = r->member.len - r->member_at;
	size = size < left ? size : left;
	if (size > 0)
		memcpy(out, r->member.ptr + r->member_at, size);
	r->member_at += size;
	return (ssize_t)size;
}

/* ---- Mails ---- */

static bool parse(struct mail_reader *r, struct error *err)
{
	struct str bytes = buf_str(&r->bytes);
	if (!mail_is_bounded(bytes))
		return error_set(err, ERROR_LIMIT,
			SAY("phần đầu thư quá %d dòng hay %d KiB",
				"the mail's headers are more than %d lines, or %d KiB"),
			PARTS_HEADERS, PARTS_HEADER_BYTES / 1024);
	GMimeStream *stream = g_mime_stream_mem_new_with_buffer(bytes.ptr, bytes.len);
	GMimeParser *parser = g_mime_parser_new_with_stream(stream);
	g_mime_parser_set_format(parser, GMIME_FORMAT_MESSAGE);
	r->message = g_mime_parser_construct_message(parser, NULL);
	g_object_unref(parser);
	g_object_unref(stream);
	if (!r->message)
		return error_set(
			err, ERROR_INPUT, SAY("không phải là thư điện tử", "this is no mail"));
	return mail_parts_find(&r->parts, &r->memory, r->message) || error_set_memory(err);
}

static enum article_step read_message(
	struct mail_reader *r, struct article *out, struct article_problem *p)
{
	r->number++;
	out->line = r->number;
	if (!parse(r, &p->error))
		return ARTICLE_SKIPPED;
	const struct mail_message mail = {.message = r->message,
		.parts = &r->parts,
		.path = str_from_c(r->path),
		.told = r->told,
		.whole = r->kind != ARTICLE_MBOX};
	if (r->kind != ARTICLE_MHT)
		return mail_message_read(&mail, out, p);
	r->parts.attachment_count = 0; /* pictures, styles */
	return mail_page_read(&mail, out, p);
}

static enum article_step skip(struct mail_reader *r, struct article_problem *p)
{
	p->line = r->number;
	if (r->kind == ARTICLE_MBOX)
		error_add_context(
			&p->error, SAY("thư thứ %llu", "mail %llu"), (unsigned long long)r->number);
	return ARTICLE_SKIPPED;
}

static enum article_step mail_next(void *state, struct article *out, struct article_problem *p)
{
	struct mail_reader *r = state;
	bool single = r->kind != ARTICLE_MBOX;
	uint64_t line;
	if (r->next < r->parts.attachment_count)
		return give_member(r, out, p);
	close_message(r);
	if (single && r->done)
		return ARTICLE_END;
	r->done = true;
	switch (mbox_next(&r->mbox, single, &r->bytes, &line, &p->error)) {
	case MBOX_READ: {
		enum article_step step = read_message(r, out, p);
		return step == ARTICLE_SKIPPED ? skip(r, p) : step;
	}
	case MBOX_LONG:
		r->number++;
		return skip(r, p);
	case MBOX_BROKEN:
		r->done = true;
		return ARTICLE_BROKEN;
	case MBOX_END:
		break;
	}
	return ARTICLE_END;
}

static enum ceiling mail_ceiling(const void *state)
{
	const struct mail_reader *r = state;
	return r->mbox.input.ceiling;
}

const struct reader_ops mail_reader_ops = {.open = mail_open,
	.next = mail_next,
	.ceiling = mail_ceiling,
	.close = mail_close,
	.member = mail_member};

bool mail_warm_up(void)
{
	g_mime_init();
	return true;
}
