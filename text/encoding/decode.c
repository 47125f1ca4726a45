#include "text/encoding/decode.h"

#include "base/lang.h"
#include "text/encoding/capitals.h"
#include "text/encoding/detect.h"
#include "text/encoding/legacy.h"
#include "text/encoding/misread.h"
#include "text/encoding/utf16.h"

static const struct str UTF8_MARK = {"\xEF\xBB\xBF", 3};
static const struct str REPLACEMENT = {"\xEF\xBF\xBD", 3};

enum {
	SAMPLE = 16 * 1024, /* bytes that the encoding of a text is judged by */
	CLEARLY = 24,       /* bits by which another reading of a paragraph must be better */
	SLIGHTLY = 8,       /* and when it can't be what most of the text is in */
	MOSTLY = 9,         /* times more valid words than others: a paragraph is all right */
	ODD_ONE_IN = 8,     /* of the letters beyond ASCII: less of them are odd in UTF-8 */
	FEWER = 4           /* times fewer high letters than Latin ones; UTF-8 has as many */
};

/* A text on its way from its bytes to UTF-8. */
struct work {
	struct str bytes;
	struct buf *out;
	struct decoded *d;
	bool valid;                     /* BYTES are UTF-8 */
	size_t lengths[ENCODING_COUNT]; /* bytes of the paragraphs in each encoding */
};

/* Appends TEXT, at OFFSET in the input, with its ill-formed sequences replaced. */
static bool repair(struct work *w, struct str text, size_t offset)
{
	const unsigned char *s = (const unsigned char *)text.ptr;
	size_t good = 0; /* where what is not yet appended begins */
	for (size_t at = 0; at < text.len;) {
		size_t used = utf8_sequence(s + at, text.len - at);
		if (used > 0) {
			at += used;
			continue;
		}
		if (w->d->repaired++ == 0)
			w->d->first_repair = offset + at;
		buf_append(w->out, str_slice(text, good, at));
		buf_append(w->out, REPLACEMENT);
		good = at += utf8_ill_formed(s + at, text.len - at);
	}
	return buf_append(w->out, str_slice(text, good, text.len));
}

/* Appends BYTES [start, end) to OUT, read in E. */
static bool decode_part(struct work *w, enum encoding e, size_t start, size_t end)
{
	struct str part = str_slice(w->bytes, start, end);
	size_t written = w->out->len;
	bool ok;
	if (e == ENCODING_UTF8) {
		ok = repair(w, part, w->d->skipped + start);
	} else if (encoding_is_misread(e)) {
		ok = misread_decode(encoding_before(e), part, w->out);
	} else {
		size_t undefined = 0, first = 0;
		ok = legacy_decode(e, part, w->out, &undefined, &first);
		if (undefined > 0 && w->d->repaired == 0)
			w->d->first_repair = w->d->skipped + start + first;
		w->d->repaired += undefined;
	}
	if (ok && encoding_before(e) == ENCODING_TCVN3)
		capitals_restore(w->out->ptr + written, w->out->len - written, true);
	return ok;
}

/* Binary data shows in control characters; a stray NUL or two in a text does not
   make it one. */
static bool is_binary(struct str text, size_t repaired)
{
	enum { LOOKED_AT = 64 * 1024, TOLERATED = 4, ONE_IN = 50 };
	size_t sample = text.len < LOOKED_AT ? text.len : LOOKED_AT;
	size_t controls = utf8_count_controls(str_slice(text, 0, sample));
	if (controls > TOLERATED && controls > sample / ONE_IN)
		return true;
	return repaired > TOLERATED && repaired > text.len / 10;
}

static bool refuse_binary(struct error *err)
{
	return error_set(err, ERROR_INPUT,
		SAY("không phải văn bản (dữ liệu nhị phân hoặc bảng mã lạ); hãy lưu lại dưới dạng "
		    "UTF-8",
			"not text (binary data or an unknown encoding); save it again as UTF-8"));
}

