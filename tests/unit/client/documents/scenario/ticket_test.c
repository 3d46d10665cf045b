/* SPDX-License-Identifier: MIT */
/* A ticket is read whole, and a variant's own parts take the place of the file's. */
#include "scenario/ticket.h"

#include "base/cleanup.h"
#include "base/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#define DOCUMENTED                                                                                                     \
    "<documented><title>t</title><direction>both</direction><error>e</error><event>v</event>"                          \
    "<cause id='c'><says>s</says><remedy>r</remedy></cause></documented>"
#define SIGNS                                                                                                          \
    "<signs><look-alike><id>33</id><check>of the signs</check></look-alike>"                                           \
    "<look-alike><id>25</id><check>another</check></look-alike></signs>"
#define PLAY                                                                                                           \
    "<break><command at='lab'>x</command></break>"                                                                     \
    "<lookup><requester>a@b.c</requester><target>d@e.f</target></lookup><expect>77</expect>"
#define MAIL "<mail from='asker'><subject>s</subject><p>of the file for {asked-name}</p></mail>"
#define HOP "<hop>availability</hop>"
#define CHOICES "<choice id='33'>of the ticket</choice><choice id='10'>third</choice>"
#define REFUTES "<refutes>right</refutes><does-not-refute because='b'>w1</does-not-refute>"
#define WRONG "<does-not-refute because='b2'>w2</does-not-refute>"
#define HINTS "<hint>1</hint><hint in='W3SVC1' marks='4..'>2</hint><hint cost='50'>3</hint>"
#define END "<debrief><p>d1</p><p>d2</p></debrief><question><asks>why</asks><answers>because</answers></question>"
#define TICKET(parts) "<ticket>" parts "</ticket>"
#define WHOLE TICKET(MAIL HOP CHOICES REFUTES WRONG HINTS END)
#define FILE_OF(ticket, play) "<scenario id='77' xmlns='urn:fblab:scenario'>" DOCUMENTED SIGNS ticket play "</scenario>"
#define VARIANTS(own)                                                                                                  \
    "<variant id='a'><title>t</title>" PLAY "</variant><variant id='b'><title>t</title>" PLAY own "</variant>"

static struct scenario *load(const char *text, struct error *error)
{
    char folder[] = "/tmp/ticket.XXXXXX";
    CLEANUP(cleanup_string) char *path = text_format("%s/77-x.xml", mkdtemp(folder));
    FILE *const file = fopen(path, "w");
    struct scenario *scenario;

    assert_non_null(file);
    fputs(text, file);
    fclose(file);
    scenario = scenario_load(path, error);
    unlink(path);
    rmdir(folder);
    return scenario;
}

static struct scenario *load_good(const char *text)
{
    struct error error = {""};
    struct scenario *scenario = load(text, &error);

    if (!scenario)
        fail_msg("%s", error.text);
    return scenario;
}

static void reads_every_part(void **state)
{
    CLEANUP(scenario_free) struct scenario *scenario = load_good(FILE_OF(WHOLE, PLAY));
    const struct ticket ticket = ticket_of(scenario, &scenario->variants[0]);

    (void)state;
    assert_int_equal(ticket.mail_count, 1);
    assert_string_equal(ticket.mails[0].from, "asker");
    assert_null(ticket.mails[0].kind);
    assert_string_equal(ticket.mails[0].paragraphs.items[0], "of the file for {asked-name}");
    assert_string_equal(ticket.hops.items[0], "availability");
    assert_string_equal(ticket.wrongs[1].says, "w2");
    assert_string_equal(ticket.wrongs[1].because, "b2");
    assert_string_equal(ticket.hints[1].in, "W3SVC1");
    assert_string_equal(ticket.hints[1].marks, "4..");
    assert_null(ticket.hints[0].marks);
    assert_true(ticket.hints[2].cost == 50 && ticket.hints[0].cost == 0);
    assert_string_equal(ticket.debrief.items[1], "d2");
    assert_string_equal(ticket.asks, "why");
    assert_string_equal(ticket.answers, "because");
}

