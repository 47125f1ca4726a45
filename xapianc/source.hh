// What sources of documents for queries have in common that find the next one by its number.
#ifndef XAPIANC_SOURCE_HH
#define XAPIANC_SOURCE_HH

#include <xapian.h>

namespace xc
{

class sought_source : public Xapian::PostingSource
{
      protected:
	Xapian::doccount most = 0; // documents that it may have
	Xapian::docid at = 0;      // 0 before the first document
	bool ended = false;

	// For init().
	void begin(Xapian::doccount may_have)
	{
		most = may_have;
		at = 0;
		ended = false;
	}

	// Goes to the first document from LEAST on, or sets `ended`.
	virtual void seek(Xapian::docid least) = 0;

      public:
	Xapian::doccount get_termfreq_min() const override
	{
		return most;
	}

	Xapian::doccount get_termfreq_est() const override
	{
		return most;
	}

	Xapian::doccount get_termfreq_max() const override
	{
		return most;
	}

	void next(double) override
	{
		seek(at + 1);
	}

	void skip_to(Xapian::docid least, double) override
	{
		if (least > at)
			seek(least);
	}

	bool at_end() const override
	{
		return ended;
	}

	Xapian::docid get_docid() const override
	{
		return at;
	}
};

} // namespace xc

#endif