static bool finish(struct work *w, struct error *err)
{
	if (w->out->failed)
		return error_set_memory(err);
	return is_binary(w->d->text, w->d->repaired) ? refuse_binary(err) : true;
}

/* The paragraph of S at AT, with its line end. */
static struct str paragraph_at(struct str s, size_t at)
{
	size_t end = at;
	while (end < s.len && s.ptr[end] != '\n' && s.ptr[end] != '\r')
		end++;
	return str_slice(s, at, end < s.len ? end + 1 : end);
}

/* Whether the valid UTF-8 S has such characters that it may be misread. */
static bool may_be_misread(struct str s)
{
	struct utf8_census census = {0};
	utf8_count(s, &census);
	size_t letters = census.odd + census.latin + census.high;
	return (census.odd > 0 && census.odd * ODD_ONE_IN >= letters) ||
	       census.high * FEWER < census.latin;
}

bool decode_is_clean(struct str text)
{
	struct utf8_census census = {0};
	utf8_count(text, &census);
	return census.odd == 0 && census.high * FEWER >= census.latin;
}

/* Weighs a sample of the bytes: the whole, or pieces from all over it. */
static void weigh_sample(struct str bytes, unsigned set, struct evidence *e)
{
	enum { PIECES = 4, PIECE = SAMPLE / PIECES };
	if (bytes.len <= SAMPLE) {
		detect_weigh(bytes, set, e);
		return;
	}
	for (size_t i = 0; i < PIECES; i++) {
		size_t start = (bytes.len - PIECE) / (PIECES - 1) * i;
		detect_weigh(str_slice(bytes, start, start + PIECE), set, e);
	}
}

/* Of valid UTF-8, the sample is of the paragraphs that may be misread. */
static void weigh_suspects(struct str text, unsigned set, struct evidence *e)
{
	size_t weighed = 0;
	for (size_t at = 0; at < text.len && weighed < SAMPLE;) {
		struct str paragraph = paragraph_at(text, at);
		at += paragraph.len;
		if (!may_be_misread(paragraph))
			continue;
		if (paragraph.len > SAMPLE)
			paragraph = str_slice(paragraph, 0, SAMPLE);
		struct str whole = str_slice(paragraph, 0, utf8_valid_prefix(paragraph));
		detect_weigh(whole, set, e);
		weighed += whole.len;
	}
}

static struct finding judge(const struct work *w)
{
	struct evidence e = {0};
	unsigned set = DETECT_UTF8 | (w->valid ? DETECT_MISREAD : DETECT_LEGACY);
	if (!w->valid) {
		weigh_sample(w->bytes, set, &e);
		return detect_best(&e, set);
	}
	weigh_suspects(w->bytes, set, &e);
	struct finding found = detect_best(&e, set);
	double lead = e.readings[ENCODING_UTF8].bits - e.readings[found.encoding].bits;
	return lead >= CLEARLY ? found : (struct finding){ENCODING_UTF8, 1};
}

/* The clearly best one, else MAIN. */
static enum encoding best_of_paragraph(struct str paragraph, bool valid, enum encoding main)
{
	unsigned set = 1u << main | DETECT_UTF8 | (valid ? DETECT_MISREAD : DETECT_LEGACY);
	struct evidence e = {0};
	detect_weigh(paragraph, set, &e);
	enum encoding best = detect_best(&e, set).encoding;
	bool broken = main == ENCODING_UTF8 && !valid; /* it isn't in MAIN */
	double margin = broken ? SLIGHTLY : CLEARLY;
	return e.readings[best].bits + margin < e.readings[main].bits ? best : main;
}

