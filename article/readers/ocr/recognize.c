#include "article/readers/ocr/recognize.h"

#include "article/readers/pdf/pdf_reader.h"
#include "article/readers/pdf/scan.h"

#include <cairo.h>
#include <fontconfig/fontconfig.h>
#include <math.h>
#include <tesseract/capi.h>

enum {
	DOTS_PER_INCH = 300,
	SIDE_MAX = 6000, /* pixels: a larger page is read less finely */
	WORDS_MAX = 20000,
	DOUBT = 20 /* percent of confidence below which a word is dirt */
};

static const double points_per_inch = 72;
/* A line's box, from the top of its highest letter to the bottom of its lowest, in sizes of the
 * font.
 */
static const double line_height = 1.1;
/* Of a size: no other one. */
static const double nearly = .15;

static TessBaseAPI *tesseract; /* never freed: one a process */

/* ---- Pictures ---- */

/* Dots a point. */
static double scale_of(double width, double height)
{
	double scale = DOTS_PER_INCH / points_per_inch, side = fmax(width, height);
	return side * scale > SIDE_MAX ? SIDE_MAX / side : scale;
}

/* PAGE, drawn black on white. NULL when out of memory. */
static cairo_surface_t *draw(PopplerPage *page, double *scale)
{
	double width, height;
	poppler_page_get_size(page, &width, &height);
	*scale = scale_of(width, height);
	if (!(width >= 1 && height >= 1))
		return NULL;
	cairo_surface_t *surface = cairo_image_surface_create(
		CAIRO_FORMAT_RGB24, (int)ceil(width * *scale), (int)ceil(height * *scale));
	cairo_t *context = cairo_create(surface);
	cairo_set_source_rgb(context, 1, 1, 1);
	cairo_paint(context);
	cairo_scale(context, *scale, *scale);
	poppler_page_render(page, context);
	bool ok = cairo_status(context) == CAIRO_STATUS_SUCCESS;
	cairo_destroy(context);
	cairo_surface_flush(surface);
	if (ok && cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS)
		return surface;
	cairo_surface_destroy(surface);
	return NULL;
}

/* Gives Tesseract the picture in shades of grey. */
static bool show(cairo_surface_t *surface)
{
	int width = cairo_image_surface_get_width(surface);
	int height = cairo_image_surface_get_height(surface);
	int stride = cairo_image_surface_get_stride(surface);
	const unsigned char *pixels = cairo_image_surface_get_data(surface);
	unsigned char *grey = malloc((size_t)width * (size_t)height);
	if (!grey)
		return false;
	for (int y = 0; y < height; y++) {
		const unsigned char *from = pixels + (ptrdiff_t)y * stride;
		unsigned char *to = grey + (ptrdiff_t)y * width;
		for (int x = 0; x < width; x++) {
			const unsigned char *p = from + (ptrdiff_t)4 * x;
			to[x] = (unsigned char)((p[0] * 29 + p[1] * 150 + p[2] * 77) >> 8);
		}
	}
	TessBaseAPISetImage(tesseract, grey, width, height, 1, width);
	TessBaseAPISetSourceResolution(tesseract, DOTS_PER_INCH);
	bool ok = TessBaseAPIRecognize(tesseract, NULL) == 0;
	free(grey);
	return ok;
}

/* ---- Words ---- */

static size_t length_of(struct str text)
{
	size_t length = 0;
	for (size_t i = 0; i < text.len; i++)
		length += ((unsigned char)text.ptr[i] & 0xC0) != 0x80;
	return length;
}

/* The size of the font of the word that IT stands at, in a line of that HEIGHT: by what Tesseract
   takes the letters' height to be. */
static double size_of(const TessResultIterator *it, double height)
{
	BOOL bold, italic, underlined, monospaced, serif, small_capitals;
	int size = 0, font;
	TessResultIteratorWordFontAttributes(it, &bold, &italic, &underlined, &monospaced, &serif,
		&small_capitals, &size, &font);
	double told = size / line_height, seen = height / line_height;
	return fmax(1, told > seen / 2 && told < 2 * seen ? told : seen);
}

/* Sizes that are nearly that of most of the page are that one: which letters a line has moves them
   a little. */
