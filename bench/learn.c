/* Learns the weights of the features: a linear score whose softmax over the candidates of
 * a query gives the relevant ones the most likelihood (the conditional logit of McFadden
 * 1974; in learning to rank, ListNet of Cao et al., ICML 2007, with the judgements as the
 * wanted distribution). The likelihood is concave, so Newton's method finds its one
 * maximum: no seed, no step size.
 *
 * bench-learn NAMES FILE... > query/ranking/weights.c
 *
 * NAMES is a file with the features' names, in order. Each FILE is what bench-features
 * prints for a set; all files count the same, however many queries they have. Queries
 * without a relevant candidate teach nothing. More of a feature can only help, so that a
 * weight below zero fits the noise of the training half: such features are left out, the
 * length excepted. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_FEATURES = 32, MAX_NAME = 32, ROUNDS = 40 };

struct candidate {
	double f[MAX_FEATURES];
	int relevant;
};

struct topic {
	size_t first, count, relevant;
	double share; /* of all that is learned from */
};

static struct candidate *all;
static size_t count, room;
static struct topic *topics;
static size_t topic_count, topic_room;
static size_t d; /* features */
static char names[MAX_FEATURES][MAX_NAME];
static int off[MAX_FEATURES]; /* features left out */
static double scale[MAX_FEATURES], w[MAX_FEATURES];
static const double ridge = 1e-4; /* keeps weights of equal features apart */

static void *grow(void *items, size_t n, size_t *capacity, size_t size)
{
	if (n < *capacity)
		return items;
	*capacity = *capacity ? 2 * *capacity : 1024;
	items = reallocarray(items, *capacity, size);
	if (!items)
		exit(3);
	return items;
}

static void read_candidate(char *line)
{
	all = grow(all, count, &room, sizeof *all);
	struct candidate *c = &all[count++];
	char *end;
	c->relevant = (int)strtol(line, &end, 10);
	for (size_t i = 0; i < d; i++)
		c->f[i] = strtod(end, &end);
	topics[topic_count - 1].count++;
	topics[topic_count - 1].relevant += c->relevant != 0;
}

static void read_set(const char *path)
{
	FILE *in = fopen(path, "r");
	char line[4096];
	size_t first = topic_count;
	if (!in) {
		perror(path);
		exit(3);
	}
	while (fgets(line, sizeof line, in)) {
		if (line[0] == '#') {
			topics = grow(topics, topic_count, &topic_room, sizeof *topics);
			topics[topic_count++] = (struct topic){.first = count};
		} else {
			read_candidate(line);
		}
	}
	fclose(in);
	for (size_t t = first; t < topic_count; t++)
		topics[t].share = 1.0 / (double)(topic_count - first);
}

/* Features to about the same size, so that the ridge treats them alike. */
static void measure_scales(void)
{
	for (size_t i = 0; i < d; i++) {
		double sum = 0;
		double squares = 0;
		for (size_t k = 0; k < count; k++) {
			sum += all[k].f[i];
			squares += all[k].f[i] * all[k].f[i];
		}
		double n = (double)count;
		double variance = squares / n - sum / n * (sum / n);
		scale[i] = variance > 1e-12 ? sqrt(variance) : 1;
		for (size_t k = 0; k < count; k++)
			all[k].f[i] /= scale[i];
	}
}

static double score(const struct candidate *c)
{
	double s = 0;
	for (size_t i = 0; i < d; i++)
		s += w[i] * c->f[i];
	return s;
}

/* Adds what topic T says: to the likelihood, its gradient G, its curvature H. */
static double add_topic(const struct topic *t, double *g, double h[][MAX_FEATURES])
{
	double best = -HUGE_VAL;
	double total = 0;
	double value = 0;
	double mean[MAX_FEATURES] = {0};
	for (size_t k = t->first; k < t->first + t->count; k++)
		best = fmax(best, score(&all[k]));
	for (size_t k = t->first; k < t->first + t->count; k++)
		total += exp(score(&all[k]) - best);
	for (size_t k = t->first; k < t->first + t->count; k++) {
		const struct candidate *c = &all[k];
		double s = score(c) - best;
		double p = exp(s) / total;
		double wanted = c->relevant ? 1.0 / (double)t->relevant : 0;
		value += t->share * wanted * (s - log(total));
		for (size_t i = 0; i < d; i++) {
			g[i] += t->share * (wanted - p) * c->f[i];
			mean[i] += p * c->f[i];
		}
		for (size_t i = 0; p > 1e-9 && i < d; i++)
			for (size_t j = 0; j <= i; j++)
				h[i][j] += t->share * p * c->f[i] * c->f[j];
	}
	for (size_t i = 0; i < d; i++)
		for (size_t j = 0; j <= i; j++)
			h[i][j] -= t->share * mean[i] * mean[j];
	return value;
}