/* The encoding of one paragraph, where most of the text is in MAIN. */
static enum encoding judge_paragraph(struct work *w, struct str paragraph, enum encoding main)
{
	bool valid = w->valid || utf8_valid_prefix(paragraph) == paragraph.len;
	enum encoding best = main;
	if (!valid || main != ENCODING_UTF8 || may_be_misread(paragraph)) {
		unsigned both = 1u << main | (valid ? DETECT_UTF8 : 0u);
		struct evidence e = {0};
		detect_weigh(paragraph, both, &e);
		if (e.marked == 0)
			return main;
		const struct reading *r = &e.readings[main];
		bool ahead = !valid || r->bits < e.readings[ENCODING_UTF8].bits;
		bool clean = ahead && r->invalid * MOSTLY <= r->valid;
		if (!clean || main == ENCODING_CP1252)
			best = best_of_paragraph(paragraph, valid, main);
	}
	w->lengths[best] += paragraph.len;
	return best;
}

/* Decodes runs of paragraphs in the same encoding to OUT; nothing when all of them are
   in UTF-8 already. */
static bool decode_paragraphs(struct work *w, enum encoding main)
{
	size_t start = 0;
	enum encoding current = main;
	for (size_t at = 0; at < w->bytes.len;) {
		struct str paragraph = paragraph_at(w->bytes, at);
		enum encoding e = judge_paragraph(w, paragraph, main);
		if (e != current) {
			if (!decode_part(w, current, start, at))
				return false;
			start = at;
			current = e;
		}
		at += paragraph.len;
	}
	if (w->valid && start == 0 && current == ENCODING_UTF8)
		return true;
	if (!decode_part(w, current, start, w->bytes.len))
		return false;
	w->d->text = buf_str(w->out);
	return true;
}

static enum encoding longest(const struct work *w, enum encoding otherwise)
{
	enum encoding best = otherwise;
	for (int i = 0; i < ENCODING_COUNT; i++) {
		if (w->lengths[i] > w->lengths[best])
			best = (enum encoding)i;
	}
	return best;
}

/* How much of a text that was in several encodings makes sense as it was decoded. */
static double share_of_sense(struct str text)
{
	struct evidence e = {0};
	weigh_sample(text, DETECT_UTF8, &e);
	const struct reading *r = &e.readings[ENCODING_UTF8];
	size_t told = r->valid + r->invalid;
	return told > 0 ? (double)r->valid / (double)told : 0;
}

static void tell_encodings(struct work *w, struct finding main)
{
	struct decoded *d = w->d;
	d->encoding = longest(w, main.encoding);
	d->encodings = 1u << d->encoding;
	for (int i = 0; i < ENCODING_COUNT; i++)
		d->encodings |= w->lengths[i] > 0 ? 1u << i : 0;
	w->lengths[d->encoding] = 0;
	d->second = longest(w, d->encoding);
	d->confidence = d->second == d->encoding ? main.confidence : share_of_sense(d->text);
}

/* Decodes W->bytes to W->out; leaves D->text as it is where they are UTF-8 throughout. */
static bool decode_bytes(struct work *w, struct error *err)
{
	if (w->valid && decode_is_clean(w->bytes))
		return true;
	struct finding main = judge(w);
	if (!w->valid && main.encoding == ENCODING_UTF8 && is_binary(w->bytes, 0))
		return refuse_binary(err);
	if (!decode_paragraphs(w, main.encoding))
		return error_set_memory(err);
	tell_encodings(w, main);
	return true;
}

/* UTF-16 may hold misread text too: what Windows programs save as "Unicode". */
static bool decode_wide(
	struct str bytes, size_t mark, bool look_inside, struct work *w, struct error *err)
{
	struct decoded *d = w->d;
	enum encoding e = d->encoding;
	struct buf text = {.ceiling = w->out->ceiling};
	if (!utf16_decode(str_slice(bytes, mark, bytes.len), e, &text, &d->repaired,
		    &d->first_repair, err)) {
		buf_free(&text);
		return false;
	}
	d->first_repair += d->repaired > 0 ? mark : 0;
	d->confidence = mark > 0 ? 1 : 0.9;
	w->bytes = d->text = buf_str(&text);
	w->valid = true;
	bool ok = !look_inside || decode_bytes(w, err);
	if (ok && d->text.ptr == text.ptr) { /* not misread */
		d->encoding = d->second = e;
		d->encodings = 1u << e;
		buf_free(w->out);
		*w->out = text;
		return true;
	}
	d->encoding = d->encoding == ENCODING_UTF8 ? e : d->encoding;
	d->second = d->second == ENCODING_UTF8 ? e : d->second;
	if (d->encodings & 1u << ENCODING_UTF8)
		d->encodings ^= 1u << ENCODING_UTF8 | 1u << e;
	buf_free(&text);
	return ok;
}

