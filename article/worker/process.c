#include "article/worker/process.h"

#include "base/lang.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#ifndef TRACUU_LIBEXEC
#error "the build system says where readers are installed"
#endif

enum { SOCKET = 3, IDLE_MAX = 16 };

struct process {
	const char *program; /* static */
	pid_t pid;
	int socket;
	int64_t cpu_before; /* milliseconds that it had used when it was asked */
	enum process_end end;
	int detail;
	struct process *next; /* idle ones */
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct process *idle; /* under LOCK, as is the count */
static unsigned idle_count;
static const char *only_folder; /* NULL: where programs are */
static int64_t patience_ms = PROCESS_ANSWER_MS;

void process_set(const char *folder, int64_t answer_ms)
{
	only_folder = folder;
	patience_ms = answer_ms;
}

/* ---- Where it is ---- */

static bool is_there(const char *path)
{
	return access(path, X_OK) == 0;
}

/* Beside the program that runs, as in a folder where it was built. */
static bool find_beside(const char *program, char path[PATH_MAX])
{
	char self[PATH_MAX];
	ssize_t len = readlink("/proc/self/exe", self, sizeof self - 1);
	if (len <= 0)
		return false;
	self[len] = '\0';
	char *slash = strrchr(self, '/');
	int made =
		snprintf(path, PATH_MAX, "%.*s/%s", slash ? (int)(slash - self) : 0, self, program);
	return made > 0 && made < PATH_MAX && is_there(path);
}

static bool find_program(const char *program, char path[PATH_MAX])
{
	if (!only_folder && find_beside(program, path))
		return true;
	int made = snprintf(
		path, PATH_MAX, "%s/%s", only_folder ? only_folder : TRACUU_LIBEXEC, program);
	return made > 0 && made < PATH_MAX && is_there(path);
}

bool process_is_installed(const char *program)
{
	char path[PATH_MAX];
	return find_program(program, path);
}

/* ---- Its beginning ---- */

/* What of our environment it gets: the language of its messages, and how sanitizers behave. */
static size_t choose_environment(char **out, size_t max)
{
	static const char *const names[] = {"LANG=", "LANGUAGE=", "LC_ALL=", "LC_MESSAGES=",
		"ASAN_OPTIONS=", "UBSAN_OPTIONS=", "LSAN_OPTIONS="};
	size_t count = 0;
	for (char **e = environ; *e && count + 1 < max; e++) {
		for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
			if (strncmp(*e, names[i], strlen(names[i])) == 0)
				out[count++] = *e;
		}
	}
	out[count] = NULL;
	return count;
}

/* Nothing of ours but its end of the socket; signals as they are by default; and in a group of its
   own, so that Ctrl-C is for us to hear. */
static int start(const char *path, const char *program, int end, pid_t *pid)
{
	enum { ENVIRONMENT = 32 };
	char *environment[ENVIRONMENT], name[64];
	char *arguments[] = {name, NULL};
	posix_spawn_file_actions_t files;
	posix_spawnattr_t attributes;
	sigset_t every, none;
	snprintf(name, sizeof name, "%s", program);
	choose_environment(environment, ENVIRONMENT);
	sigfillset(&every);
	sigemptyset(&none);
	posix_spawn_file_actions_init(&files);
	posix_spawnattr_init(&attributes);
	for (int fd = 0; fd < SOCKET; fd++)
		posix_spawn_file_actions_addopen(&files, fd, "/dev/null", O_RDWR, 0);
	posix_spawn_file_actions_adddup2(&files, end, SOCKET);
	posix_spawnattr_setsigdefault(&attributes, &every);
	posix_spawnattr_setsigmask(&attributes, &none);
	posix_spawnattr_setpgroup(&attributes, 0);
	posix_spawnattr_setflags(&attributes,
		POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETPGROUP);
	int failed = posix_spawn(pid, path, &files, &attributes, arguments, environment);
	posix_spawnattr_destroy(&attributes);
	posix_spawn_file_actions_destroy(&files);
	return failed;
}

/* ---- Its end ---- */

