#include "cluster/cluster.h"

#include "archive/generation.h"
#include "base/lang.h"
#include "cluster/texts.h"
#include "conf/conf.h"
#include "xapianc/served.h"

#include <arpa/inet.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { HOST_SIZE = INET6_ADDRSTRLEN, PORT_MAX = 65535 };

struct server {
	char host[HOST_SIZE];
	uint16_t port; /* the first */
};

struct member {
	struct str section;
	const char *path;
	struct server servers[CLUSTER_SERVERS];
	size_t server_count;
};

struct cluster {
	atomic_uint holders;
	struct conf conf;
	struct archive_remote remote;
	uint32_t timeout_ms;
	struct member members[CLUSTER_ARCHIVES];
	size_t count;
};

/* ---- Reading ---- */

static bool read_number(const char *text, unsigned long most, unsigned long *out)
{
	char *end;
	if (*text < '0' || *text > '9')
		return false;
	*out = strtoul(text, &end, 10);
	return *end == '\0' && *out > 0 && *out <= most;
}

static bool is_address(const char *host)
{
	unsigned char bytes[sizeof(struct in6_addr)];
	return inet_pton(AF_INET, host, bytes) == 1 || inet_pton(AF_INET6, host, bytes) == 1;
}

/* Names would have to be looked up by a process that may open no file any more. */
static bool read_server(const char *text, struct server *out, struct error *err)
{
	const char *colon = strrchr(text, ':');
	unsigned long port = 0;
	size_t len = colon ? (size_t)(colon - text) : 0;
	bool in_brackets = len > 2 && text[0] == '[' && text[len - 1] == ']';
	struct str host = str_make(text + in_brackets, len - 2 * (size_t)in_brackets);
	if (host.len > 0 && host.len < HOST_SIZE) {
		memcpy(out->host, host.ptr, host.len);
		out->host[host.len] = '\0';
	}
	if (colon && *out->host && is_address(out->host) &&
		read_number(colon + 1, PORT_MAX + 1 - CLUSTER_PORTS, &port)) {
		out->port = (uint16_t)port;
		return true;
	}
	return error_set(err, ERROR_INPUT,
		SAY("server phải là địa chỉ bằng số và cổng đến %d, như 10.0.0.1:7800 hay "
		    "[fd00::1]:7800, không phải “%s”",
			"server must be an address in figures and a port up to %d, such as "
			"10.0.0.1:7800 or [fd00::1]:7800, not “%s”"),
		PORT_MAX + 1 - CLUSTER_PORTS, text);
}

static struct member *member_of(struct cluster *c, struct str section)
{
	for (size_t i = 0; i < c->count; i++) {
		if (str_eq(c->members[i].section, section))
			return &c->members[i];
	}
	if (section.len == 0 || c->count == CLUSTER_ARCHIVES)
		return NULL;
	c->members[c->count].section = section;
	return &c->members[c->count++];
}

static bool read_entry(struct cluster *c, const struct conf_entry *e, struct error *err)
{
	unsigned long timeout;
	if (e->section.len == 0 && strcmp(e->key, "timeout") == 0) {
		if (!read_number(e->value, CLUSTER_TIMEOUT_MAX, &timeout))
			return error_set(err, ERROR_INPUT,
				SAY("timeout là từ 1 đến %d mili giây, không phải “%s”",
					"timeout is 1 to %d milliseconds, not “%s”"),
				CLUSTER_TIMEOUT_MAX, e->value);
		c->timeout_ms = (uint32_t)timeout;
		return true;
	}
	struct member *m = member_of(c, e->section);
	if (m && strcmp(e->key, "archive") == 0 && !m->path) {
		m->path = e->value;
		return *e->value == '/' ||
		       error_set(err, ERROR_INPUT,
			       SAY("archive phải là đường dẫn tuyệt đối, bắt đầu bằng /, không "
				   "phải “%s”",
				       "archive must be an absolute path, which begins with /, not "
				       "“%s”"),
			       e->value);
	}
	if (m && strcmp(e->key, "server") == 0 && m->server_count < CLUSTER_SERVERS)
		return read_server(e->value, &m->servers[m->server_count++], err);
	return error_set(err, ERROR_INPUT,
		SAY("không dùng được “%s” ở đây: trước hết là timeout, rồi mỗi phần [TÊN], nhiều "
		    "nhất %d, có một archive và từ 1 đến %d server",
			"“%s” can't be used here: timeout comes first, then each section [NAME], "
			"at most %d, has one archive and 1 to %d server"),
		e->key, CLUSTER_ARCHIVES, CLUSTER_SERVERS);
}

