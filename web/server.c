#include "web/server.h"

#include "base/lang.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#ifndef TRACUU_BIN
#error "the build system says where tracuu is installed"
#endif

static bool fail(struct error *err, int number, const char *what)
{
	return error_set_system(err, number,
		SAY("không tới được máy chủ tìm kiếm “%s”", "can't reach the search server %s"),
		what);
}

/* ---- Which program ---- */

/* Beside this one, or where it was built, or where it is installed. */
static void find_program(char path[PATH_MAX])
{
	static const char *const places[] = {"tracuu", "../query/tracuu"};
	char self[PATH_MAX];
	ssize_t len = readlink("/proc/self/exe", self, sizeof self - 1);
	self[len > 0 ? len : 0] = '\0';
	const char *slash = strrchr(self, '/');
	for (size_t i = 0; slash && i < sizeof places / sizeof *places; i++) {
		int made =
			snprintf(path, PATH_MAX, "%.*s/%s", (int)(slash - self), self, places[i]);
		if (made < PATH_MAX && access(path, X_OK) == 0)
			return;
	}
	snprintf(path, PATH_MAX, "%s", TRACUU_BIN);
}

/* ---- One of ours ---- */

static char **make_arguments(char **further)
{
	size_t count = 0;
	while (further[count])
		count++;
	char **out = calloc(count + 3, sizeof *out);
	if (!out)
		return NULL;
	static char name[] = "tracuu", serve[] = "--serve";
	out[0] = name;
	out[1] = serve;
	memcpy(out + 2, further, count * sizeof *out);
	return out;
}

/* Signals as they are by default, and in a group of its own, so that Ctrl-C is for the door, which
   lets what was asked be answered. */
static int spawn(const char *path, char **arguments, int end, pid_t *pid)
{
	posix_spawn_file_actions_t files;
	posix_spawnattr_t attributes;
	sigset_t every, none;
	sigfillset(&every);
	sigemptyset(&none);
	posix_spawn_file_actions_init(&files);
	posix_spawnattr_init(&attributes);
	posix_spawn_file_actions_adddup2(&files, end, STDIN_FILENO);
	posix_spawn_file_actions_adddup2(&files, end, STDOUT_FILENO);
	posix_spawnattr_setsigdefault(&attributes, &every);
	posix_spawnattr_setsigmask(&attributes, &none);
	posix_spawnattr_setpgroup(&attributes, 0);
	posix_spawnattr_setflags(&attributes,
		POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETPGROUP);
	int failed = posix_spawn(pid, path, &files, &attributes, arguments, environ);
	posix_spawnattr_destroy(&attributes);
	posix_spawn_file_actions_destroy(&files);
	return failed;
}

static bool start(const struct web_options *options, struct server *out, struct error *err)
{
	char path[PATH_MAX];
	int ends[2];
	find_program(path);
	char **arguments = make_arguments(options->server);
	if (!arguments)
		return error_set_memory(err);
	int failed = socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) == 0 ? 0 : errno;
	if (!failed) {
		out->fd = ends[0];
		failed = spawn(path, arguments, ends[1], &out->pid);
		close(ends[1]);
	}
	free(arguments);
	if (!failed)
		return true;
	out->pid = 0;
	server_end(out);
	return fail(err, failed, path);
}

/* ---- One that is there ---- */

static bool connect_to(const char *path, struct server *out, struct error *err)
{
	struct sockaddr_un address = {.sun_family = AF_UNIX};
	if (strlen(path) >= sizeof address.sun_path)
		return fail(err, ENAMETOOLONG, path);
	memcpy(address.sun_path, path, strlen(path));
	out->fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (out->fd >= 0 &&
		connect(out->fd, (const struct sockaddr *)&address, sizeof address) == 0)
		return true;
	int number = errno;
	server_end(out);
	return fail(err, number, path);
}

/* ---- Either ---- */

bool server_open(const struct web_options *options, struct server *out, struct error *err)
{
	static const char hello[] = "{\"op\":\"status\"}\n";
	*out = (struct server){.fd = -1};
	if (!(options->socket ? connect_to(options->socket, out, err) : start(options, out, err)))
		return false;
	if (send(out->fd, hello, sizeof hello - 1, MSG_NOSIGNAL) == (ssize_t)sizeof hello - 1)
		return true;
	int number = errno;
	server_end(out);
	return fail(err, number, options->socket ? options->socket : "tracuu --serve");
}

/* Nothing else was asked, so that it says one line, of less than that. */
enum server_says server_hear(struct server *s)
{
	char bytes[4096];
	ssize_t n = recv(s->fd, bytes, sizeof bytes, MSG_DONTWAIT);
	if (n < 0 && (errno == EAGAIN || errno == EINTR))
		return SERVER_NOTHING;
	if (n <= 0)
		return SERVER_GONE;
	return bytes[n - 1] == '\n' ? SERVER_READY : SERVER_NOTHING;
}

void server_end(struct server *s)
{
	if (s->fd >= 0)
		close(s->fd);
	s->fd = -1;
	if (s->pid <= 0)
		return;
	kill(s->pid, SIGKILL);
	while (waitpid(s->pid, NULL, 0) < 0 && errno == EINTR)
		continue;
	s->pid = 0;
}
