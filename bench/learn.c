/* Learns the weights of the features: a linear score under which it is most likely that each
 * relevant candidate of a query would be chosen among those of lower grades (the conditional
 * logit of McFadden 1974). Candidates of one grade do not compete; each counts by the gain of
 * its grade, 2^grade - 1. The likelihood is concave, so Newton's method finds its one
 * maximum: no seed, no step size.
 *
 * bench-learn NAMES SHORT... -- LONG... > query/ranking/weights.c
 *
 * NAMES is a file with the features' names, in order; from SHORT are learned the weights for
 * short queries, from LONG those for all others. Each is what bench-features
 * prints for a set; all files count the same, however many queries they have. Queries
 * without a relevant candidate teach nothing. More of a feature can only help, so that a
 * weight below zero fits the noise of the training half: such features are left out, the
 * length excepted. Where those of today rank what is learned from as well, they stay: what is
 * likelier need not be in a better order, and a change without a gain is noise. */
#include "query/ranking/weights.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_FEATURES = 32, MAX_NAME = 32, MAX_GRADE = 3, ROUNDS = 40 };

struct candidate {
	double f[MAX_FEATURES];
	long grade;
};

struct topic {
	size_t first, count;
	double gain;  /* of all its candidates that have something below them */
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
	c->grade = strtol(line, &end, 10);
	for (size_t i = 0; i < d; i++)
		c->f[i] = strtod(end, &end);
	topics[topic_count - 1].count++;
}

static double gain(long grade)
{
	return exp2((double)grade) - 1;
}

/* A candidate with nothing below it teaches nothing. */
static void measure_gain(struct topic *t)
{
	long least = MAX_GRADE;
	for (size_t k = t->first; k < t->first + t->count; k++)
		least = all[k].grade < least ? all[k].grade : least;
	for (size_t k = t->first; k < t->first + t->count; k++)
		t->gain += all[k].grade > least ? gain(all[k].grade) : 0;
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
	for (size_t t = first; t < topic_count; t++) {
		measure_gain(&topics[t]);
		topics[t].share = 1.0 / (double)(topic_count - first);
	}
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

/* The candidates of a topic below a grade: their weight, and its moments. */
struct crowd {
	double total;
	double first[MAX_FEATURES], second[MAX_FEATURES][MAX_FEATURES];
};

static void add_to_crowd(struct crowd *crowd, const struct candidate *c, double weight)
{
	crowd->total += weight;
	for (size_t i = 0; i < d; i++) {
		crowd->first[i] += weight * c->f[i];
		for (size_t j = 0; weight > 1e-9 && j <= i; j++)
			crowd->second[i][j] += weight * c->f[i] * c->f[j];
	}
}

/* Adds that C, of WEIGHT, is chosen rather than anything of CROWD, so often as SHARE says. */
static double add_choice(const struct candidate *c, double weight, const struct crowd *crowd,
	double share, double *g, double h[][MAX_FEATURES])
{
	double total = weight + crowd->total;
	double mean[MAX_FEATURES];
	for (size_t i = 0; i < d; i++) {
		mean[i] = (weight * c->f[i] + crowd->first[i]) / total;
		g[i] += share * (c->f[i] - mean[i]);
		for (size_t j = 0; j <= i; j++)
			h[i][j] += share *
				   ((weight * c->f[i] * c->f[j] + crowd->second[i][j]) / total -
					   mean[i] * mean[j]);
	}
	return share * log(weight / total);
}

/* The best score of those below GRADE; -HUGE_VAL where there are none. */
static double best_below(const struct topic *t, long grade)
{
	double best = -HUGE_VAL;
	for (size_t k = t->first; k < t->first + t->count; k++) {
		if (all[k].grade < grade)
			best = fmax(best, score(&all[k]));
	}
	return best;
}

/* That of C against those whose best score is BEST. */
static double weight_of(const struct candidate *c, double best)
{
	return exp(fmax(fmin(score(c) - best, 600), -600));
}

static int has_grade(const struct topic *t, long grade)
{
	size_t k = t->first;
	while (k < t->first + t->count && all[k].grade != grade)
		k++;
	return k < t->first + t->count;
}

/* Adds what topic T says: to the likelihood, its gradient G, its curvature H. */
static double add_topic(const struct topic *t, double *g, double h[][MAX_FEATURES])
{
	const struct candidate *end = &all[t->first + t->count];
	double value = 0;
	for (long grade = 1; grade <= MAX_GRADE; grade++) {
		struct crowd crowd = {0};
		double best = best_below(t, grade);
		if (isinf(best) || !has_grade(t, grade))
			continue;
		for (const struct candidate *c = &all[t->first]; c < end; c++)
			if (c->grade < grade)
				add_to_crowd(&crowd, c, weight_of(c, best));
		for (const struct candidate *c = &all[t->first]; c < end; c++)
			if (c->grade == grade)
				value += add_choice(c, weight_of(c, best), &crowd,
					t->share * gain(grade) / t->gain, g, h);
	}
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
		if (topics[t].gain > 0)
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
			if (all[k].grade > 0)
				best = fmax(best, score(&all[k]));
		for (size_t k = topic->first; k < topic->first + topic->count; k++)
			above += all[k].grade == 0 && score(&all[k]) >= best;
		shares += topic->share;
		if (topic->gain > 0 && above < 10)
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
	puts("\t{");
	for (size_t i = 0; i < d; i++) {
		printf("\t\t[FEATURE_");
		for (const char *c = names[i]; *c; c++)
			putchar(*c >= 'a' && *c <= 'z' ? *c - 'a' + 'A' : *c);
		printf("] = %.3f,\n", w[i] / scale[i]);
	}
	puts("\t},");
}

/* Puts the weights of today in place of those that were learned, unless these rank better. */
static void keep_better(int is_short)
{
	double learned[MAX_FEATURES];
	double rank = reciprocal_rank();
	const double *today = feature_weights(is_short);
	memcpy(learned, w, sizeof learned);
	for (size_t i = 0; i < d; i++)
		w[i] = today[i] * scale[i];
	double before = reciprocal_rank();
	fprintf(stderr, "MRR@10 learned %.4f, of today's weights %.4f\n", rank, before);
	if (rank > before)
		memcpy(w, learned, sizeof learned);
}

static void learn_class(char **paths, int n, int is_short)
{
	count = 0;
	topic_count = 0;
	memset(off, 0, sizeof off);
	memset(w, 0, sizeof w);
	for (int i = 0; i < n; i++)
		read_set(paths[i]);
	measure_scales();
	double value = learn();
	while (leave_out())
		value = learn();
	fprintf(stderr, "%zu queries, %zu candidates: log likelihood %.4f\n", topic_count, count,
		value);
	keep_better(is_short);
	print_weights();
}

int main(int argc, char **argv)
{
	int split = 2;
	while (split < argc && strcmp(argv[split], "--") != 0)
		split++;
	if (split == 2 || split >= argc - 1)
		return 2;
	read_names(argv[1]);
	puts("/* Written by bench/ranking --train from the training half of the ranking sets: "
	     "don't\n"
	     "   edit. */\n"
	     "#include \"query/ranking/weights.h\"\n\n"
	     "/* Of longer queries, of short ones. */\n"
	     "static const double weights[2][FEATURE_COUNT] = {");
	learn_class(argv + split + 1, argc - split - 1, 0);
	learn_class(argv + 2, split - 2, 1);
	puts("};\n\nconst double *feature_weights(bool is_short)\n{\n"
	     "\treturn weights[is_short];\n}");
	return 0;
}
