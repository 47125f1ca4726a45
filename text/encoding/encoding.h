/* The encodings that Vietnamese text is found in, and their names. */
#ifndef TEXT_ENCODING_ENCODING_H
#define TEXT_ENCODING_ENCODING_H

#include "base/buf.h"

enum encoding {
	ENCODING_UTF8,
	ENCODING_UTF16LE,
	ENCODING_UTF16BE,
	ENCODING_CP1252, /* windows-1252: Western text among the rest */
	ENCODING_TCVN3,  /* "ABC", the .VnTime fonts */
	ENCODING_VNI,    /* VNI-Windows, the VNI-Times fonts */
	ENCODING_VISCII,
	ENCODING_VPS,
	ENCODING_CP1258,
	/* Unicode text whose characters are the bytes of the encoding, once taken for
	   windows-1252 and saved again: tæ quèc, toå quoác, Tá»• quá»‘c. In the order of
	   those above. */
	ENCODING_UTF8_MISREAD,
	ENCODING_TCVN3_MISREAD,
	ENCODING_VNI_MISREAD,
	ENCODING_VISCII_MISREAD,
	ENCODING_VPS_MISREAD,
	ENCODING_CP1258_MISREAD,
	ENCODING_COUNT,
	ENCODING_DETECT = ENCODING_COUNT /* not told: whichever the text is in */
};

/* "UTF-8", "UTF-16LE", "TCVN3", "TCVN3 as windows-1252" … */
const char *encoding_name(enum encoding e);

/* Appends the names of those in SET, a bit 1 << E for each, with commas between; FIRST
   is the first. */
bool encoding_list(unsigned set, enum encoding first, struct buf *out);

/* Finds the encoding that a person or a program calls NAME; case, spaces, '-', '_' and ':'
   don't matter, and usual other names are known: abc, vni-win, cp1258, x-viet-tcvn5712. */
bool encoding_of_name(struct str name, enum encoding *e);

static inline bool encoding_is_misread(enum encoding e)
{
	return e >= ENCODING_UTF8_MISREAD && e < ENCODING_COUNT;
}

/* The encoding that the bytes were in before they were taken for windows-1252; E
   itself when they never were. */
enum encoding encoding_before(enum encoding e);

#endif
