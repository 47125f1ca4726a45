/* One mail as an article. */
#ifndef ARTICLE_READERS_MAIL_MESSAGE_H
#define ARTICLE_READERS_MAIL_MESSAGE_H

#include "article/readers/mail/parts.h"
#include "article/readers/step.h"

/* What is known of a mail beside itself. */
struct mail_message {
	GMimeMessage *message; /* borrowed */
	const struct mail_parts *parts;
	struct str path; /* of its file, below the source */
	enum encoding told;
	bool whole; /* the file is this one mail */
};

/* Reads MAIL into A: ARTICLE_READ, or ARTICLE_SKIPPED with P filled. */
enum article_step mail_message_read(
	const struct mail_message *mail, struct article *a, struct article_problem *p);

/* The page that MAIL, a saved one, holds. */
enum article_step mail_page_read(
	const struct mail_message *mail, struct article *a, struct article_problem *p);

#endif
