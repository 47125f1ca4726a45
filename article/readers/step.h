/* What a format's reader gives: the next article, or why there is none. */
#ifndef ARTICLE_READERS_STEP_H
#define ARTICLE_READERS_STEP_H

#include "article/article.h"
#include "article/input/input.h"

enum {
	ARTICLE_MAX_ID = 1024,    /* bytes of an id that the format gives */
	ARTICLE_MAX_MEMBER = 1024 /* bytes of the place of a member: inner.zip!/2018/c.txt */
};

enum article_step {
	ARTICLE_READ,    /* *OUT is an article; free it with article_free */
	ARTICLE_SKIPPED, /* one article can't be read: *PROBLEM says where and why; go on */
	ARTICLE_END,     /* no more */
	ARTICLE_FOREIGN, /* the file holds something else than articles: *PROBLEM says what */
	ARTICLE_BROKEN,  /* the rest of the file can't be read: *PROBLEM says why */
	/* Between a format's reader and reader.c: the file holds another file, which OUT->member
	   names, perhaps with its OUT->url; its bytes are asked for by reader_ops.member. The
	   articles of it come next. */
	ARTICLE_MEMBER,
	ARTICLE_WORKING, /* likewise: nothing yet, go on */
	ARTICLE_UNREAD   /* a member, which PROBLEM->member names, is of no kind that is read */
};

struct article_problem {
	uint64_t line;                       /* 1-based; 0: the whole file */
	char id[ARTICLE_MAX_ID + 1];         /* that the format gives, where known, else "" */
	char member[ARTICLE_MAX_MEMBER + 1]; /* of the file that it is about; "": itself */
	bool scan; /* there is no text in it, but pictures of pages: OCR may read them */
	struct error error;
};

/* Decodes the BYTES of A, which were read from IN, as decode_text does, and notes in A how. */
bool article_decode(struct article *a, struct input *in, struct str bytes, struct buf *out,
	struct decoded *d, struct error *err);

/* Names A by the ID that its format gives, as it is: any bytes, borrowed. A blank one names
   nothing. False, with *P filled, where it is too long. */
bool article_set_id(struct article *a, struct str id, struct article_problem *p);

#endif