/* G becomes the solution x of H x = G; H is positive definite, its lower half given. */
static void solve(double h[][MAX_FEATURES], double *g)
{
	for (size_t j = 0; j < d; j++) {
		for (size_t k = 0; k < j; k++)
			h[j][j] -= h[j][k] * h[j][k];
		h[j][j] = sqrt(fmax(h[j][j], 1e-12));
		for (size_t i = j + 1; i < d; i++) {
			for (size_t k = 0; k < j; k++)
				h[i][j] -= h[i][k] * h[j][k];
			h[i][j] /= h[j][j];
		}
	}
	for (size_t i = 0; i < d; i++) {
		for (size_t k = 0; k < i; k++)
			g[i] -= h[i][k] * g[k];
		g[i] /= h[i][i];
	}
	for (size_t i = d; i-- > 0;) {
		for (size_t k = i + 1; k < d; k++)
			g[i] -= h[k][i] * g[k];
		g[i] /= h[i][i];
	}
}

static double likelihood(double *g, double h[][MAX_FEATURES])
{
	double value = 0;
	memset(g, 0, MAX_FEATURES * sizeof *g);
	memset(h, 0, MAX_FEATURES * MAX_FEATURES * sizeof(double));
	for (size_t t = 0; t < topic_count; t++) {
		if (topics[t].relevant > 0)
			value += add_topic(&topics[t], g, h);
	}
	for (size_t i = 0; i < d; i++) {
		value -= ridge * w[i] * w[i] / 2;
		g[i] -= ridge * w[i];
		h[i][i] += ridge;
		if (off[i]) {
			g[i] = 0;
			for (size_t j = 0; j < d; j++)
				h[i > j ? i : j][i > j ? j : i] = i == j;
		}
	}
	return value;
}

static double learn(void)
{
	static double g[MAX_FEATURES], h[MAX_FEATURES][MAX_FEATURES];
	double value = likelihood(g, h);
	for (int round = 0; round < ROUNDS; round++) {
		double before = value;
		double old[MAX_FEATURES];
		memcpy(old, w, sizeof old);
		solve(h, g);
		double step[MAX_FEATURES];
		memcpy(step, g, sizeof step);
		for (double part = 1; part > 1e-6; part /= 2) {
			for (size_t i = 0; i < d; i++)
				w[i] = old[i] + part * step[i];
			value = likelihood(g, h);
			if (value >= before)
				break;
		}
		if (value - before < 1e-9)
			break;
	}
	return value;
}

/* The mean reciprocal rank in the first ten on what was learned from. */
static double reciprocal_rank(void)
{
	double sum = 0;
	double shares = 0;
	for (size_t t = 0; t < topic_count; t++) {
		const struct topic *topic = &topics[t];
		double best = -HUGE_VAL;
		size_t above = 0;
		for (size_t k = topic->first; k < topic->first + topic->count; k++)
			if (all[k].relevant)
				best = fmax(best, score(&all[k]));
		for (size_t k = topic->first; k < topic->first + topic->count; k++)
			above += !all[k].relevant && score(&all[k]) >= best;
		shares += topic->share;
		if (topic->relevant > 0 && above < 10)
			sum += topic->share / (double)(above + 1);
	}
	return sum / shares;
}

/* Leaves out the feature that hurts most, if one does. */
static int leave_out(void)
{
	size_t worst = 0;
	for (size_t i = 1; i < d; i++) {
		if (strcmp(names[i], "length") != 0 && w[i] < w[worst])
			worst = i;
	}
	if (strcmp(names[worst], "length") == 0 || w[worst] >= 0)
		return 0;
	off[worst] = 1;
	w[worst] = 0;
	return 1;
}

static void read_names(const char *path)
{
	FILE *in = fopen(path, "r");
	if (!in) {
		perror(path);
		exit(3);
	}
	while (d < MAX_FEATURES && fscanf(in, "%31s", names[d]) == 1)
		d++;
	fclose(in);
}

static void print_weights(void)
{
	puts("/* Written by bench/ranking --train from the training half of the ranking sets: "
	     "don't\n"
	     "   edit. */\n"
	     "#include \"query/ranking/weights.h\"\n\n"
	     "static const double weights[FEATURE_COUNT] = {");
	for (size_t i = 0; i < d; i++) {
		printf("\t[FEATURE_");
		for (const char *c = names[i]; *c; c++)
			putchar(*c >= 'a' && *c <= 'z' ? *c - 'a' + 'A' : *c);
		printf("] = %.3f,\n", w[i] / scale[i]);
	}
	puts("};\n\ndouble feature_weight(enum feature f)\n{\n\treturn weights[f];\n}");
}

int main(int argc, char **argv)
{
	if (argc < 3)
		return 2;
	read_names(argv[1]);
	for (int i = 2; i < argc; i++)
		read_set(argv[i]);
	measure_scales();
	double value = learn();
	while (leave_out())
		value = learn();
	fprintf(stderr, "%zu queries, %zu candidates: log likelihood %.4f, MRR@10 %.4f\n",
		topic_count, count, value, reciprocal_rank());
	print_weights();
	return 0;
}