static void a_variant_has_parts_of_its_own(void **state)
{
    CLEANUP(scenario_free)
    struct scenario *scenario = load_good(FILE_OF(
        WHOLE, VARIANTS(TICKET("<hop>tls</hop><offers noun='LabFirewall'/><goal name='g' at='onprem' expects='x'>Get-X"
                               "</goal><question><asks>how</asks><answers>so</answers></question>"))));
    const struct ticket first = ticket_of(scenario, &scenario->variants[0]);
    const struct ticket own = ticket_of(scenario, &scenario->variants[1]);

    (void)state;
    assert_string_equal(first.hops.items[0], "availability");
    assert_int_equal(first.goal_count, 0);
    assert_string_equal(own.hops.items[0], "tls");
    assert_int_equal(own.hops.count, 1);
    assert_string_equal(own.goals[0].command, "Get-X");
    assert_string_equal(own.offers[0].noun, "LabFirewall");
    assert_null(own.offers[0].place);
    assert_string_equal(own.asks, "how");
    assert_string_equal(own.mails[0].from, "asker");
    assert_int_equal(own.hint_count, 3);
}

static void choices_are_those_that_do_not_fit(void **state)
{
    CLEANUP(scenario_free)
    struct scenario *scenario = load_good(FILE_OF(
        TICKET(MAIL HOP CHOICES "<choice id='x1'>x</choice><fits id='25'>so</fits>" REFUTES WRONG HINTS END), PLAY));
    const struct ticket ticket = ticket_of(scenario, &scenario->variants[0]);
    struct ticket_row rows[TICKET_MOST_CHOICES];

    (void)state;
    assert_int_equal(ticket_wrong_choices(scenario, &ticket, rows), 3);
    assert_string_equal(rows[0].id, "33");
    assert_string_equal(rows[0].says, "of the ticket");
    assert_string_equal(rows[1].id, "10");
    assert_string_equal(rows[2].id, "x1");
}

static void nobody_is_trained_on_a_file_without(void **state)
{
    CLEANUP(scenario_free) struct scenario *scenario = load_good(FILE_OF("", VARIANTS("")));

    (void)state;
    assert_null(scenario->ticket);
    assert_int_equal(ticket_of(scenario, &scenario->variants[1]).mail_count, 0);
}

