/* Newspapers, agencies, broadcasters: what an article is taken from, never who wrote it. */
#ifndef ARTICLE_METADATA_OUTLET_H
#define ARTICLE_METADATA_OUTLET_H

#include "base/str.h"

/* Whether NAME is an outlet and nothing else: one of our table, in any case and with what it
   may have before and behind it (Báo Nhân Dân điện tử, VOV.VN); what calls itself one (Báo
   Quảng Ninh, Đài PT-TH Sơn La, Cổng TTĐT Chính phủ); or the domain of a page. */
bool outlet_is(struct str name);

/* The outlet whose page URL is, in its usual spelling; NULL for one that we don't know. */
const char *outlet_of_url(struct str url);

/* The usual spelling of outlet I of our table, for I from 0 until it returns NULL. */
const char *outlet_name(size_t i);

/* The spelling of form I in our table, for I from 0 until it returns NULL. */
const char *outlet_form(size_t i);

#endif
