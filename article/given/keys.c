#include "article/given/keys.h"

#include "article/words.h"
#include "base/ascii.h"
#include "base/lang.h"
#include "text/syllable/spelling.h"
#include "text/syllable/utf8.h"

#include <stdio.h>
#include <stdlib.h>

enum { KEY_BYTES_MAX = 4 * KEY_NAME_MAX /* of one as it is written */ };

/* Of each field, the keys that are believed first stand first. Lower case, without marks and
   signs: "pubdate" is pubDate, pub_date and "Pub date". */
static const struct {
	enum field field;
	const char *keys;
} table[] = {
	{FIELD_ID, "id articleid docid documentid newsid postid contentid aid nid oid guid uuid "
		   "uid maso mabai mabaiviet idbaiviet"},
	{FIELD_TITLE,
		"title headline headlines tieude tieudebai tenbai tenbaiviet tuade dautde tit "
		"articletitle newstitle posttitle titlenews ogtitle headlinemain h1 subject "
		"heading trichyeu name"},
	{FIELD_LEAD,
		"lead sapo sapoo lede abstract tomtat dan doandan mota gioithieu summary "
		"standfirst intro excerpt description descriptiontext descriptionhtml "
		"descriptions shortdescription shortcontent metadescription ogdescription desc "
		"subtitle chapeau teaser brief"},
	{FIELD_BODY,
		"body noidung noidungbai noidungtin content contents maintext text fulltext "
		"articlebody bodytext bodyhtml bodyxhtml bodies articletext articlecontent "
		"newscontent postcontent contentencoded contenthtml contenttext contentraw "
		"textcontent cleantext plaintext rawtext rawcontent html paragraphs passages "
		"sentences blocks story toanvan vanban document thanbai baiviet detail details "
		"chitiet"},
	{FIELD_CAPTIONS,
		"captions caption chuthich chuthichanh imagecaption imagecaptions photocaption "
		"photocaptions anhchuthich associations"},
	{FIELD_AUTHOR,
		"author authors tacgia byline bylines nguoiviet butdanh phongvien dccreator "
		"creator writer writers reporter reporters journalist authorname authornames "
		"contributors postedby"},
	{FIELD_DATE,
		"date ngaydang ngayxuatban ngay publisheddate publishdate publisheddatetime "
		"datepublished publicationdate pubdate publishedat publishedon publishedtime "
		"published publishtime publishedtimestamp datepublish datepub articlepublishedtime "
		"articledate newsdate postdate posteddate postedat dateposted releasedate "
		"firstcreated contentcreated issued dcdate datetime timestamp time thoigian "
		"thoigiandang ngaythang ngaydangtin ngaybanhanh ngayky versioncreated "
		"createdat created createddate createtime creationdate datecreated"},
	{FIELD_PLACE, "place places located location locations diadiem noi diadanh dateline"},
	{FIELD_SOURCE, "source sources nguon nguontin nguonbao bao tobao toasoan coquanbaochi "
		       "outlet publisher "
		       "publication newspaper sitename ogsitename sourcename website newssource "
		       "sourcedomain infosources copyrightholder provider domain hostname site"},
	{FIELD_URL, "url link duongdan lienket diachi href permalink canonical canonicalurl "
		    "articleurl newsurl pageurl sourceurl originalurl sourcelink ogurl weburl uri "
		    "webpage mainentityofpage"},
	{FIELD_IMAGE, "image images urltoimage anh hinhanh imageurl imageurls thumbnail "
		      "thumbnailurl topimage "
		      "leadimage leadimageurl featuredimage ogimage mainimage photo photos picture "
		      "pictures avatar cover coverimage thumb img"},
	{FIELD_ISSUER, "issuer coquanbanhanh coquan donvi donvibanhanh issuingbody issuedby"},
	{FIELD_NUMBER, "number sohieu sokyhieu sovanban documentnumber docnumber"},
	{FIELD_KIND, "kind loaivanban documenttype doctype"},
	{FIELD_TAGS,
		"tags tag tukhoa keywords keyword hashtags hashtag newskeywords metakeywords the "
		"articletags taglist tagnames"},
	{FIELD_CATEGORY, "category categories chuyenmuc chuyenmucbai section sections danhmuc "
			 "theloai articlesection categoryname subcategory"},
	{FIELD_VISIBILITY, "visibility phamvi phamvixem"},
	{FIELD_EMBARGO, "embargountil embargoed embargo embargoeduntil camdangden khongdangtruoc"},
};

