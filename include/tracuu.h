/* Tra Cứu for programs: searches an archive of Vietnamese press releases, as tracuu does.
 *
 *     struct tracuu_archive *a = tracuu_open("/srv/archive", NULL, NULL);
 *     struct tracuu_handle *h = tracuu_handle_open(a, NULL);
 *     struct tracuu_answer *r = tracuu_ask(h, "{\"q\":\"lũ lụt\"}", TRACUU_WHOLE);
 *     for (size_t i = 0; i < tracuu_count(r, "/hits"); i++) …
 *
 * A request is an object in JSON, and so is its answer: docs/answer.md has their members,
 * docs/request.schema.json and docs/answer.schema.json their forms. The same request has the same
 * answer by this library, by tracuu --batch, by tracuu --serve and by tracuu-web, byte for byte,
 * but for took_ms. Who does not want JSON asks for the members of an answer one by one.
 *
 * Errors. A request always has an answer, which may be an error as the contract has them. Opening
 * fails with a struct tracuu_error: a code, and a message that says what, where and what to do
 * next, in Vietnamese and English. It names files of this machine, and is for who keeps it, not for
 * visitors. No call ends the process, prints, or throws.
 *
 * Ownership. What is opened is closed, what is asked for is freed, by the caller; NULL is allowed
 * there. Strings that are given are borrowed for the call. Strings that are returned live as long
 * as the answer, or the error, that they are of.
 *
 * Threads. An archive may be used by any number of threads at a time; a handle, an answer and an
 * error belong to one thread at a time (but for tracuu_cancel). Handles of one archive share what
 * they read. A thread needs 256 KiB of stack. Nothing may be used on both sides of a fork.
 *
 * The process. Nothing of it is changed: no signal, timer, limit, locale, working folder, nor
 * descriptor but those of files that are open (O_CLOEXEC). A request ends by work that is counted,
 * and by a clock behind it that is looked at. What is open stays whole, whatever becomes of its
 * files: the tables of the index are looked through in whole, block by block, when a generation is
 * opened for the first time, and positions and words are read into memory, once for all handles,
 * 0.4 KB an article, with the texts that articles had before they were changed, as many bytes as
 * "history" of tracuu-index status --json says. What tracuu does besides, confining itself and
 * surviving an error of its own, only a process of its own can do: who lets strangers ask speaks
 * with tracuu --serve.
 *
 * Versions. TRACUU_API grows when something is added; nothing is changed or taken away as long as
 * the library is libtracuu.so.0. */
#ifndef TRACUU_H
#define TRACUU_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define TRACUU_API 1

/* The version of the library that runs, as "0.2.0". */
const char *tracuu_version(void);

/* ---- Errors ---- */

struct tracuu_error;

/* As `code` of an error in JSON. There may be more. */
enum tracuu_code {
	TRACUU_ERROR_USAGE = 1, /* an option makes no sense */
	TRACUU_ERROR_INPUT = 2,
	TRACUU_ERROR_NOT_FOUND = 3, /* there is no archive */
	TRACUU_ERROR_IO = 4,        /* the system refused to read */
	TRACUU_ERROR_NO_SPACE = 5,
	TRACUU_ERROR_MEMORY = 6,
	TRACUU_ERROR_LIMIT = 7,
	TRACUU_ERROR_LOCKED = 8,
	TRACUU_ERROR_CORRUPT = 9,  /* damaged; the message says how to mend it */
	TRACUU_ERROR_VERSION = 10, /* made by a newer version, or one too old */
	TRACUU_ERROR_HELD = 11,
	TRACUU_ERROR_STOPPED = 12,
	TRACUU_ERROR_OVERLOADED = 13,
	TRACUU_ERROR_LOST = 14,
	TRACUU_ERROR_INTERNAL = 15 /* an error of ours */
};

enum tracuu_code tracuu_error_code(const struct tracuu_error *e);

/* LANGUAGE is "vi" or "en"; others mean "en". */
const char *tracuu_error_message(const struct tracuu_error *e, const char *language);

void tracuu_error_free(struct tracuu_error *e);

/* ---- Archives ---- */

struct tracuu_archive;

struct tracuu_options {
	size_t size; /* sizeof (struct tracuu_options); what is behind it is as if it were 0 */

	/* Of messages, where a request does not say "lang": "vi" or "en"; NULL: "vi". */
	const char *language;

	/* The longest time of a request, in milliseconds, at most an hour; 0: 500. */
	uint32_t timeout_ms;

	/* Where readers find the files of articles: "FROM=TO", as of --path-map, the last of them
	   NULL; at most 32. NULL: nowhere. */
	const char *const *path_map;

	/* Is told, by the thread that asks, what an answer must not tell: what is wrong with the
	   archive, which may name files of this machine. NULL: nobody. */
	void (*log)(void *context, const char *message);
	void *context;

	/* The audience that asks, as of --as: just what that may see at the moment is opened, and
	   no request gets at more. NULL: somebody who sees all. Who opens for an audience calls
	   tracuu_reload from time to time, as embargoes end and articles are hidden. */
	const char *as;
};

