#include "article/readers/droppings.h"

#include <string.h>
#include <strings.h>

struct dropping {
	const char *name; /* whatever its case */
	bool folder;
};

/* Thumbnails, bins and snapshots of Synology, QNAP, Windows, macOS and Linux. */
static const struct dropping wholes[] = {{"@eaDir", true}, {"#recycle", true}, {"#snapshot", true},
	{"@Recycle", true}, {"@Recently-Snapshot", true}, {"$RECYCLE.BIN", true},
	{"System Volume Information", true}, {"__MACOSX", true}, {"lost+found", true},
	{".git", true}, {".svn", true}, {".Trashes", true}, {".Spotlight-V100", true},
	{".fseventsd", true}, {".DS_Store", false}, {"Thumbs.db", false}, {"desktop.ini", false},
	{".directory", false}};

/* Locks and shadows: of Word, of LibreOffice, of Emacs, of macOS, of NFS; deleted files. */
static const char *const beginnings[] = {"~$", ".~lock.", ".#", "._", ".nfs", ".fuse_hidden"};

/* Backups, and what is still being written. */
static const char *const endings[] = {
	"~", ".bak", ".swp", ".swo", ".tmp", ".orig", ".part", ".crdownload"};

#define COUNT(list) (sizeof(list) / sizeof *(list))

/* Most names differ from most others in any byte of them: A and B in this one? */
static bool may_be(char a, char b)
{
	return ((a ^ b) & ~0x20) == 0;
}

static bool is_one_of(const struct dropping *list, size_t count, const char *name, bool folder)
{
	for (size_t i = 0; i < count; i++) {
		if (may_be(*name, *list[i].name) && list[i].folder == folder &&
			strcasecmp(name, list[i].name) == 0)
			return true;
	}
	return false;
}

static bool begins_like(const char *name)
{
	for (size_t i = 0; i < COUNT(beginnings); i++) {
		const char *beginning = beginnings[i];
		if (may_be(*name, *beginning) &&
			strncasecmp(name, beginning, strlen(beginning)) == 0)
			return true;
	}
	return false;
}

static bool ends_like(const char *name, size_t len)
{
	for (size_t i = 0; i < COUNT(endings); i++) {
		size_t ending = strlen(endings[i]);
		if (len > ending && may_be(name[len - 1], endings[i][ending - 1]) &&
			strcasecmp(name + len - ending, endings[i]) == 0)
			return true;
	}
	return len > 2 && name[0] == '#' && name[len - 1] == '#';
}

bool dropping_is(const char *name, bool folder)
{
	return is_one_of(wholes, COUNT(wholes), name, folder) ||
	       (folder ? strncmp(name, ".Trash-", strlen(".Trash-")) == 0
		       : begins_like(name) || ends_like(name, strlen(name)));
}

/* A path's folders and name. */
bool dropping_is_in(struct str path)
{
	struct str part;
	while (str_split(&path, '/', &part)) {
		char name[DROPPING_NAME + 1];
		struct str kept =
			str_slice(part, 0, part.len < DROPPING_NAME ? part.len : DROPPING_NAME);
		memcpy(name, kept.ptr, kept.len);
		name[kept.len] = '\0';
		if (*name == '.' || dropping_is(name, path.len > 0))
			return true;
	}
	return false;
}
