#include "indexer/work/pool.h"
#include "base/lang.h"

#include <pthread.h>
#include <stdlib.h>
#include <time.h>

enum { TICK_NS = 100 * 1000 * 1000, SECOND_NS = 1000 * 1000 * 1000 };

struct task {
	pool_job *job;
	void *argument;
	size_t memory;
};

struct pool {
	struct pool_options options;
	pthread_mutex_t mutex;
	pthread_cond_t work;  /* there is a task, or an end */
	pthread_cond_t space; /* a task was taken or finished */
	struct task *ring;
	size_t head;
	size_t waiting;
	size_t running;
	size_t memory; /* of both */
	bool ending;
	struct error failure; /* the first */
	pthread_t *threads;
	unsigned started;
};

static void note_failure(struct pool *p, const struct error *failure)
{
	if (p->failure.code == ERROR_NONE)
		p->failure = *failure;
}

static bool take(struct pool *p, struct task *task)
{
	while (p->waiting == 0 && !p->ending)
		pthread_cond_wait(&p->work, &p->mutex);
	if (p->waiting == 0)
		return false;
	*task = p->ring[p->head];
	p->head = (p->head + 1) % p->options.queue;
	p->waiting--;
	p->running++;
	pthread_cond_broadcast(&p->space);
	return true;
}

static void work(struct pool *p, void *worker)
{
	struct task task;
	while (take(p, &task)) {
		bool skip = p->failure.code != ERROR_NONE;
		struct error err = {0};
		pthread_mutex_unlock(&p->mutex);
		bool ok = skip || task.job(worker, task.argument, &err);
		pthread_mutex_lock(&p->mutex);
		if (!ok)
			note_failure(p, &err);
		p->running--;
		p->memory -= task.memory;
		pthread_cond_broadcast(&p->space);
	}
}

static void *run_thread(void *argument)
{
	struct pool *p = argument;
	struct error err = {0};
	void *worker = p->options.new_worker(&err);
	pthread_mutex_lock(&p->mutex);
	if (!worker)
		note_failure(p, &err);
	work(p, worker);
	pthread_mutex_unlock(&p->mutex);
	if (worker)
		p->options.free_worker(worker);
	return NULL;
}

static bool start_threads(struct pool *p)
{
	for (unsigned i = 0; i < p->options.threads; i++) {
		if (pthread_create(&p->threads[i], NULL, run_thread, p) != 0)
			return i > 0;
		p->started++;
	}
	return true;
}

struct pool *pool_new(const struct pool_options *options, struct error *err)
{
	struct pool *p = calloc(1, sizeof *p);
	if (!p) {
		error_set_memory(err);
		return NULL;
	}
	p->options = *options;
	pthread_condattr_t monotonic;
	pthread_condattr_init(&monotonic);
	pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
	pthread_mutex_init(&p->mutex, NULL);
	pthread_cond_init(&p->work, &monotonic);
	pthread_cond_init(&p->space, &monotonic);
	pthread_condattr_destroy(&monotonic);
	p->ring = calloc(options->queue, sizeof *p->ring);
	p->threads = calloc(options->threads, sizeof *p->threads);
	if (p->ring && p->threads && start_threads(p))
		return p;
	pool_free(p);
	error_set(err, ERROR_MEMORY,
		SAY("không tạo được luồng xử lý", "cannot start worker threads"));
	return NULL;
}

/* Waits for a change, for a tick at most. The mutex is held before and after. */
static void wait_a_tick(struct pool *p)
{
	struct timespec until;
	clock_gettime(CLOCK_MONOTONIC, &until);
	until.tv_nsec += TICK_NS;
	if (until.tv_nsec >= SECOND_NS) {
		until.tv_nsec -= SECOND_NS;
		until.tv_sec++;
	}
	pthread_cond_timedwait(&p->space, &p->mutex, &until);
	if (!p->options.tick)
		return;
	pthread_mutex_unlock(&p->mutex);
	p->options.tick(p->options.context);
	pthread_mutex_lock(&p->mutex);
}

/* Unlocks the mutex. */
static bool result(struct pool *p, struct error *err)
{
	bool ok = p->failure.code == ERROR_NONE;
	if (!ok && err)
		*err = p->failure;
	pthread_mutex_unlock(&p->mutex);
	return ok;
}

static bool has_room(const struct pool *p, size_t memory)
{
	bool fits = p->memory == 0 ||
		    (p->memory < p->options.memory && memory <= p->options.memory - p->memory);
	return fits && p->waiting < p->options.queue;
}

bool pool_submit(struct pool *p, pool_job *job, void *argument, size_t memory, struct error *err)
{
	pthread_mutex_lock(&p->mutex);
	while (!has_room(p, memory) && p->failure.code == ERROR_NONE)
		wait_a_tick(p);
	if (p->failure.code == ERROR_NONE) {
		size_t tail = (p->head + p->waiting) % p->options.queue;
		p->ring[tail] = (struct task){job, argument, memory};
		p->memory += memory;
		p->waiting++;
		pthread_cond_signal(&p->work);
	}
	return result(p, err);
}

bool pool_wait(struct pool *p, struct error *err)
{
	pthread_mutex_lock(&p->mutex);
	while (p->waiting > 0 || p->running > 0)
		wait_a_tick(p);
	return result(p, err);
}

void pool_free(struct pool *p)
{
	if (!p)
		return;
	pthread_mutex_lock(&p->mutex);
	p->ending = true;
	p->waiting = 0;
	pthread_cond_broadcast(&p->work);
	pthread_mutex_unlock(&p->mutex);
	for (unsigned i = 0; i < p->started; i++)
		pthread_join(p->threads[i], NULL);
	pthread_mutex_destroy(&p->mutex);
	pthread_cond_destroy(&p->work);
	pthread_cond_destroy(&p->space);
	free(p->ring);
	free(p->threads);
	free(p);
}
