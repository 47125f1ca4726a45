#include "text/encoding/encoding.h"

#include <ctype.h>

static const char *const names[ENCODING_COUNT] = {
	[ENCODING_UTF8] = "UTF-8",
	[ENCODING_UTF16LE] = "UTF-16LE",
	[ENCODING_UTF16BE] = "UTF-16BE",
	[ENCODING_CP1252] = "windows-1252",
	[ENCODING_TCVN3] = "TCVN3",
	[ENCODING_VNI] = "VNI",
	[ENCODING_VISCII] = "VISCII",
	[ENCODING_VPS] = "VPS",
	[ENCODING_CP1258] = "windows-1258",
	[ENCODING_UTF8_MISREAD] = "UTF-8 as windows-1252",
	[ENCODING_TCVN3_MISREAD] = "TCVN3 as windows-1252",
	[ENCODING_VNI_MISREAD] = "VNI as windows-1252",
	[ENCODING_VISCII_MISREAD] = "VISCII as windows-1252",
	[ENCODING_VPS_MISREAD] = "VPS as windows-1252",
	[ENCODING_CP1258_MISREAD] = "windows-1258 as windows-1252",
};

/* Lower case, without separators. */
static const struct {
	const char *name;
	enum encoding encoding;
} other_names[] = {
	{"unicode", ENCODING_UTF8},
	{"utf16", ENCODING_UTF16LE},
	{"cp1252", ENCODING_CP1252},
	{"latin1", ENCODING_CP1252},
	{"iso88591", ENCODING_CP1252},
	{"abc", ENCODING_TCVN3},
	{"tcvn", ENCODING_TCVN3},
	{"tcvn5712", ENCODING_TCVN3},
	{"tcvn57121", ENCODING_TCVN3},
	{"tcvn57121993", ENCODING_TCVN3},
	{"xviettcvn5712", ENCODING_TCVN3},
	{"vniwin", ENCODING_VNI},
	{"vniwindows", ENCODING_VNI},
	{"xvietvni", ENCODING_VNI},
	{"xvietvps", ENCODING_VPS},
	{"cp1258", ENCODING_CP1258},
	{"mojibake", ENCODING_UTF8_MISREAD},
	{"utf8ascp1252", ENCODING_UTF8_MISREAD},
	{"tcvn3ascp1252", ENCODING_TCVN3_MISREAD},
	{"vniascp1252", ENCODING_VNI_MISREAD},
	{"visciiascp1252", ENCODING_VISCII_MISREAD},
	{"vpsascp1252", ENCODING_VPS_MISREAD},
	{"cp1258ascp1252", ENCODING_CP1258_MISREAD},
};

const char *encoding_name(enum encoding e)
{
	return names[e];
}

bool encoding_list(unsigned set, enum encoding first, struct buf *out)
{
	buf_append_c(out, names[first]);
	for (int i = 0; i < ENCODING_COUNT; i++) {
		if (i == (int)first || !(set & 1u << i))
			continue;
		buf_append_c(out, ", ");
		buf_append_c(out, names[i]);
	}
	return !out->failed;
}

enum encoding encoding_before(enum encoding e)
{
	if (!encoding_is_misread(e))
		return e;
	if (e == ENCODING_UTF8_MISREAD)
		return ENCODING_UTF8;
	return (enum encoding)(ENCODING_TCVN3 + (e - ENCODING_TCVN3_MISREAD));
}

static bool is_separator(char c)
{
	return c == ' ' || c == '-' || c == '_' || c == ':';
}

static bool same_name(struct str a, const char *b)
{
	size_t at = 0;
	for (;;) {
		while (at < a.len && is_separator(a.ptr[at]))
			at++;
		while (is_separator(*b))
			b++;
		if (at == a.len || *b == '\0')
			return at == a.len && *b == '\0';
		if (tolower((unsigned char)a.ptr[at++]) != tolower((unsigned char)*b++))
			return false;
	}
}

bool encoding_of_name(struct str name, enum encoding *e)
{
	for (int i = 0; i < ENCODING_COUNT; i++) {
		if (same_name(name, names[i])) {
			*e = (enum encoding)i;
			return true;
		}
	}
	for (size_t i = 0; i < sizeof other_names / sizeof *other_names; i++) {
		if (same_name(name, other_names[i].name)) {
			*e = other_names[i].encoding;
			return true;
		}
	}
	return false;
}