static const struct {
    const char *name, *text, *error;
} refused[] = {
    {"no mail", FILE_OF(TICKET(HOP CHOICES REFUTES WRONG HINTS END), PLAY),
     "/77-x.xml:1:1: the ticket of 77 needs a <mail>"},
    {"no hop", FILE_OF(TICKET(MAIL CHOICES REFUTES WRONG HINTS END), PLAY),
     "/77-x.xml:1:1: the ticket of 77 needs a <hop>"},
    {"two choices", FILE_OF(TICKET(MAIL HOP REFUTES WRONG HINTS END), PLAY),
     "/77-x.xml:1:1: the ticket of 77 needs three wrong rows to choose from (a <choice>, or a "
     "<look-alike> of the signs)"},
    {"a choice twice", FILE_OF(TICKET(MAIL HOP "<choice id='25'>x</choice>" REFUTES WRONG HINTS END), PLAY),
     "/77-x.xml:1:1: the ticket of 77 needs three wrong rows to choose from (a <choice>, or a "
     "<look-alike> of the signs)"},
    {"nothing refutes", FILE_OF(TICKET(MAIL HOP CHOICES WRONG WRONG HINTS END), PLAY),
     "/77-x.xml:1:1: the ticket of 77 needs what <refutes> the answer"},
    {"one wrong refutation", FILE_OF(TICKET(MAIL HOP CHOICES REFUTES HINTS END), PLAY),
     "/77-x.xml:1:1: the ticket of 77 needs two <does-not-refute>"},
    {"two hints", FILE_OF(TICKET(MAIL HOP CHOICES REFUTES WRONG "<hint>1</hint><hint>2</hint>" END), PLAY),
     "/77-x.xml:1:1: the ticket of 77 needs three <hint>"},
    {"no end", FILE_OF(TICKET(MAIL HOP CHOICES REFUTES WRONG HINTS), PLAY),
     "/77-x.xml:1:1: the ticket of 77 needs a <debrief>"},
    {"only a variant has one", FILE_OF("", VARIANTS(WHOLE)), "/77-x.xml:0:1: the ticket of 77a needs a <mail>"},
    {"an unknown hop", FILE_OF(TICKET(MAIL "<hop>lunch</hop>" CHOICES REFUTES WRONG HINTS END), PLAY),
     "/77-x.xml:1:425: \"lunch\" is no hop of a look-up; these are: route resolve connect tls token "
     "autodiscover availability"},
    {"a part of a hop's name", FILE_OF(TICKET(MAIL "<hop>rout</hop>" CHOICES REFUTES WRONG HINTS END), PLAY),
     "/77-x.xml:1:425: \"rout\" is no hop of a look-up; these are: route resolve connect tls token "
     "autodiscover availability"},
    {"a hint without a pattern",
     FILE_OF(TICKET(MAIL HOP CHOICES REFUTES WRONG "<hint in='a' marks='('>1</hint>" HINTS END), PLAY),
     "/77-x.xml:1:639: marks=\"(\" is no pattern: \"(\" is no regular expression: missing closing "
     "parenthesis at character 2"},
    {"a goal with a broken pattern",
     FILE_OF(TICKET(MAIL HOP CHOICES REFUTES WRONG HINTS "<goal name='g' at='exo' expects='('>Get-X</goal>" END), PLAY),
     "/77-x.xml:1:715: expects=\"(\" is no pattern: \"(\" is no regular expression: missing closing "
     "parenthesis at character 2"},
    {"a forbidden state with one",
     FILE_OF(
         TICKET(MAIL HOP CHOICES REFUTES WRONG HINTS "<forbidden name='g' at='exo' refuses='('>Get-X</forbidden>" END),
         PLAY),
     "/77-x.xml:1:715: refuses=\"(\" is no pattern: \"(\" is no regular expression: missing closing "
     "parenthesis at character 2"},
    {"a goal without a pattern",
     FILE_OF(TICKET(MAIL HOP CHOICES REFUTES WRONG HINTS "<goal name='g' at='exo'>Get-X</goal>" END), PLAY),
     "/77-x.xml:1:715: <goal> is always right; give it expects=\"PATTERN\" or refuses=\"PATTERN\""},
    {"a forbidden state without one",
     FILE_OF(TICKET(MAIL HOP CHOICES REFUTES WRONG HINTS "<forbidden name='g' at='exo'>Get-X</forbidden>" END), PLAY),
     "/77-x.xml:1:715: <forbidden> is always right; give it expects=\"PATTERN\" or "
     "refuses=\"PATTERN\""},
    {"a strange brace",
     FILE_OF(TICKET("<mail from='asker'><subject>{row}</subject><p>p</p></mail>" HOP CHOICES REFUTES WRONG HINTS END),
             PLAY),
     "/77-x.xml:1:363: {row} is no placeholder of a mail; these are: asker-name asker asked-name "
     "asked asking-company asked-company colleague day time ticket-number"},
    {"marks without a log", FILE_OF(TICKET(MAIL HOP CHOICES REFUTES WRONG "<hint marks='x'>1</hint>" HINTS END), PLAY),
     "/77-x.xml:1:639: <hint> has no attribute \"marks\"; remove it"},
    {"nobody writes",
     FILE_OF(TICKET("<mail from='me'><subject>s</subject><p>p</p></mail>" HOP CHOICES REFUTES WRONG HINTS END), PLAY),
     "/77-x.xml:1:344: from=\"me\" is not possible; it must be asker, asked, asking-administrator, "
     "asked-administrator or help-desk"},
};

static void refuses(void **state)
{
    const size_t row = (size_t)(uintptr_t)*state;
    struct error error = {""};
    CLEANUP(scenario_free) struct scenario *scenario = load(refused[row].text, &error);

    assert_null(scenario);
    assert_non_null(strstr(error.text, "/77-x.xml:"));
    assert_string_equal(strstr(error.text, "/77-x.xml:"), refused[row].error);
}

int main(void)
{
    struct CMUnitTest tests[4 + ARRAY_SIZE(refused)] = {
        cmocka_unit_test(reads_every_part),
        cmocka_unit_test(a_variant_has_parts_of_its_own),
        cmocka_unit_test(choices_are_those_that_do_not_fit),
        cmocka_unit_test(nobody_is_trained_on_a_file_without),
    };

    for (size_t i = 0; i < ARRAY_SIZE(refused); i++)
        tests[4 + i] = (struct CMUnitTest){refused[i].name, refuses, NULL, NULL, (void *)(uintptr_t)i};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
