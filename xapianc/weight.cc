#include "xapianc/weight.hh"

#include <algorithm>
#include <cmath>

namespace
{

// Adding it to a double below 2^26, and taking it off again, rounds to STEP.
const double ROUNDER = 1.5 * (1 << 28);
const double STEP = 1.0 / (1 << 24);

} // namespace

double xc::rarity(double all, double documents)
{
	documents = std::min(documents, all);
	double odds = (all - documents + 0.5) / (documents + 0.5);
	// As in Xapian: what most documents have tells something, too.
	return std::log(odds < 2 ? odds * 0.5 + 1 : odds);
}

xc::word_weight::word_weight(const struct xc_bm25 &c, double average)
    : constants(c), average_length(average)
{
	need_stat(WDF);
	need_stat(DOC_LENGTH);
	need_stat(DOC_LENGTH_MIN);
	need_stat(WDF_MAX);
}

Xapian::Weight *xc::word_weight::clone() const
{
	return new word_weight(constants, average_length);
}

void xc::word_weight::init(double factor)
{
	most = factor * (constants.k1 + 1);
	fixed = constants.k1 * (1 - constants.b);
	least = constants.k1 * constants.b * constants.min_length;
	of_length = average_length > 0 ? constants.k1 * constants.b / average_length : 0;
}

double xc::word_weight::part(double wdf, double length) const
{
	double share = wdf / (fixed + std::max(length * of_length, least) + wdf);
	return most * share + ROUNDER - ROUNDER;
}

double xc::word_weight::get_sumpart(
	Xapian::termcount wdf, Xapian::termcount length, Xapian::termcount) const
{
	return wdf == 0 ? 0 : part(wdf, length);
}

// A document with a word so often is no shorter. A step more: what is computed of a greater number
// may be the least bit less.
double xc::word_weight::get_maxpart() const
{
	Xapian::termcount wdf = get_wdf_upper_bound();
	return wdf == 0 ? 0 : part(wdf, std::max(get_doclength_lower_bound(), wdf)) + STEP;
}

double xc::word_weight::get_sumextra(Xapian::termcount, Xapian::termcount) const
{
	return 0;
}

double xc::word_weight::get_maxextra() const
{
	return 0;
}