/* CPU time that it has used, in milliseconds; 0 where that can't be told. */
static int64_t cpu_ms(pid_t pid)
{
	clockid_t clock;
	struct timespec t;
	if (clock_getcpuclockid(pid, &clock) != 0 || clock_gettime(clock, &t) != 0)
		return 0;
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* Unless END is that it lives. To kill one that is about to end changes nothing of how it ends. */
static void end_process(struct process *p, enum process_end end)
{
	int status = 0;
	if (p->end != PROCESS_LIVES || end == PROCESS_LIVES)
		return;
	if (end == PROCESS_HUNG && cpu_ms(p->pid) - p->cpu_before < patience_ms / PROCESS_HUNG_PART)
		end = PROCESS_STARVED;
	kill(p->pid, SIGKILL);
	close(p->socket);
	while (waitpid(p->pid, &status, 0) < 0 && errno == EINTR)
		continue;
	p->detail = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
	p->end = end;
}

void process_condemn(struct process *p)
{
	end_process(p, PROCESS_LIED);
}

enum process_end process_ended(const struct process *p, int *detail)
{
	*detail = p->detail;
	return p->end;
}

/* ---- Talk ---- */

static enum process_end end_of(enum wire_step step)
{
	switch (step) {
	case WIRE_DONE:
		return PROCESS_LIVES;
	case WIRE_ENDED:
		return PROCESS_CRASHED;
	case WIRE_LATE:
		return PROCESS_HUNG;
	case WIRE_BROKEN:
		break;
	}
	return PROCESS_LIED;
}

bool process_tell(struct process *p, enum wire_kind kind, struct str text, int passed)
{
	if (p->end != PROCESS_LIVES)
		return false;
	p->cpu_before = cpu_ms(p->pid);
	enum wire_step step = wire_send(p->socket, kind, text, passed, wire_now() + patience_ms);
	end_process(p, end_of(step));
	return step == WIRE_DONE;
}

bool process_hear(struct process *p, enum wire_kind wanted, enum wire_kind *got, struct buf *out)
{
	if (p->end != PROCESS_LIVES)
		return false;
	enum wire_step step = wire_receive(p->socket, got, out, NULL, wire_now() + patience_ms);
	if (step == WIRE_DONE && *got != wanted && *got != WIRE_FAILED)
		step = WIRE_BROKEN;
	end_process(p, end_of(step));
	return step == WIRE_DONE;
}

/* ---- All of them ---- */

static struct process *take_idle(const char *program)
{
	struct process *found = NULL;
	pthread_mutex_lock(&lock);
	for (struct process **at = &idle; *at && !found; at = found ? at : &(*at)->next) {
		if (strcmp((*at)->program, program) != 0)
			continue;
		found = *at;
		*at = found->next;
		idle_count--;
	}
	pthread_mutex_unlock(&lock);
	return found;
}

static bool fail_start(const char *program, int number, struct error *err)
{
	return error_set_system(
		err, number, SAY("không khởi động được “%s”", "cannot start %s"), program);
}

/* Waits until it has warmed up and is confined. */
static bool greet(struct process *p, struct error *err)
{
	enum wire_kind kind;
	struct buf said = BUF_INIT;
	enum wire_step step =
		wire_receive(p->socket, &kind, &said, NULL, wire_now() + PROCESS_ANSWER_MS);
	bool ok = step == WIRE_DONE && kind == WIRE_HELLO && said.len > 0 &&
		  said.ptr[0] == WIRE_VERSION;
	buf_free(&said);
	if (ok)
		return true;
	end_process(p, end_of(step));
	return error_set(err, ERROR_VERSION,
		SAY("“%s” không khởi động được, hoặc thuộc phiên bản khác; hãy cài lại cùng phiên "
		    "bản với tracuu-index",
			"%s does not start, or is of another version; install that of "
			"tracuu-index"),
		p->program);
}

static struct process *start_new(const char *program, struct error *err)
{
	char path[PATH_MAX];
	int ends[2];
	struct process *p = calloc(1, sizeof *p);
	if (!p) {
		error_set_memory(err);
		return NULL;
	}
	p->program = program;
	if (!find_program(program, path))
		fail_start(program, ENOENT, err);
	else if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
		fail_start(program, errno, err);
	else {
		int failed = start(path, program, ends[1], &p->pid);
		close(ends[1]);
		p->socket = ends[0];
		if (failed) {
			close(ends[0]);
			fail_start(program, failed, err);
		} else if (greet(p, err)) {
			return p;
		}
	}
	free(p);
	return NULL;
}

struct process *process_take(const char *program, struct error *err)
{
	struct process *p = take_idle(program);
	return p ? p : start_new(program, err);
}

void process_give_back(struct process *p)
{
	bool kept = false;
	if (!p)
		return;
	pthread_mutex_lock(&lock);
	if (p->end == PROCESS_LIVES && idle_count < IDLE_MAX) {
		p->next = idle;
		idle = p;
		idle_count++;
		kept = true;
	}
	pthread_mutex_unlock(&lock);
	if (kept)
		return;
	end_process(p, PROCESS_CRASHED);
	free(p);
}

void process_end_idle(void)
{
	pthread_mutex_lock(&lock);
	struct process *list = idle;
	idle = NULL;
	idle_count = 0;
	pthread_mutex_unlock(&lock);
	while (list) {
		struct process *next = list->next;
		end_process(list, PROCESS_CRASHED);
		free(list);
		list = next;
	}
}