static void settle_sizes(struct atom *atoms, size_t count)
{
	struct sizes sizes = {{0}};
	for (size_t i = 0; i < count; i++)
		sizes_add(&sizes, round(atoms[i].size), atoms[i].glyphs);
	double usual = sizes_usual(&sizes);
	for (size_t i = 0; i < count; i++) {
		if (fabs(atoms[i].size - usual) <= nearly * usual)
			atoms[i].size = usual;
	}
}

/* The word that IT stands at, as an atom; its line's box tells top and bottom. */
static bool take_word(
	const TessResultIterator *it, double scale, struct atom *out, struct arena *memory)
{
	const TessPageIterator *place = TessResultIteratorGetPageIteratorConst(it);
	int left, top, right, bottom, line_left, line_right;
	char *text = TessResultIteratorGetUTF8Text(it, RIL_WORD);
	bool seen = text && *text && TessResultIteratorConfidence(it, RIL_WORD) >= DOUBT &&
		    TessPageIteratorBoundingBox(place, RIL_WORD, &left, &top, &right, &bottom) &&
		    TessPageIteratorBoundingBox(
			    place, RIL_TEXTLINE, &line_left, &top, &line_right, &bottom);
	if (seen) {
		out->text = arena_str(memory, str_trim(str_from_c(text)));
		out->left = left / scale;
		out->right = right / scale;
		out->top = top / scale;
		out->bottom = bottom / scale;
		out->size = size_of(it, out->bottom - out->top);
		seen = out->text.ptr && out->text.len > 0;
		out->glyphs = seen ? length_of(out->text) : 0;
	}
	TessDeleteText(text);
	return seen;
}

static bool take_words(struct glyphs *out, double scale, struct arena *memory)
{
	struct atom *atoms = arena_array(memory, WORDS_MAX, sizeof *atoms);
	TessResultIterator *it = TessBaseAPIGetIterator(tesseract);
	bool more = it != NULL;
	while (atoms && more && out->counts[0] < WORDS_MAX) {
		struct atom *a = &atoms[out->counts[0]];
		if (take_word(it, scale, a, memory)) {
			out->text_bytes += a->text.len;
			out->counts[0]++;
		}
		more = TessResultIteratorNext(it, RIL_WORD);
	}
	if (it)
		TessResultIteratorDelete(it);
	if (atoms)
		settle_sizes(atoms, out->counts[0]);
	out->atoms[0] = atoms;
	return atoms != NULL;
}

static bool recognize(
	struct glyphs *out, PopplerPage *page, struct glyph_fonts *fonts, struct arena *memory)
{
	double scale;
	*out = (struct glyphs){0};
	fonts->fonts[0] = (struct font){.encoding = ENCODING_UTF8};
	cairo_surface_t *surface = draw(page, &scale);
	if (!surface)
		return false;
	bool ok = show(surface);
	cairo_surface_destroy(surface);
	ok = ok && take_words(out, scale, memory);
	TessBaseAPIClear(tesseract);
	return ok;
}

static void *scan_open(const struct article_file *file, struct error *err)
{
	return pdf_open_scan(file, recognize, err);
}

/* What a page that is drawn shows must not depend on the fonts of this machine, nor on whether they
 * can be read: there are none but those that a file brings. */
static bool forget_fonts(void)
{
	FcConfig *none = FcConfigCreate();
	bool ok = none && FcConfigSetCurrent(none);
	if (none)
		FcConfigDestroy(none);
	return ok;
}

bool scan_warm_up(void)
{
	if (!forget_fonts() || !pdf_warm_up())
		return false;
	tesseract = TessBaseAPICreate();
	if (!tesseract || TessBaseAPIInit3(tesseract, NULL, "vie") != 0)
		return false;
	TessBaseAPISetVariable(tesseract, "debug_file", "/dev/null");
	TessBaseAPISetPageSegMode(tesseract, PSM_AUTO);
	/* what it makes when it reads for the first time */
	cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, 64, 64);
	bool ok = show(surface);
	cairo_surface_destroy(surface);
	TessBaseAPIClear(tesseract);
	return ok;
}

const struct reader_ops scan_reader_ops = {scan_open, pdf_next, pdf_ceiling, pdf_close, NULL};
