/* SPDX-License-Identifier: MIT */
/* Names are those of the healthy lab's mailboxes; days and times are drawn. */
#include "mail_words.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"
#include "vocabulary/places.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const days[] = {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday"};

static const char *name_in(const struct snapshot *organization, const char *address)
{
    static const char *const scopes[] = {SCOPE_EXO, SCOPE_ONPREM, SCOPE_MESH};

    for (size_t i = 0; i < ARRAY_SIZE(scopes); i++) {
        const struct object *const mailbox =
            snapshot_find(organization, scopes[i], "Mailbox", "PrimarySmtpAddress", address);
        if (mailbox)
            return object_text(mailbox, "Name");
    }
    return NULL;
}

/* Of somebody who has no mailbox what stands before the @. */
static char *name_of(const struct snapshot *organization, const char *address)
{
    const char *const known = name_in(organization, address);
    char *const name = known ? text_copy(known) : text_copy_part(address, strcspn(address, "@"));

    if (name[0])
        name[0] = (char)toupper((unsigned char)name[0]);
    return name;
}

/* "contoso.com": Contoso */
static char *company_of(const char *address)
{
    const char *const at = strchr(address, '@');
    const char *const domain = at ? at + 1 : address;
    char *const company = text_copy_part(domain, strcspn(domain, "."));

    company[0] = (char)toupper((unsigned char)company[0]);
    return company;
}

struct mail_words mail_words_draw(struct chance *chance, const struct ticket_plan *plan)
{
    const struct variant *const variant = plan->variant;
    const struct words *const colleagues = &plan->common->colleagues;
    struct mail_words words = {
        .asker_name = name_of(plan->organization, variant->requester),
        .asked_name = name_of(plan->organization, variant->target),
        .asking_company = company_of(variant->requester),
        .asked_company = company_of(variant->target),
        .asker = variant->requester,
        .asked = variant->target,
        .colleague = colleagues->items[chance_below(chance, colleagues->count)],
        .day = days[chance_below(chance, ARRAY_SIZE(days))],
    };
    const size_t hour = 8 + chance_below(chance, 9), quarter = chance_below(chance, 4);

    snprintf(words.time, sizeof words.time, "%02zu:%02zu", hour % 24, (quarter * 15) % 60);
    snprintf(words.ticket_number, sizeof words.ticket_number, "INC%07zu", chance_below(chance, 10000000) % 10000000);
    return words;
}

void mail_words_clear(struct mail_words *words)
{
    free(words->asker_name);
    free(words->asked_name);
    free(words->asking_company);
    free(words->asked_company);
}

static const char *value_of(const struct mail_words *words, const char *name, size_t length)
{
    const struct {
        const char *name, *value;
    } rows[] = {
        {"asker-name", words->asker_name},
        {"asker", words->asker},
        {"asked-name", words->asked_name},
        {"asked", words->asked},
        {"asking-company", words->asking_company},
        {"asked-company", words->asked_company},
        {"colleague", words->colleague},
        {"day", words->day},
        {"time", words->time},
        {"ticket-number", words->ticket_number},
    };

    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        if (strlen(rows[i].name) == length && strncmp(rows[i].name, name, length) == 0)
            return rows[i].value;
    return NULL;
}

char *mail_words_fill(const struct mail_words *words, const char *text)
{
    char *filled = NULL;
    size_t size;
    FILE *const output = text_stream(&filled, &size);

    while (*text) {
        const size_t plain = strcspn(text, "{");
        const size_t length = text[plain] ? strcspn(text + plain + 1, "}") : 0;
        const bool closed = text[plain] && text[plain + 1 + length] == '}';
        const char *const value = closed ? value_of(words, text + plain + 1, length) : NULL;

        fwrite(text, 1, plain, output);
        text += plain;
        if (!*text)
            break;
        fputs(value ? value : "{", output);
        text += value ? length + 2 : 1;
    }
    text_stream_close(output);
    return filled;
}

char *mail_words_sender(const struct mail_words *words, const char *from)
{
    const struct {
        const char *from;
        char *text;
    } rows[] = {
        {"asker", text_format("%s <%s>", words->asker_name, words->asker)},
        {"asked", text_format("%s <%s>", words->asked_name, words->asked)},
        {"asking-administrator",
         text_format("%s, Exchange administrator of %s", words->colleague, words->asking_company)},
        {"asked-administrator",
         text_format("%s, Exchange administrator of %s", words->colleague, words->asked_company)},
        {"help-desk", text_format("%s, help desk", words->colleague)},
    };
    char *sender = NULL;

    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        if (strcmp(rows[i].from, from) == 0)
            sender = rows[i].text;
        else
            free(rows[i].text);
    return sender;
}
