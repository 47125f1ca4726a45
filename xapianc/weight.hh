// What a word of a query weighs in a document.
#ifndef XAPIANC_WEIGHT_HH
#define XAPIANC_WEIGHT_HH

#include "xapianc/xapianc.h"

#include <xapian.h>

namespace xc
{

// How much a word tells that DOCUMENTS of ALL have: Robertson and Sparck Jones' weight, above 0.
double rarity(double all, double documents);

// BM25 (Robertson and Walker 1994) by the formula of Xapian::BM25Weight, but for what depends on
// the collection: how rare a word is comes as the factor (xc_query_word), and the mean length of a
// document is given, as Xapian's own statistics count what is hidden.
//
// Each part is a multiple of 2^-24: so the sum of several is the same in whatever order they are
// added up. Xapian adds them up by how frequent the terms are in the source at hand.
class word_weight : public Xapian::Weight
{
	struct xc_bm25 constants;
	double average_length;

	// From init() on: what no document exceeds, however often it has the word; the parts of the
	// divisor, without and with the document's length.
	double most = 0, fixed = 0, of_length = 0;
	double least = 0; // of the latter

	double part(double wdf, double length) const;

      public:
	word_weight(const struct xc_bm25 &c, double average);

	Weight *clone() const override;
	void init(double factor) override;
	double get_sumpart(
		Xapian::termcount wdf, Xapian::termcount length, Xapian::termcount) const override;
	double get_maxpart() const override;
	double get_sumextra(Xapian::termcount, Xapian::termcount) const override;
	double get_maxextra() const override;
};

} // namespace xc

#endif