static bool check_members(const struct cluster *c, struct error *err)
{
	for (size_t i = 0; i < c->count; i++) {
		const struct member *m = &c->members[i];
		if (!m->path || m->server_count == 0)
			return error_set(err, ERROR_INPUT,
				SAY("%s: phần [%.*s] cần một archive và ít nhất một server",
					"%s: the section [%.*s] needs an archive and a server"),
				c->conf.name, STR_ARG(m->section));
	}
	return c->count > 0 ||
	       error_set(err, ERROR_INPUT,
		       SAY("%s: không có kho nào; hãy viết một phần [TÊN] với archive "
			   "và server",
			       "%s names no archive; write a section [NAME] with "
			       "archive and server"),
		       c->conf.name);
}

/* ---- Opening ---- */

static const struct member *find(const struct cluster *c, const char *path)
{
	for (size_t i = 0; i < c->count; i++) {
		if (strcmp(c->members[i].path, path) == 0)
			return &c->members[i];
	}
	return NULL;
}

static struct xc_db *open_shards(void *context, const char *path,
	const struct archive_shard *shards, size_t n, struct error *err)
{
	const struct cluster *c = context;
	const struct member *m = find(c, path);
	struct xc_shard *all = calloc(n + 1, sizeof *all);
	struct xc_server *servers = calloc(n + 1, sizeof *servers * CLUSTER_SERVERS);
	struct xc_db *db = NULL;
	if (!all || !servers)
		error_set_memory(err);
	for (size_t i = 0; m && all && servers && i < n; i++) {
		struct xc_server *of = &servers[i * CLUSTER_SERVERS];
		for (size_t k = 0; k < m->server_count; k++)
			of[k] = (struct xc_server){m->servers[k].host,
				(uint16_t)(m->servers[k].port + shards[i].number % CLUSTER_PORTS)};
		all[i] = (struct xc_shard){of, m->server_count, shards[i].id};
	}
	if (m && all && servers)
		db = xc_db_open_served(all, n, c->timeout_ms, err);
	free(all);
	free(servers);
	return db;
}

struct cluster *cluster_read(const char *path, struct error *err)
{
	struct cluster *c = calloc(1, sizeof *c);
	if (!c) {
		error_set_memory(err);
		return NULL;
	}
	atomic_init(&c->holders, 1);
	c->timeout_ms = CLUSTER_TIMEOUT;
	c->remote = (struct archive_remote){c, open_shards, texts_open};
	bool ok = conf_read(path, &c->conf, err);
	for (size_t i = 0; ok && i < c->conf.count; i++)
		ok = read_entry(c, &c->conf.entries[i], err) ||
		     conf_blame(&c->conf, &c->conf.entries[i], err);
	if (ok && check_members(c, err))
		return c;
	cluster_free(c);
	return NULL;
}

bool cluster_is_file(const char *path)
{
	struct stat st;
	return stat(path, &st) == 0 && S_ISREG(st.st_mode);
}

struct cluster *cluster_among(const char *const *paths, size_t n)
{
	struct error ignored;
	for (size_t i = 0; i < n; i++) {
		if (cluster_is_file(paths[i]))
			return cluster_read(paths[i], &ignored);
	}
	return NULL;
}

uint32_t cluster_generation(const struct cluster *c)
{
	uint32_t all = 0;
	for (size_t i = 0; i < c->count; i++) {
		uint32_t number;
		struct error ignored;
		if (generation_current(c->members[i].path, &number, &ignored))
			all = 31 * all + number;
	}
	return all;
}

struct cluster *cluster_hold(struct cluster *c)
{
	if (c)
		atomic_fetch_add(&c->holders, 1);
	return c;
}

void cluster_free(struct cluster *c)
{
	if (!c || atomic_fetch_sub(&c->holders, 1) > 1)
		return;
	conf_free(&c->conf);
	free(c);
}

size_t cluster_count(const struct cluster *c)
{
	return c->count;
}

const char *cluster_archive(const struct cluster *c, size_t i)
{
	return c->members[i].path;
}

const struct archive_remote *cluster_remote(const struct cluster *c, const char *path)
{
	return find(c, path) ? &c->remote : NULL;
}
