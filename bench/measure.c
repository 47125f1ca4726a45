/* Runs programs and measures them from outside.
 *
 * bench-measure once LABEL LOG COMMAND...
 *	Runs COMMAND, its output to the file LOG. Prints: LABEL, seconds of wall clock,
 *	of user CPU, of system CPU, KiB of peak memory, exit status.
 *
 * bench-measure each ROUNDS LOG < COMMANDS
 *	COMMANDS has a command a line: engine, kind, id, then the arguments, with tabs
 *	between. Runs them all, in order, once with the output to LOG, which also warms
 *	the caches, then ROUNDS times with the output to /dev/null. So the engines take
 *	turns, and what else the machine does hits all alike. Prints for each: engine,
 *	kind, id, microseconds from start to end of the best round, bytes of output,
 *	exit status.
 *
 * Memory is what the kernel saw resident at most, pages of mapped files included, in
 * the largest process that COMMAND consisted of. The part that is no page of a file, which
 * the kernel can't take back, is looked up every SAMPLE_MS in the first of them. */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/pidfd.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

enum { MAX_ARGS = 32, SAMPLE_MS = 10 };

struct command {
	char *line; /* owned; the rest points into it */
	char *engine, *kind, *id;
	char *args[MAX_ARGS + 1];
	int64_t best_us;
	long long output_bytes;
	int status;
};

struct result {
	int64_t wall_us;
	struct rusage usage;
	long anonymous_kib; /* 0 unless sampled */
	int status;         /* exit status, or 128 + signal */
};

static void die(const char *what, int number)
{
	fprintf(stderr, "bench-measure: %s: %s\n", what, strerror(number));
	exit(EXIT_FAILURE);
}

static int64_t now_us(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

static double seconds(struct timeval t)
{
	return (double)t.tv_sec + (double)t.tv_usec / 1e6;
}

/* Until CHILD ends. Returns the most anonymous memory that it was seen with, in KiB. */
static long sample_memory(pid_t child)
{
	char path[64], line[256];
	snprintf(path, sizeof path, "/proc/%ld/status", (long)child);
	struct pollfd ended = {.fd = pidfd_open(child, 0), .events = POLLIN};
	if (ended.fd < 0)
		die("pidfd_open", errno);
	long most = 0, kib;
	while (poll(&ended, 1, SAMPLE_MS) == 0) {
		FILE *f = fopen(path, "re");
		while (f && fgets(line, sizeof line, f)) {
			if (sscanf(line, "RssAnon: %ld", &kib) == 1 && kib > most)
				most = kib;
		}
		if (f)
			fclose(f);
	}
	close(ended.fd);
	return most;
}

/* Runs ARGS with nothing to read and its output to the open file OUT. */
static struct result run(char **args, int out, bool sampled)
{
	posix_spawn_file_actions_t files;
	posix_spawn_file_actions_init(&files);
	posix_spawn_file_actions_addopen(&files, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
	posix_spawn_file_actions_adddup2(&files, out, STDOUT_FILENO);
	posix_spawn_file_actions_adddup2(&files, out, STDERR_FILENO);

	struct result r = {0};
	pid_t child;
	int64_t start = now_us();
	int failure = posix_spawnp(&child, args[0], &files, NULL, args, environ);
	if (failure != 0)
		die(args[0], failure);
	if (sampled)
		r.anonymous_kib = sample_memory(child);
	int status;
	while (wait4(child, &status, 0, &r.usage) < 0) {
		if (errno != EINTR)
			die("wait4", errno);
	}
	r.wall_us = now_us() - start;
	r.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
	posix_spawn_file_actions_destroy(&files);
	return r;
}

static int open_output(const char *path)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
	if (fd < 0)
		die(path, errno);
	return fd;
}

static int run_once(const char *label, const char *log, char **args)
{
	struct result r = run(args, open_output(log), true);
	printf("%s\t%.3f\t%.3f\t%.3f\t%ld\t%ld\t%d\n", label, (double)r.wall_us / 1e6,
		seconds(r.usage.ru_utime), seconds(r.usage.ru_stime), r.usage.ru_maxrss,
		r.anonymous_kib, r.status);
	return EXIT_SUCCESS;
}

static void split_command(struct command *c)
{
	char *columns[MAX_ARGS + 3];
	size_t count = 0;
	for (char *rest = c->line, *column; (column = strsep(&rest, "\t")) != NULL;) {
		if (count == MAX_ARGS + 3)
			die("a command has too many arguments", E2BIG);
		columns[count++] = column;
	}
	if (count < 4)
		die("a command is incomplete", EINVAL);
	c->engine = columns[0];
	c->kind = columns[1];
	c->id = columns[2];
	memcpy(c->args, columns + 3, (count - 3) * sizeof *columns);
	c->args[count - 3] = NULL;
}

static struct command *read_commands(size_t *count)
{
	struct command *commands = NULL;
	size_t capacity = 0, line_capacity = 0;
	char *line = NULL;
	ssize_t len;
	*count = 0;
	while ((len = getline(&line, &line_capacity, stdin)) > 0) {
		if (line[len - 1] == '\n')
			line[len - 1] = '\0';
		if (*count == capacity) {
			capacity = capacity ? 2 * capacity : 256;
			commands = reallocarray(commands, capacity, sizeof *commands);
			if (!commands)
				die("commands", ENOMEM);
		}
		struct command *c = &commands[(*count)++];
		*c = (struct command){.line = strdup(line), .best_us = INT64_MAX};
		if (!c->line)
			die("commands", ENOMEM);
		split_command(c);
	}
	free(line);
	return commands;
}

static void warm_up(struct command *c, int log)
{
	off_t before = lseek(log, 0, SEEK_END);
	c->status = run(c->args, log, false).status;
	c->output_bytes = (long long)(lseek(log, 0, SEEK_END) - before);
}

static int run_each(long rounds, const char *log_path)
{
	size_t count;
	struct command *commands = read_commands(&count);
	int log = open_output(log_path), null = open_output("/dev/null");
	for (size_t i = 0; i < count; i++)
		warm_up(&commands[i], log);
	for (long round = 0; round < rounds; round++) {
		for (size_t i = 0; i < count; i++) {
			int64_t us = run(commands[i].args, null, false).wall_us;
			if (us < commands[i].best_us)
				commands[i].best_us = us;
		}
	}
	for (size_t i = 0; i < count; i++) {
		struct command *c = &commands[i];
		printf("%s\t%s\t%s\t%lld\t%lld\t%d\n", c->engine, c->kind, c->id,
			(long long)c->best_us, c->output_bytes, c->status);
		free(c->line);
	}
	free(commands);
	return EXIT_SUCCESS;
}

int main(int argc, char **argv)
{
	if (argc >= 5 && strcmp(argv[1], "once") == 0)
		return run_once(argv[2], argv[3], argv + 4);
	if (argc == 4 && strcmp(argv[1], "each") == 0 && strtol(argv[2], NULL, 10) > 0)
		return run_each(strtol(argv[2], NULL, 10), argv[3]);
	fputs("usage: bench-measure once LABEL LOG COMMAND...\n"
	      "       bench-measure each ROUNDS LOG < COMMANDS\n",
		stderr);
	return 2;
}
