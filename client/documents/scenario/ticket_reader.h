/* SPDX-License-Identifier: MIT */
/* Reads <ticket> elements, and says what the schema cannot say of them. */
#ifndef FBLAB_TICKET_READER_H
#define FBLAB_TICKET_READER_H

#include "base/error.h"
#include "members.h"
#include "source.h"
#include "ticket.h"

/* The <ticket> child of a scenario or variant; NULL: it has none. */
struct ticket *ticket_read(const xmlNode *parent);
void ticket_free(struct ticket **ticket);

/* Of <goal> and <forbidden>, also outside tickets. */
enum { TICKET_CHECK_MEMBERS = 5 };
extern const struct xml_member ticket_check_members[TICKET_CHECK_MEMBERS];

/* What every <ticket> must be, wherever it stands. */
bool ticket_is_fine(const struct source_file *source, const xmlNode *ticket, struct error *error);
/* Has every variant of a file with tickets all that a trainee needs? */
bool tickets_are_whole(const struct scenario *scenario, struct error *error);

#endif
