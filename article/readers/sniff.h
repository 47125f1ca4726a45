/* What a file is by its bytes; its name tells only what these leave open.
 *
 * A .doc may be RTF, a page or plain text, a .xls a page or a table, a .txt a PDF. */
#ifndef ARTICLE_READERS_SNIFF_H
#define ARTICLE_READERS_SNIFF_H

#include "article/readers/file.h"

/* The kind of the open file FD, which NAMED is by its name; ARTICLE_UNKNOWN for a name that says
   nothing and bytes that don't tell. Looks at 8 KiB, or at 200 where these begin like a zip file,
   and leaves the place in FD as it is. */
enum article_kind article_sniff(int fd, enum article_kind named);

/* What the open file FD, called NAME, is read as: by its bytes, where that has a reader. */
struct article_format article_format_at(int fd, const char *name);

/* ---- Of a sort that is known already ---- */

/* What calls itself text: a feed, a page, mail, RTF, a table; else ARTICLE_UNKNOWN. */
enum article_kind sniff_text(struct str beginning, enum article_kind named);

/* A zip file, by the names of what it holds: Office, OpenDocument, or a pack. */
enum article_kind sniff_zip(int fd);

/* A compound file of Windows ("OLE2"), by the names of its streams: as NAMED where one of them
   says so, since a document may hold a table and a table a document; ARTICLE_UNKNOWN: of none that
   we know. */
enum article_kind sniff_ole(int fd, struct str beginning, enum article_kind named);

/* Whether it is such a file at all. */
bool sniff_is_ole(struct str beginning);

#endif