bool decode_text(struct str bytes, struct buf *out, struct decoded *d, struct error *err)
{
	buf_reset(out);
	*d = (struct decoded){.text = bytes, .encodings = 1u << ENCODING_UTF8, .confidence = 1};
	struct work w = {.bytes = bytes, .out = out, .d = d};
	size_t mark;
	if (utf16_recognise(bytes, &d->encoding, &mark))
		return decode_wide(bytes, mark, true, &w, err) && finish(&w, err);
	d->encoding = ENCODING_UTF8;
	if (str_starts_with(bytes, UTF8_MARK))
		d->skipped = UTF8_MARK.len;
	d->text = w.bytes = str_slice(bytes, d->skipped, bytes.len);
	w.valid = utf8_valid_prefix(w.bytes) == w.bytes.len;
	return decode_bytes(&w, err) && finish(&w, err);
}

/* BYTES as text in UTF-8, in HELD when they are something else. */
static bool as_unicode(struct str bytes, struct buf *held, struct work *w, struct error *err)
{
	struct decoded *d = w->d;
	enum encoding wide;
	size_t mark;
	if (utf16_recognise(bytes, &wide, &mark)) {
		bool ok = utf16_decode(str_slice(bytes, mark, bytes.len), wide, held, &d->repaired,
			&d->first_repair, err);
		d->first_repair += d->repaired > 0 ? mark : 0;
		w->bytes = buf_str(held);
		return ok;
	}
	if (str_starts_with(bytes, UTF8_MARK))
		d->skipped = UTF8_MARK.len;
	w->bytes = str_slice(bytes, d->skipped, bytes.len);
	if (utf8_valid_prefix(w->bytes) == w->bytes.len)
		return true;
	struct work plain = {.bytes = w->bytes, .out = held, .d = d};
	if (!repair(&plain, w->bytes, d->skipped))
		return error_set_memory(err);
	w->bytes = buf_str(held);
	return true;
}

static bool decode_misread_as(struct str bytes, struct work *w, struct error *err)
{
	struct buf held = {.ceiling = w->out->ceiling};
	bool ok = as_unicode(bytes, &held, w, err);
	if (ok && !decode_part(w, w->d->encoding, 0, w->bytes.len))
		ok = error_set_memory(err);
	w->d->text = buf_str(w->out);
	buf_free(&held);
	return ok;
}

bool decode_text_as(
	struct str bytes, enum encoding e, struct buf *out, struct decoded *d, struct error *err)
{
	if (e == ENCODING_DETECT)
		return decode_text(bytes, out, d, err);
	buf_reset(out);
	*d = (struct decoded){
		.text = bytes, .encoding = e, .second = e, .encodings = 1u << e, .confidence = 1};
	struct work w = {.bytes = bytes, .out = out, .d = d};
	if (e == ENCODING_UTF16LE || e == ENCODING_UTF16BE)
		return decode_wide(bytes, utf16_mark(bytes, e), false, &w, err) && finish(&w, err);
	if (encoding_is_misread(e))
		return decode_misread_as(bytes, &w, err) && finish(&w, err);
	if (e == ENCODING_UTF8 && str_starts_with(bytes, UTF8_MARK))
		d->skipped = UTF8_MARK.len;
	d->text = w.bytes = str_slice(bytes, d->skipped, bytes.len);
	if (e == ENCODING_UTF8 && utf8_valid_prefix(w.bytes) == w.bytes.len)
		return finish(&w, err);
	if (!decode_part(&w, e, 0, w.bytes.len))
		return error_set_memory(err);
	d->text = buf_str(out);
	return finish(&w, err);
}
