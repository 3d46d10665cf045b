/* SPDX-License-Identifier: MIT */
/* What is drawn for a mail, and what stands in the place of each word. */
#include "base/cleanup.h"
#include "base/text.h"
#include "training/mail_words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const struct mail_words words = {.asker_name = (char *)"Ann Berg",
                                        .asked_name = (char *)"Joe Hill",
                                        .asking_company = (char *)"Contoso",
                                        .asked_company = (char *)"Adatum",
                                        .asker = "ann@contoso.com",
                                        .asked = "joe@adatum.com",
                                        .colleague = "Robin Keller",
                                        .day = "Friday",
                                        .time = "08:15",
                                        .ticket_number = "INC0000007"};

static const struct row {
    const char *name, *text, *filled;
} rows[] = {
    {"nothing", "", ""},
    {"nothing to fill in", "a } b", "a } b"},
    {"each word",
     "{asker-name}|{asker}|{asked-name}|{asked}|{asking-company}|{asked-company}|{colleague}|{day}|{time}|{ticket-"
     "number}",
     "Ann Berg|ann@contoso.com|Joe Hill|joe@adatum.com|Contoso|Adatum|Robin Keller|Friday|08:15|INC0000007"},
    {"words side by side", "{day}{time}", "Friday08:15"},
    {"text around", "on {day}.", "on Friday."},
    {"no such word", "{night} {day}", "{night} Friday"},
    {"the beginning of a word", "{tim}", "{tim}"},
    {"more than a word", "{timer}", "{timer}"},
    {"a bracket in a bracket", "{{day}", "{Friday"},
    {"no end", "{day", "{day"},
    {"an empty one", "{}", "{}"},
};

static void fills(void **state)
{
    const struct row *const row = *state;
    CLEANUP(cleanup_string) char *filled = mail_words_fill(&words, row->text);

    assert_string_equal(filled, row->filled);
}

static const struct sender {
    const char *from, *text; /* text NULL: there is no such sender */
} senders[] = {
    {"asker", "Ann Berg <ann@contoso.com>"},
    {"asked", "Joe Hill <joe@adatum.com>"},
    {"asking-administrator", "Robin Keller, Exchange administrator of Contoso"},
    {"asked-administrator", "Robin Keller, Exchange administrator of Adatum"},
    {"help-desk", "Robin Keller, help desk"},
    {"postman", NULL},
};

static void knows_its_senders(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(senders); i++) {
        CLEANUP(cleanup_string) char *sender = mail_words_sender(&words, senders[i].from);
        if (senders[i].text)
            assert_string_equal(sender, senders[i].text);
        else
            assert_null(sender);
    }
}

static struct snapshot *people(void)
{
    static const char text[] =
        "<organizations xmlns=\"" ORGANIZATION_NAMESPACE "\"><onprem><Mailbox><Name>Joe Hill</Name>"
        "<PrimarySmtpAddress>joe@contoso.com</PrimarySmtpAddress></Mailbox></onprem><exo><Mailbox>"
        "<Name>ann Berg</Name><PrimarySmtpAddress>ann@contoso.com</PrimarySmtpAddress></Mailbox></exo>"
        "<mesh/><domino/><msol/><lab/></organizations>";
    struct error error = {""};
    struct snapshot *const snapshot = snapshot_parse(text, strlen(text), "people", &error);

    if (!snapshot)
        fail_msg("%s", error.text);
    return snapshot;
}

static char *drawn(uint64_t seed, const char *requester, const char *target)
{
    char *colleagues[] = {(char *)"A", (char *)"B", (char *)"C", NULL};
    const struct course_common common = {.colleagues = {colleagues, 3}};
    const struct variant variant = {.requester = (char *)(uintptr_t)requester, .target = (char *)(uintptr_t)target};
    CLEANUP(snapshot_release) struct snapshot *organization = people();
    const struct ticket_plan plan = {.common = &common, .organization = organization, .variant = &variant};
    struct chance chance = chance_of("c", seed, 1);
    CLEANUP(mail_words_clear) struct mail_words of = mail_words_draw(&chance, &plan);

    return mail_words_fill(
        &of, "{asker-name}/{asked-name}/{asking-company}/{asked-company}/{asker}/{asked}/{colleague}/{day}/"
             "{time}/{ticket-number}");
}

static const struct drawn_row {
    uint64_t seed;
    const char *requester, *target, *text;
} drawn_rows[] = {
    {1, "ann@contoso.com", "joe@contoso.com",
     "Ann Berg/Joe Hill/Contoso/Contoso/ann@contoso.com/joe@contoso.com/B/Thursday/14:15/INC6110648"},
    {2, "joe@contoso.com", "max@adatum.co.uk",
     "Joe Hill/Max/Contoso/Adatum/joe@contoso.com/max@adatum.co.uk/B/Wednesday/11:30/INC7366482"},
    {3, "Max", "joe@", "Max/Joe/Max//Max/joe@/C/Thursday/13:45/INC8802229"},
};

static void draws_the_same_everywhere(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(drawn_rows); i++) {
        CLEANUP(cleanup_string) char *text = drawn(drawn_rows[i].seed, drawn_rows[i].requester, drawn_rows[i].target);
        assert_string_equal(text, drawn_rows[i].text);
    }
}

/* Working hours, each quarter of an hour, each day and colleague. */
static void draws_all_there_is(void **state)
{
    bool days[5] = {false}, quarters[4] = {false}, hours[24] = {false}, colleagues[3] = {false};
    static const char *const names[] = {"/Monday/", "/Tuesday/", "/Wednesday/", "/Thursday/", "/Friday/"};

    (void)state;
    for (uint64_t seed = 0; seed < 200; seed++) {
        CLEANUP(cleanup_string) char *text = drawn(seed, "ann@contoso.com", "joe@contoso.com");
        const char *const time = strstr(text, "/INC") - 5;
        for (size_t i = 0; i < ARRAY_SIZE(names); i++)
            if (strstr(text, names[i])) {
                days[i] = true;
                colleagues[strstr(text, names[i])[-1] - 'A'] = true;
            }
        hours[strtol(time, NULL, 10)] = true;
        quarters[strtol(time + 3, NULL, 10) / 15] = true;
        assert_int_equal(strtol(time + 3, NULL, 10) % 15, 0);
    }
    for (size_t i = 0; i < ARRAY_SIZE(days); i++)
        assert_true(days[i]);
    for (size_t i = 0; i < ARRAY_SIZE(quarters); i++)
        assert_true(quarters[i]);
    for (size_t i = 0; i < ARRAY_SIZE(colleagues); i++)
        assert_true(colleagues[i]);
    for (size_t i = 0; i < ARRAY_SIZE(hours); i++)
        assert_int_equal(hours[i], i >= 8 && i <= 16);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(knows_its_senders), cmocka_unit_test(draws_the_same_everywhere),
                                       cmocka_unit_test(draws_all_there_is)};
    struct CMUnitTest table[ARRAY_SIZE(rows)];

    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        table[i] =
            (struct CMUnitTest){.name = rows[i].name, .test_func = fills, .initial_state = (void *)(uintptr_t)&rows[i]};
    return cmocka_run_group_tests_name("words", table, NULL, NULL) +
           cmocka_run_group_tests_name("mails", tests, NULL, NULL);
}
