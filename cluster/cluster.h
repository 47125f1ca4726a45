/* A file that says on which machines the shards of archives are served:
 *
 *     timeout = 300
 *
 *     [bao]
 *     archive = /srv/mirror/bao
 *     server = 10.0.0.1:7800
 *     server = 10.0.0.2:7800
 *
 * Shard number N is served at port 7800 + N modulo 1000 of one of the servers, which are tried in
 * their order (docs/cluster.md). */
#ifndef CLUSTER_CLUSTER_H
#define CLUSTER_CLUSTER_H

#include "archive/archive.h"

#include <stddef.h>

enum {
	CLUSTER_ARCHIVES = 16,
	CLUSTER_SERVERS = 16,  /* of an archive */
	CLUSTER_PORTS = 1000,  /* of a server */
	CLUSTER_TIMEOUT = 300, /* milliseconds */
	CLUSTER_TIMEOUT_MAX = 60000
};

struct cluster;

/* Whether PATH may be such a file, and no archive, which is a folder. */
bool cluster_is_file(const char *path);

/* Reads the file PATH. NULL on failure: ERROR_NOT_FOUND, ERROR_INPUT … */
struct cluster *cluster_read(const char *path, struct error *err);

/* That of the first of PATHS[0..N) that is a file and no folder; NULL where none is, or it can't be
   read. */
struct cluster *cluster_among(const char *const *paths, size_t n);

/* What changes as soon as one of its mirrors has another generation; 0: none can be told. */
uint32_t cluster_generation(const struct cluster *c);

/* C, to be freed once more. */
struct cluster *cluster_hold(struct cluster *c);
void cluster_free(struct cluster *c);

/* The folders of its archives' mirrors, in their order. */
size_t cluster_count(const struct cluster *c);
const char *cluster_archive(const struct cluster *c, size_t i);

/* How the archive at PATH, if it is one of C, is opened; borrowed. NULL: it is none. */
const struct archive_remote *cluster_remote(const struct cluster *c, const char *path);

#endif
