#include "article/readers/container/package.h"

#include "base/ascii.h"
#include "base/lang.h"

#include <libxml/parser.h>
#include <zip.h>

enum { AT_ONCE = 32 * 1024 };

struct reading {
	const struct package_handler *handler;
	void *context;
	xmlParserCtxt *parser;
	bool refused; /* it declares something of its own */
};

bool package_is(struct str bytes)
{
	return str_starts_with(bytes, STR("PK\x03\x04"));
}

static bool damaged(struct error *err)
{
	return error_set(err, ERROR_CORRUPT,
		SAY("tệp hỏng hoặc bị cắt cụt; hãy chép lại từ bản gốc",
			"damaged or cut short; copy it again from its origin"));
}

bool package_open(struct package *p, struct str bytes, struct error *err)
{
	zip_error_t failure;
	*p = (struct package){.left = PACKAGE_BYTES_MAX};
	zip_error_init(&failure);
	zip_source_t *source = zip_source_buffer_create(bytes.ptr, bytes.len, 0, &failure);
	if (source)
		p->zip = zip_open_from_source(source, ZIP_RDONLY, &failure);
	if (source && !p->zip)
		zip_source_free(source);
	zip_error_fini(&failure);
	if (!p->zip)
		return damaged(err);
	if (zip_get_num_entries(p->zip, 0) <= PACKAGE_MEMBERS)
		return true;
	return error_set(err, ERROR_LIMIT,
		SAY("có hơn %d tệp bên trong", "there are more than %d files in it"),
		PACKAGE_MEMBERS);
}

void package_close(struct package *p)
{
	if (p->zip)
		zip_discard(p->zip);
	p->zip = NULL;
}

bool package_has(const struct package *p, const char *member)
{
	return zip_name_locate(p->zip, member, ZIP_FL_NOCASE) >= 0;
}

/* ---- Events ---- */

static void begin_element(void *context, const xmlChar *name, const xmlChar *prefix,
	const xmlChar *uri, int namespaces, const xmlChar **declared, int count, int defaulted,
	const xmlChar **attributes)
{
	struct reading *r = context;
	const struct package_tag tag = {(const char *)name, attributes, count};
	(void)prefix, (void)uri, (void)namespaces, (void)declared, (void)defaulted;
	r->handler->begin(r->context, &tag);
}

static void end_element(
	void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
	struct reading *r = context;
	(void)prefix, (void)uri;
	r->handler->end(r->context, (const char *)name);
}

static void characters(void *context, const xmlChar *text, int len)
{
	struct reading *r = context;
	if (len > 0)
		r->handler->text(r->context, str_make((const char *)text, (size_t)len));
}

/* What declares entities wants to be unfolded without end: office files never do. */
static void refuse(void *context, const xmlChar *name, const xmlChar *id, const xmlChar *system)
{
	struct reading *r = context;
	(void)name, (void)id, (void)system;
	r->refused = true;
	xmlStopParser(r->parser);
}

struct str package_attribute(const struct package_tag *tag, const char *name)
{
	for (int i = 0; i < tag->count; i++) {
		const unsigned char **a = tag->attributes + 5 * (size_t)i;
		if (strcmp((const char *)a[0], name) == 0)
			return str_make((const char *)a[3], (size_t)(a[4] - a[3]));
	}
	return str_make(NULL, 0);
}

uint32_t package_number(struct str value)
{
	enum { FIGURES = 9 };
	uint32_t out = 0;
	for (size_t i = 0; i < FIGURES && ascii_is_digit(str_at(value, i)); i++)
		out = 10 * out + (uint32_t)(value.ptr[i] - '0');
	return out;
}

bool package_is_on(struct str value)
{
	return !str_eq(value, STR("0")) && !str_eq(value, STR("false")) &&
	       !str_eq(value, STR("off"));
}

/* ---- Members ---- */

static bool fail_limit(struct error *err)
{
	return error_set(err, ERROR_LIMIT,
		SAY("bung ra lớn hơn %d MiB", "unpacks to more than %d MiB"),
		PACKAGE_BYTES_MAX >> 20);
}

/* Feeds all of FILE to the parser. */
static bool feed(struct package *p, zip_file_t *file, struct reading *r, struct error *err)
{
	char bytes[AT_ONCE];
	zip_int64_t got;
	while ((got = zip_fread(file, bytes, sizeof bytes)) > 0) {
		if ((uint64_t)got > p->left)
			return fail_limit(err);
		p->left -= (uint64_t)got;
		int code = xmlParseChunk(r->parser, bytes, (int)got, 0);
		if (code == XML_ERR_NO_MEMORY)
			return error_set_memory(err);
		if (code != XML_ERR_OK && !r->parser->wellFormed)
			return damaged(err);
	}
	if (got < 0 || r->refused)
		return damaged(err);
	return xmlParseChunk(r->parser, bytes, 0, 1) == XML_ERR_OK || r->parser->wellFormed ||
	       damaged(err);
}

static bool parse(struct package *p, zip_file_t *file, struct reading *r, struct error *err)
{
	xmlSAXHandler sax = {.initialized = XML_SAX2_MAGIC,
		.startElementNs = begin_element,
		.endElementNs = end_element,
		.characters = characters,
		.cdataBlock = characters,
		.internalSubset = refuse};
	r->parser = xmlCreatePushParserCtxt(&sax, r, NULL, 0, NULL);
	if (!r->parser)
		return error_set_memory(err);
	xmlCtxtUseOptions(r->parser, XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
	bool ok = feed(p, file, r, err);
	xmlFreeParserCtxt(r->parser);
	return ok;
}

bool package_read(struct package *p, const char *member, const struct package_handler *handler,
	void *context, struct error *err)
{
	struct reading r = {.handler = handler, .context = context};
	zip_int64_t index = zip_name_locate(p->zip, member, ZIP_FL_NOCASE);
	if (index < 0)
		return true;
	zip_file_t *file = zip_fopen_index(p->zip, (zip_uint64_t)index, 0);
	if (!file)
		return damaged(err);
	bool ok = parse(p, file, &r, err);
	zip_fclose(file);
	return ok;
}
