/* Fonts as encodings: before Unicode, the name of a run's font said which letters its bytes
 * were. Word processors kept them as characters of windows-1252. */
#ifndef ARTICLE_READERS_FONTS_H
#define ARTICLE_READERS_FONTS_H

#include "base/buf.h"
#include "text/encoding/encoding.h"

struct font {
	/* ENCODING_UTF8: characters are what they are; ENCODING_DETECT: a Vietnamese font of
	   unknown make, the text tells; else the encoding whose bytes the characters are. */
	enum encoding encoding;
	bool capitals; /* small letters look like capitals: .VnTimeH */
};

/* The font that is called NAME: ".VnTime", "VNI-Helve", "ABCDEF+.VnArialH,Bold" as PDF has it. */
struct font font_of_name(struct str name);

/* A text that is put together from runs. */
struct font_text {
	struct buf *out;       /* borrowed: UTF-8, what was decoded is appended */
	struct buf held;       /* UTF-8 of the file, not yet decoded */
	struct buf capitals;   /* a byte for each of HELD: whether it looks like a capital */
	enum encoding of_held; /* of what is not ASCII in it */
	bool ascii;            /* all of HELD is ASCII */
	enum encoding found;   /* what the last text of a font of unknown make was in */
	size_t lengths[ENCODING_COUNT]; /* bytes of HELD so far that were in each encoding */
};

#define FONT_TEXT_INIT(to) ((struct font_text){.out = (to), .ascii = true, .found = ENCODING_UTF8})

/* Adds TEXT, valid UTF-8, of a run in FONT. Its characters may be bytes of the font's encoding as
   U+0080 to U+00FF or U+F080 to U+F0FF (symbol fonts), or what windows-1252 or windows-1258 takes
   these for. Letters may be divided between runs: a in one, its mark of VNI in the next.
   Failures of memory show in OUT. */
void font_text_add(struct font_text *t, struct font font, struct str text);

/* Ends a paragraph, or what else letters don't go beyond: all of the text is in OUT then. Time is
   linear in the text. */
void font_text_end(struct font_text *t);

/* The encoding that most of the text was in; *SET has a bit 1 << E for each that was. */
enum encoding font_text_encoding(const struct font_text *t, unsigned *set);

void font_text_free(struct font_text *t);

#endif
