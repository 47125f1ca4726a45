#include "base/lang.h"
#include "query/serve/server.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

enum { FIRST_PASSED = 3 };

/* systemd passes sockets as sd_listen_fds(3) says: LISTEN_PID and LISTEN_FDS in the environment,
   the first as descriptor 3. That is all of the protocol, so its library is not needed for it. */
static int passed_by_systemd(void)
{
	const char *pid = getenv("LISTEN_PID");
	const char *count = getenv("LISTEN_FDS");
	bool ours =
		pid && count && strtol(pid, NULL, 10) == (long)getpid() && strcmp(count, "1") == 0;
	unsetenv("LISTEN_PID");
	unsetenv("LISTEN_FDS");
	unsetenv("LISTEN_FDNAMES");
	/* As ours: clients are taken until there are no more, and another server may take one
	 * first. */
	if (!ours || fcntl(FIRST_PASSED, F_SETFD, FD_CLOEXEC) != 0 ||
		fcntl(FIRST_PASSED, F_SETFL, O_NONBLOCK) != 0)
		return -1;
	return FIRST_PASSED;
}

static bool fail(struct server *s, const char *path)
{
	return error_set_system(
		s->err, errno, SAY("không tạo được ổ cắm “%s”", "can't make the socket %s"), path);
}

/* Whether nobody listens at ADDRESS any more: what is there was left by one that crashed. */
static bool is_left(const struct sockaddr_un *address)
{
	struct stat st;
	if (lstat(address->sun_path, &st) != 0 || !S_ISSOCK(st.st_mode))
		return false;
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	bool refused = fd >= 0 &&
		       connect(fd, (const struct sockaddr *)address, sizeof *address) != 0 &&
		       errno == ECONNREFUSED;
	close(fd);
	return refused;
}

static bool bind_to(int fd, const struct sockaddr_un *address)
{
	const struct sockaddr *a = (const struct sockaddr *)address;
	if (bind(fd, a, sizeof *address) == 0)
		return true;
	if (errno != EADDRINUSE || !is_left(address)) {
		errno = EADDRINUSE;
		return false;
	}
	return unlink(address->sun_path) == 0 && bind(fd, a, sizeof *address) == 0;
}

/* Made without any permission, which then are those that are wanted, so that nobody else ever had
   one. */
static bool open_path(struct server *s, const char *path)
{
	struct sockaddr_un address = {.sun_family = AF_UNIX};
	if (strlen(path) >= sizeof address.sun_path)
		return error_set(s->err, ERROR_USAGE,
			SAY("--socket: đường dẫn dài quá %zu byte",
				"--socket: the path is longer than %zu bytes"),
			sizeof address.sun_path - 1);
	memcpy(address.sun_path, path, strlen(path));
	s->listening = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	if (s->listening < 0)
		return fail(s, path);
	mode_t before = umask(0777);
	bool bound = bind_to(s->listening, &address);
	umask(before);
	mode_t mode = s->options->socket_mode ? (mode_t)s->options->socket_mode : 0600;
	if (bound && chmod(path, mode) == 0 && listen(s->listening, SOMAXCONN) == 0)
		return true;
	fail(s, path);
	close(s->listening);
	s->listening = -1;
	return false;
}

bool listen_open(struct server *s)
{
	s->listening = -1;
	if (s->options->socket)
		return open_path(s, s->options->socket);
	s->listening = passed_by_systemd();
	s->listens_for_systemd = s->listening >= 0;
	return true;
}

void listen_close(struct server *s)
{
	if (s->listening < 0)
		return;
	if (!s->listens_for_systemd)
		unlink(s->options->socket);
	close(s->listening);
	s->listening = -1;
}
