#include "indexer/vocabulary/doubts.h"

#include <math.h>
#include <stdlib.h>

/* S: of a pair that a batch has once, its words say as much as three more would. */
static const double prior = 3;

struct doubter {
	struct tally *tally;
	const struct places *places;
	double *share;    /* of each word among those with its letters */
	uint32_t *order;  /* words, those of a form side by side */
	uint32_t *ends;   /* of the words of each form */
	uint32_t *counts; /* of each form, how often it follows the form at hand */
};

static size_t start_of(const struct doubter *d, uint32_t word)
{
	return word > 0 ? d->places->ends[word - 1] : 0;
}

static bool open_doubter(struct doubter *d)
{
	size_t words = d->tally->names.count;
	size_t forms = d->tally->forms.count;
	d->share = calloc(words + 1, sizeof *d->share);
	d->order = calloc(words + 1, sizeof *d->order);
	d->ends = calloc(forms + 1, sizeof *d->ends);
	d->counts = calloc(forms + 1, sizeof *d->counts);
	return d->share && d->order && d->ends && d->counts;
}

static void close_doubter(struct doubter *d)
{
	free(d->share);
	free(d->order);
	free(d->ends);
	free(d->counts);
}

static void order_by_form(struct doubter *d)
{
	const struct tally *t = d->tally;
	uint32_t words = (uint32_t)t->names.count;
	for (uint32_t w = 0; w < words; w++) {
		d->ends[t->words[w].form + 1]++;
		d->counts[t->words[w].form] += (uint32_t)(d->places->ends[w] - start_of(d, w));
	}
	for (size_t f = 0; f < t->forms.count; f++)
		d->ends[f + 1] += d->ends[f];
	for (uint32_t w = 0; w < words; w++) {
		uint32_t form = t->words[w].form;
		uint32_t all = d->counts[form];
		d->share[w] = all > 0 ? (double)(d->places->ends[w] - start_of(d, w)) / all : 0;
		d->order[d->ends[form]++] = w;
	}
	memset(d->counts, 0, t->forms.count * sizeof *d->counts);
}

static uint32_t doubt_of(const struct doubter *d, uint32_t left, uint32_t right, size_t times)
{
	double all = d->counts[d->tally->words[right].form];
	double words = d->share[left] * d->share[right];
	double share = ((double)times + prior * words) / (all + prior);
	if (share >= 1)
		return 0;
	double doubt = -log(share) * DOUBT_STEPS + 0.5;
	return doubt < UINT8_MAX ? (uint32_t)doubt : UINT8_MAX;
}

enum step { COUNT, NOTE, FORGET };

/* Goes through the pairs whose left word is WORD. */
static void take_pairs(struct doubter *d, uint32_t word, enum step step)
{
	const struct places *p = d->places;
	size_t end = p->ends[word];
	for (size_t i = start_of(d, word), next; i < end; i = next) {
		uint32_t right = p->next[i];
		uint32_t *count = &d->counts[d->tally->words[right].form];
		next = places_pair_end(p, i, end);
		if (step == COUNT)
			*count += (uint32_t)(next - i);
		else if (step == FORGET)
			*count = 0;
		else {
			uint32_t doubt = doubt_of(d, word, right, next - i) << DOUBT_SHIFT;
			for (size_t k = i; doubt > 0 && k < next; k++)
				d->tally->text[p->at[k]] |= doubt;
		}
	}
}

bool doubts_note(struct tally *t, const struct places *places)
{
	struct doubter d = {.tally = t, .places = places};
	bool ok = open_doubter(&d);
	if (ok)
		order_by_form(&d);
	for (size_t f = 0, at = 0; ok && f < t->forms.count; at = d.ends[f++]) {
		for (enum step step = COUNT; step <= FORGET; step++) {
			for (size_t i = at; i < d.ends[f]; i++)
				take_pairs(&d, d.order[i], step);
		}
	}
	close_doubter(&d);
	return ok;
}