/* What --map calls them. */
static const char *const names[FIELD_COUNT] = {"id", "title", "lead", "body", "captions", "author",
	"date", "place", "source", "url", "image", "issuer", "number", "kind", "tags", "category",
	"visibility", "embargo_until"};

/* KEY as keys are compared; "" for one that is too long. */
static struct str normal(struct str key, char out[KEY_NAME_MAX + 1])
{
	struct word w;
	size_t len = 0;
	for (size_t at = 0; words_next(key, &at, &w);) {
		struct spelling s;
		spelling_of(w.raw, &s);
		struct str folded = str_make(s.folded, s.folded_len);
		if (ascii_is_all(w.raw))
			folded = w.raw;
		if (folded.len > KEY_NAME_MAX - len)
			return str_make(out, 0);
		for (size_t i = 0; i < folded.len; i++)
			out[len++] = ascii_lower(folded.ptr[i]);
	}
	out[len] = '\0';
	return str_make(out, len);
}

static struct key_use use_by_table(struct str key)
{
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		struct str rest = str_from_c(table[i].keys), name;
		for (unsigned rank = 0; str_split(&rest, ' ', &name); rank++) {
			if (str_eq(name, key))
				return (struct key_use){table[i].field, rank};
		}
	}
	return (struct key_use){FIELD_NONE, 0};
}

struct key_use key_use_of(const struct key_map *map, struct str key)
{
	char room[KEY_NAME_MAX + 1];
	struct key_use use = {FIELD_NONE, 0};
	if (key.len > KEY_BYTES_MAX || utf8_valid_prefix(key) < key.len)
		return use;
	struct str name = normal(key, room);
	if (name.len == 0)
		return use;
	for (size_t i = 0; map && i < map->count; i++) {
		if (str_eq(name, str_from_c(map->entries[i].name)))
			return (struct key_use){map->entries[i].field, (unsigned)i};
	}
	use = use_by_table(name);
	use.rank += KEY_MAP_MAX;
	return use;
}

enum field key_map_column(const struct key_map *map, unsigned number)
{
	for (size_t i = 0; map && i < map->count; i++) {
		if (map->entries[i].column == number)
			return map->entries[i].field;
	}
	return FIELD_NONE;
}

static bool fail_map(struct str part, struct error *err)
{
	error_set(err, ERROR_USAGE,
		SAY("không hiểu “%.*s”; hãy viết như --map title=headline,body=noi_dung, với các "
		    "trường: ",
			"can't read \"%.*s\"; write it like --map title=headline,body=noi_dung, "
			"with the fields: "),
		STR_ARG(part));
	for (int f = 0; f < FIELD_COUNT; f++) {
		size_t len = strlen(err->message);
		snprintf(err->message + len, sizeof err->message - len, "%s%s", f > 0 ? ", " : "",
			names[f]);
	}
	return false;
}

static bool read_entry(struct str part, struct key_map *out)
{
	const char *sign = part.len > 0 ? memchr(part.ptr, '=', part.len) : NULL;
	if (!sign || out->count == KEY_MAP_MAX)
		return false;
	struct str name = str_trim(str_make(part.ptr, (size_t)(sign - part.ptr)));
	struct str key = str_trim(str_make(sign + 1, part.len - (size_t)(sign - part.ptr) - 1));
	for (int f = 0; f < FIELD_COUNT; f++) {
		if (!str_eq(name, str_from_c(names[f])))
			continue;
		out->entries[out->count].field = (enum field)f;
		if (normal(key, out->entries[out->count].name).len == 0)
			return false;
		if (ascii_is_number(key) && key.len < 5)
			out->entries[out->count].column = (unsigned)strtoul(key.ptr, NULL, 10);
		out->count++;
		return true;
	}
	return false;
}

bool key_map_read(struct str text, struct key_map *out, struct error *err)
{
	struct str part;
	*out = (struct key_map){0};
	text = str_trim(text);
	while (text.len > 0 && str_split(&text, ',', &part)) {
		if (!read_entry(part, out))
			return fail_map(part, err);
		if (!text.ptr)
			break;
	}
	return true;
}
