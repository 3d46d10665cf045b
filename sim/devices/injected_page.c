/* SPDX-License-Identifier: MIT */
/* The page itself. */
#include "injected_page.h"

#include "vocabulary/exchange_names.h"

/* HTML as browsers take it and XML parsers do not: an element left open, an entity XML has never heard of. */
#define PAGE                                                                                                           \
    "<html>\r\n<head><title>Network notice</title></head>\r\n<body>\r\nThis connection is inspected.<br>\r\n"          \
    "Contact&nbsp;your network administrator & try again.\r\n</body>\r\n</html>\r\n"

void injected_page_answer(const char *content_type, struct answer *answer)
{
    answer_set(answer, 200, *content_type ? content_type : CONTENT_TYPE_XML, PAGE);
}
