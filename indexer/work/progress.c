#include "indexer/work/progress.h"
#include "base/lang.h"
#include "indexer/work/wording.h"
#include "printing/print.h"

#include <stdio.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

enum { BAR_WIDTH = 24, NARROW = 80 };

static const double EVERY = .1;

double progress_now(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

void progress_open(struct progress *p, bool quiet)
{
	*p = (struct progress){.quiet = quiet, .terminal = isatty(STDERR_FILENO) == 1};
}

static unsigned columns(void)
{
	struct winsize size;
	if (ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
		return size.ws_col;
	return NARROW;
}

static void draw_bar(double share)
{
	unsigned filled = (unsigned)(share * BAR_WIDTH + .5);
	for (unsigned i = 0; i < BAR_WIDTH; i++)
		print_err("%s", i < filled ? "█" : "░");
}

static void draw_rates(const struct progress *p, double share, double ready, double elapsed)
{
	char articles[WORDING_SIZE];
	char rate[WORDING_SIZE];
	char speed[WORDING_SIZE];
	char left[WORDING_SIZE];
	double seconds = elapsed > EVERY ? elapsed : EVERY;
	double count = (double)p->articles * ready;
	wording_articles((uint64_t)count, articles);
	wording_count((uint64_t)(count / seconds), rate);
	wording_bytes((uint64_t)((double)p->bytes_total * share / seconds), speed);
	wording_duration(share > 0 ? elapsed / share - elapsed : 0, left);
	print_err("  %s", articles);
	if (columns() >= NARROW)
		print_err(SAY("  %s bài/s  %s/s", "  %s/s  %s/s"), rate, speed);
	if (share > 0)
		print_err(SAY("  còn %s", "  %s left"), left);
}

/* Reading runs ahead of the workers: what was read counts as far as they are ready. */
static double share_ready(const struct progress *p)
{
	uint64_t done = atomic_load(&p->done);
	uint64_t work = atomic_load(&p->work);
	return work > done ? (double)done / (double)work : 1;
}

static void draw(struct progress *p, double now)
{
	double elapsed = now - p->stage_began;
	char passed[WORDING_SIZE];
	print_err("\r%s ", p->stage);
	if (p->bytes_total > 0) {
		double ready = share_ready(p);
		double share = (double)p->bytes / (double)p->bytes_total;
		share = (share > 1 ? 1 : share) * ready;
		print_err("%3u %% ", (unsigned)(share * 100));
		draw_bar(share);
		draw_rates(p, share, ready, elapsed);
	} else {
		print_err("%s", wording_duration(elapsed, passed));
	}
	print_err("\033[K");
	p->drawn = now;
}

void progress_add_work(struct progress *p, uint64_t work)
{
	atomic_fetch_add(&p->work, work);
}

void progress_add_done(struct progress *p, uint64_t done)
{
	atomic_fetch_add(&p->done, done);
}

void progress_tick(void *context)
{
	struct progress *p = context;
	if (p->quiet || !p->terminal || !p->stage)
		return;
	double now = progress_now();
	if (now - p->drawn >= EVERY)
		draw(p, now);
}

void progress_stage(struct progress *p, const char *stage, uint64_t bytes_total)
{
	progress_close(p);
	p->stage = stage;
	p->stage_began = progress_now();
	p->bytes = 0;
	p->bytes_total = bytes_total;
	if (!p->quiet && !p->terminal)
		print_err("%s\n", stage);
	progress_tick(p);
}

void progress_clear(const struct progress *p)
{
	if (p->stage && !p->quiet && p->terminal)
		print_err("\r\033[K");
}

void progress_close(struct progress *p)
{
	progress_clear(p);
	p->stage = NULL;
}
