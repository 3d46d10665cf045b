/* SPDX-License-Identifier: MIT */
/* The page itself. */
#include "injected_page.h"

#include "base/text.h"
#include "vocabulary/exchange_names.h"

/* HTML as browsers take it and XML parsers do not: an element left open, an entity XML has never heard of. */
#define PAGE                                                                                                           \
    "<html>\r\n<head><title>Network notice</title></head>\r\n<body>\r\nThis connection is inspected.<br>\r\n"          \
    "Contact&nbsp;your network administrator & try again.\r\n</body>\r\n</html>\r\n"

/* What web hosters answer Autodiscover with for every address of a domain: their own mail, and no Exchange. */
#define MAIL_PROTOCOL(type, port)                                                                                      \
    "<Protocol><Type>" type "</Type><Server>mail.hoster.example</Server><Port>" port "</Port><SSL>on</SSL>"            \
    "<AuthRequired>on</AuthRequired></Protocol>"
#define MAIL_SETTINGS                                                                                                  \
    "<?xml version=\"1.0\" encoding=\"utf-8\"?><Autodiscover xmlns=\"" NS_POX_ERROR                                    \
    "\"><Response xmlns=\"" NS_POX_RESPONSE                                                                            \
    "\"><Account><AccountType>email</AccountType><Action>settings</Action>" MAIL_PROTOCOL("IMAP", "993")               \
        MAIL_PROTOCOL("SMTP", "465") "</Account></Response></Autodiscover>"

void injected_page_answer(const char *page, const char *content_type, struct answer *answer)
{
    answer_set(answer, 200, *content_type ? content_type : CONTENT_TYPE_XML,
               text_equal(page, "mail-settings") ? MAIL_SETTINGS : PAGE);
}