/* Opens the archive in the folder PATH, NULL: the one that tracuu searches where none is named; as
   it is published now. OPTIONS may be NULL: all zero. NULL on failure; *ERROR, where ERROR is not
   NULL, says why, and is owned by the caller.
   Takes the time of reading the index once: the first time from the disk; a gigabyte of tables
   that the system has in memory, half a second. */
struct tracuu_archive *tracuu_open(
	const char *path, const struct tracuu_options *options, struct tracuu_error **error);

/* Its handles may stay open, and keep what they need. */
void tracuu_close(struct tracuu_archive *a);

enum tracuu_reload {
	TRACUU_RELOAD_FAILED = -1, /* the generation that was open stays so */
	TRACUU_RELOAD_SAME = 0,    /* none was published since */
	TRACUU_RELOAD_NEW = 1
};

/* Opens the generation that is published now, where it is another than that which is open, or where
   an embargo has ended for the audience that asks. Each handle takes it up with its next request.
   Cheap where there is none: a link is read, and for an audience the manifest. */
enum tracuu_reload tracuu_reload(struct tracuu_archive *a, struct tracuu_error **error);

/* ---- Asking ---- */

struct tracuu_handle;
struct tracuu_answer;

/* A handle of A, for one thread at a time. NULL on failure, as of tracuu_open. */
struct tracuu_handle *tracuu_handle_open(struct tracuu_archive *a, struct tracuu_error **error);
void tracuu_handle_close(struct tracuu_handle *h);

/* As a length: up to the NUL. */
#define TRACUU_WHOLE ((size_t)-1)

/* Answers the LENGTH bytes of REQUEST, any bytes, 64 KiB at most. Of NULL, for want of memory
   even to say so, all calls below are answered as of an answer without members. */
struct tracuu_answer *tracuu_ask(struct tracuu_handle *h, const char *request, size_t length);
void tracuu_answer_free(struct tracuu_answer *r);

/* Ends what H is asked for at this moment by another thread: its answer is the error "stopped".
   Where nothing is being asked, nothing. H must stay open meanwhile. */
void tracuu_cancel(struct tracuu_handle *h);

/* How it went, as the exit status of tracuu says it. */
enum tracuu_outcome {
	TRACUU_FOUND = 0,
	TRACUU_NOTHING = 1, /* no article */
	TRACUU_REFUSED = 2, /* the request, or its query, can't be read */
	TRACUU_FAILED = 3
};

enum tracuu_outcome tracuu_answer_outcome(const struct tracuu_answer *r);

/* The answer as one line of JSON, UTF-8, without its end, NUL-terminated; *LENGTH, where LENGTH is
   not NULL, is its length. NULL only of NULL. */
const char *tracuu_answer_json(const struct tracuu_answer *r, size_t *length);

/* ---- Answers, member by member ----

   A member is named by its place, a JSON Pointer (RFC 6901): "/hits/0/title", "/total/value",
   "/error/message". What is not there is no error: it is TRACUU_NONE, 0, NULL or false. The first
   of these calls takes the answer apart; where memory is out nothing is there, not even "", which
   is the whole. */

enum tracuu_kind {
	TRACUU_NONE, /* not there */
	TRACUU_NULL,
	TRACUU_BOOLEAN,
	TRACUU_INTEGER,
	TRACUU_REAL,
	TRACUU_TEXT,
	TRACUU_ARRAY,
	TRACUU_OBJECT
};

enum tracuu_kind tracuu_kind(struct tracuu_answer *r, const char *place);

/* Elements of an array, or members of an object. */
size_t tracuu_count(struct tracuu_answer *r, const char *place);

/* A string, UTF-8 without NUL. */
const char *tracuu_text(struct tracuu_answer *r, const char *place);

/* A number; a real one is cut off. */
int64_t tracuu_integer(struct tracuu_answer *r, const char *place);

/* A number. */
double tracuu_real(struct tracuu_answer *r, const char *place);

bool tracuu_boolean(struct tracuu_answer *r, const char *place);

/* A hit, for reading lists without naming places. NULL: it has none. */
struct tracuu_hit {
	size_t rank; /* from 1 in all that was found */
	double score;
	const char *id;
	const char *title;
	const char *date; /* "2017-06-27", "2017-06" or "2017" */
	const char *author;
	const char *source;
	const char *place;
	const char *url;
	const char *path;
	size_t snippets; /* of which tracuu_piece tells */
};

/* Hit number I, from 0, of R. SIZE is sizeof *OUT: as much is filled. False: there is none. */
bool tracuu_hit(struct tracuu_answer *r, size_t i, struct tracuu_hit *out, size_t size);

/* Piece number K, from 0, of snippet number J of hit number I: a run of its text that is marked or
   not. NULL: there is none. */
const char *tracuu_piece(struct tracuu_answer *r, size_t i, size_t j, size_t k, bool *marked);

#ifdef __cplusplus
}
#endif

#endif
