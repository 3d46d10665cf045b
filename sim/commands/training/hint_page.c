/* SPDX-License-Identifier: MIT */
/* The last hint is the solution. */
#include "hint_page.h"

#include "log_page.h"
#include "terminal/paragraph.h"

void hint_page_print_repair(const struct display *display, const struct exercise *exercise)
{
    const struct commands *const repair = &exercise_plan(exercise)->variant->repair;

    for (size_t i = 0; i < repair->count; i++)
        paragraph_command(display, repair->items[i].at, repair->items[i].command);
    fputc('\n', display->output);
}

void hint_page_print(const struct display *display, struct exercise *exercise, const struct ticket_hint *hint)
{
    const struct ticket *const ticket = &exercise_ticket(exercise)->ticket;

    paragraph_print(display, "* ", 2, hint->says);
    fputc('\n', display->output);
    if (hint->marks)
        log_page_print_marked(display, exercise, hint->in, hint->marks);
    if (hint == &ticket->hints[ticket->hint_count - 1])
        hint_page_print_repair(display, exercise);
}
