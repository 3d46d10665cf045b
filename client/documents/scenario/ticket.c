/* SPDX-License-Identifier: MIT */
/* Reads a ticket by tables, one row a part; the same rows put a variant's parts in the place of the file's. */
#include "ticket.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"
#include "members.h"
#include "ticket_reader.h"
#include "xml/xml.h"

#include <stdlib.h>
#include <string.h>

#define AT(type, member) offsetof(struct type, member)

static const struct xml_member mail_members[] = {
    {"@from", MEMBER_TEXT, AT(ticket_mail, from)},
    {"@kind", MEMBER_TEXT, AT(ticket_mail, kind)},
    {"subject", MEMBER_PROSE, AT(ticket_mail, subject)},
    {"p", MEMBER_PROSES, AT(ticket_mail, paragraphs)},
};
static const struct xml_member row_members[] = {
    {"@id", MEMBER_TEXT, AT(ticket_row, id)},
    {".", MEMBER_PROSE, AT(ticket_row, says)},
};
static const struct xml_member wrong_members[] = {
    {".", MEMBER_PROSE, AT(ticket_wrong, says)},
    {"@because", MEMBER_TEXT, AT(ticket_wrong, because)},
};
static const struct xml_member hint_members[] = {
    {".", MEMBER_PROSE, AT(ticket_hint, says)},
    {"@in", MEMBER_TEXT, AT(ticket_hint, in)},
    {"@marks", MEMBER_TEXT, AT(ticket_hint, marks)},
    {"@cost", MEMBER_NUMBER, AT(ticket_hint, cost)},
};
static const struct xml_member offer_members[] = {
    {"@noun", MEMBER_TEXT, AT(ticket_offer, noun)},
    {"@place", MEMBER_TEXT, AT(ticket_offer, place)},
};
static const struct xml_member without_members[] = {
    {"@decoy", MEMBER_TEXT, AT(ticket_without, decoy)},
};
const struct xml_member ticket_check_members[TICKET_CHECK_MEMBERS] = {
    {"@name", MEMBER_TEXT, AT(ticket_check, name)},       {"@at", MEMBER_TEXT, AT(ticket_check, at)},
    {"@expects", MEMBER_TEXT, AT(ticket_check, expects)}, {"@refuses", MEMBER_TEXT, AT(ticket_check, refuses)},
    {".", MEMBER_TEXT, AT(ticket_check, command)},
};

#define LIST(element, type, array, number, members)                                                                    \
    {                                                                                                                  \
        element, sizeof(struct type), AT(ticket, array), AT(ticket, number), members, ARRAY_SIZE(members)              \
    }

static const struct xml_list lists[] = {
    LIST("mail", ticket_mail, mails, mail_count, mail_members),
    LIST("choice", ticket_row, choices, choice_count, row_members),
    LIST("fits", ticket_row, fits, fit_count, row_members),
    LIST("does-not-refute", ticket_wrong, wrongs, wrong_count, wrong_members),
    LIST("hint", ticket_hint, hints, hint_count, hint_members),
    LIST("offers", ticket_offer, offers, offer_count, offer_members),
    LIST("without", ticket_without, withouts, without_count, without_members),
    LIST("goal", ticket_check, goals, goal_count, ticket_check_members),
    LIST("forbidden", ticket_check, forbidden, forbidden_count, ticket_check_members),
};

static const struct xml_member members[] = {
    {"hop", MEMBER_TEXTS, AT(ticket, hops)},
    {"refutes", MEMBER_PROSES, AT(ticket, refutes)},
    {"debrief/p", MEMBER_PROSES, AT(ticket, debrief)},
    {"question/asks", MEMBER_PROSE, AT(ticket, asks)},
    {"question/answers", MEMBER_PROSE, AT(ticket, answers)},
};

struct ticket *ticket_read(const xmlNode *parent)
{
    const xmlNode *const node = xml_child(parent, "ticket");
    struct ticket *ticket;

    if (!node)
        return NULL;
    ticket = memory_new(sizeof *ticket);
    ticket->line = (int)xmlGetLineNo(node);
    members_read(members, ARRAY_SIZE(members), node, ticket);
    for (size_t i = 0; i < ARRAY_SIZE(lists); i++)
        list_read(&lists[i], node, ticket);
    return ticket;
}

void ticket_free(struct ticket **ticket)
{
    if (!*ticket)
        return;
    members_free(members, ARRAY_SIZE(members), *ticket);
    for (size_t i = 0; i < ARRAY_SIZE(lists); i++)
        list_free(&lists[i], *ticket);
    free(TAKE(*ticket));
}

static size_t size_of(enum member_kind kind)
{
    return kind == MEMBER_TEXTS || kind == MEMBER_PROSES ? sizeof(struct words) : sizeof(char *);
}

/* Lists and members that are there begin with a pointer. */
static bool is_there(const struct ticket *ticket, size_t offset)
{
    return *(char *const *)((const char *)ticket + offset);
}

static void copy_part(struct ticket *to, const struct ticket *from, size_t offset, size_t size)
{
    memcpy((char *)to + offset, (const char *)from + offset, size);
}

static void put_over(struct ticket *ticket, const struct ticket *own)
{
    for (size_t i = 0; i < ARRAY_SIZE(members); i++)
        if (is_there(own, members[i].offset))
            copy_part(ticket, own, members[i].offset, size_of(members[i].kind));
    for (size_t i = 0; i < ARRAY_SIZE(lists); i++)
        if (is_there(own, lists[i].items)) {
            copy_part(ticket, own, lists[i].items, sizeof(char *));
            copy_part(ticket, own, lists[i].count, sizeof(size_t));
        }
    ticket->line = own->line;
}

struct ticket ticket_of(const struct scenario *scenario, const struct variant *variant)
{
    struct ticket ticket = {0};

    if (scenario->ticket)
        ticket = *scenario->ticket;
    if (variant->ticket)
        put_over(&ticket, variant->ticket);
    return ticket;
}
