/* SPDX-License-Identifier: MIT */
/* Prints a failure for people: headings, and paragraphs under them. */
#include "scenario_page.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"
#include "diagnosis.h"
#include "terminal/pager.h"
#include "terminal/paragraph.h"

#include <string.h>

struct scenario_page {
    const struct scenario *scenario;
    const struct diagnosis *diagnosis; /* without evidence */
    const struct display *display;
    FILE *output;
    bool lab;
};

static void put_heading(const struct scenario_page *page, const char *heading)
{
    fputc('\n', page->output);
    display_put(page->display, STYLE_STRONG, heading);
    fputc('\n', page->output);
}

/* One paragraph of a list; the lines that follow the first stand under its text. */
static void put_item(const struct scenario_page *page, const char *label, int label_width, const char *text)
{
    CLEANUP(cleanup_string) char *first = text_format("  %-*s", label_width, label);

    paragraph_print(page->display, first, strlen(first), text);
}

/* Without a label they stand further in, so that one sees where the next paragraph begins. */
static void put_paragraph(const struct scenario_page *page, const char *heading, const char *text)
{
    put_heading(page, heading);
    paragraph_print(page->display, "  ", 4, text);
}

static void put_words(const struct scenario_page *page, const char *heading, const struct words *words)
{
    if (words->count)
        put_heading(page, heading);
    for (size_t i = 0; i < words->count; i++)
        paragraph_print(page->display, "  ", 4, words->items[i]);
}

/* A command stays on its line, however long, so that it can be copied. */
static void put_command(const struct scenario_page *page, const char *at, const char *command)
{
    fprintf(page->output, "    [%s] %s\n", at, command);
}

static void put_advice(const struct scenario_page *page, const struct words *words)
{
    for (size_t i = 0; i < words->count; i++)
        paragraph_print(page->display, "    ", 6, words->items[i]);
}

static void put_check(const struct scenario_page *page, const struct advised_check *check)
{
    fputs("    check\n", page->output);
    put_command(page, check->at, check->command);
    fputs("    repair\n", page->output);
}

static void put_cause(const struct scenario_page *page, const struct advised_cause *cause)
{
    const struct advised_check *const check = advice_check(cause, page->lab);

    paragraph_print(page->display, "  ", 2, cause->says);
    if (check && advice_is_for(check->at, check->command, page->lab))
        put_check(page, check);
    put_advice(page, &cause->remedies);
    for (size_t i = 0; i < cause->command_count; i++) {
        CLEANUP(cleanup_string) char *place = advice_place(&cause->commands[i]);
        if (advice_is_for(cause->commands[i].at, cause->commands[i].command, page->lab))
            put_command(page, place, cause->commands[i].command);
    }
    put_advice(page, &cause->looks);
}

static void put_causes(const struct scenario_page *page)
{
    put_heading(page, "Why, and what to do");
    for (size_t i = 0; i < page->diagnosis->cause_count; i++)
        put_cause(page, &page->diagnosis->causes[i]);
}

static void put_look_alikes(const struct scenario_page *page)
{
    const struct scenario *const scenario = page->scenario;

    if (scenario->look_alike_count)
        put_heading(page, "What it is taken for");
    for (size_t i = 0; i < scenario->look_alike_count; i++)
        put_item(page, scenario->look_alikes[i].id, 7, scenario->look_alikes[i].check);
}

static void put_commands(const struct scenario_page *page, const char *heading, const struct commands *commands)
{
    if (commands->count)
        fprintf(page->output, "  %s\n", heading);
    for (size_t i = 0; i < commands->count; i++)
        put_command(page, commands->items[i].at, commands->items[i].command);
}

static void put_variant(const struct scenario_page *page, const struct variant *variant)
{
    char id[32];
    CLEANUP(cleanup_string)
    char *text = text_format("%s%s%s (%s looks up %s%s%s)", variant_id(page->scenario, variant, id),
                             variant->title ? ", " : "", variant->title ? variant->title : "", variant->requester,
                             variant->target, variant->client ? " by " : "", variant->client ? variant->client : "");

    fputc('\n', page->output);
    paragraph_print(page->display, "In the lab: ", 12, text);
    put_commands(page, "given", &variant->given);
    put_commands(page, "break", &variant->breaking);
    put_commands(page, "repair", &variant->repair);
}

static void put_facts(const struct scenario_page *page)
{
    const struct scenario *const scenario = page->scenario;

    if (scenario->fact_count)
        put_heading(page, "How we know");
    for (size_t i = 0; i < scenario->fact_count; i++) {
        const struct scenario_fact *const fact = &scenario->facts[i];
        CLEANUP(cleanup_string)
        char *text = fact->source ? text_format("%s (%s)", fact->says, fact->source) : text_copy(fact->says);
        put_item(page, fact->basis, 12, text);
    }
}

static void put_title(const struct scenario_page *page)
{
    CLEANUP(cleanup_string) char *first = text_format("%s  ", page->scenario->id);

    paragraph_print(page->display, first, strlen(first), page->scenario->title);
    fprintf(page->output, "    %s\n", page->scenario->direction);
}

static void put_lab(const struct scenario_page *page)
{
    const struct scenario *const scenario = page->scenario;

    if (scenario->not_played)
        put_paragraph(page, "Not played in the lab", scenario->not_played);
    for (size_t i = 0; i < scenario->variant_count; i++)
        put_variant(page, &scenario->variants[i]);
}

static void write_page(const struct scenario *scenario, bool lab, const struct display *display)
{
    CLEANUP(diagnoses_free) struct diagnoses *diagnoses = diagnosis_of_scenario(scenario);
    const struct scenario_page page = {scenario, &diagnoses->items[0], display, display->output, lab};

    put_title(&page);
    put_words(&page, "What Exchange prints", &scenario->errors);
    if (scenario->event)
        put_paragraph(&page, "On the wire", scenario->event);
    put_causes(&page);
    put_words(&page, "Look at", &page.diagnosis->next);
    put_look_alikes(&page);
    if (lab)
        put_lab(&page);
    put_facts(&page);
    put_words(&page, "Sources", &scenario->sources);
}

void scenario_page_print(const struct scenario *scenario, bool lab)
{
    struct display display = display_of(stdout);
    CLEANUP(cleanup_string) char *text = NULL;
    size_t length;

    display.output = text_stream(&text, &length);
    write_page(scenario, lab, &display);
    text_stream_close(display.output);
    pager_print(text);
}
