/* SPDX-License-Identifier: MIT */
/* The lab ends when the pack is written; what is right was seen in its own look-up. */
#include "evidence_quiz.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"
#include "evidence/evidence.h"
#include "fblab_commands/line_input.h"
#include "fblab_commands/running/evidence_pack.h"
#include "leaving.h"
#include "terminal/paragraph.h"
#include "terminal/status.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { MOST_CHOICES = 24 };

/* A question and its choices; several may be right. */
struct question {
    const char *asks;
    const char *choices[MOST_CHOICES];
    bool right[MOST_CHOICES];
    size_t count;
    const char *why; /* told when the answer was wrong; NULL: nothing */
};

static void add(struct question *question, const char *choice, bool right)
{
    if (question->count == MOST_CHOICES)
        return;
    question->choices[question->count] = choice;
    question->right[question->count++] = right;
}

static struct question ask_direction(const struct lookup *lookup)
{
    static const struct {
        const char *name, *says;
    } directions[] = {{"cloud-to-on-premises", "a user in the cloud asks for somebody on the premises"},
                      {"on-premises-to-cloud", "a user on the premises asks for somebody in the cloud"},
                      {"cloud-to-cloud", "a tenant asks another tenant"},
                      {"on-premises-to-on-premises", "the premises ask another organization's premises, or their own"},
                      {"client", "a user's own client asks the user's own side"}};
    struct question question = {.asks = "Which direction?"};

    for (size_t i = 0; i < ARRAY_SIZE(directions); i++)
        add(&question, directions[i].says, text_equal(lookup->direction, directions[i].name));
    return question;
}

enum answerer { NOBODY, IN_FRONT, WEB_SERVER, EXCHANGE, TOKENS, ANSWERER_COUNT };

static const char *const answerers[] = {
    [NOBODY] = "nobody",
    [IN_FRONT] = "a device in front, or a server that is no Exchange",
    [WEB_SERVER] = "IIS or http.sys of the asked server, before Exchange",
    [EXCHANGE] = "Exchange",
    [TOKENS] = "the federation gateway or the token service",
};

/* By the marks that Exchange, IIS and http.sys leave in what they answer. */
static enum answerer answerer_of(const struct evidence *failure)
{
    const char *const server = failure ? evidence_header(failure, "Server") : NULL;

    if (!failure || failure->http_status == 0)
        return NOBODY;
    if (failure->step == HOP_TOKEN)
        return TOKENS;
    if (evidence_header(failure, "X-FEServer") || evidence_header(failure, "X-BEServer") ||
        evidence_header(failure, "X-CalculatedBETarget"))
        return EXCHANGE;
    if (evidence_header(failure, "X-Powered-By") || (server && text_starts(server, "Microsoft-HTTPAPI")))
        return WEB_SERVER;
    return IN_FRONT;
}

static struct question ask_answerer(const struct lookup *lookup)
{
    const enum answerer right = answerer_of(lookup_failure(lookup));
    struct question question = {.asks = "Who answered at the hop that failed?"};

    for (int i = 0; i < ANSWERER_COUNT; i++)
        add(&question, answerers[i], i == (int)right);
    return question;
}

static struct question ask_layer(const struct drawn_ticket *drawn)
{
    static const char *const layers[] = {
        [HOP_ROUTE] = "the asking organization's own settings; no packet left it",
        [HOP_RESOLVE] = "name resolution",
        [HOP_CONNECT] = "the TCP connection",
        [HOP_TLS] = "the TLS handshake",
        [HOP_TOKEN] = "getting a token",
        [HOP_AUTODISCOVER] = "Autodiscover",
        [HOP_AVAILABILITY] = "the availability request itself",
    };
    struct question question = {.asks = "At which layer did it end?"};

    for (int hop = 0; hop < HOP_COUNT; hop++)
        add(&question, layers[hop], drawn_ticket_fails_at(drawn, hop_name((enum hop)hop)));
    return question;
}

static struct question ask_row(const struct drawn_ticket *drawn)
{
    struct question question = {.asks = "Which failure is it?"};

    for (size_t i = 0; i < drawn->row_count; i++)
        add(&question, drawn->rows[i].text, drawn->rows[i].right);
    return question;
}

static void print_question(const struct display *display, const struct question *question)
{
    fprintf(display->output, "\n%s\n", question->asks);
    for (size_t i = 0; i < question->count; i++)
        paragraph_choice(display, i + 1, question->choices[i]);
}

static const char *prompt(void *context)
{
    (void)context;
    return "answer> ";
}

static size_t no_words(void *context, const char *line, struct word_list *words)
{
    (void)context;
    (void)line;
    (void)words;
    return 0;
}

static void print_verdict(const struct display *display, const struct question *question, bool right)
{
    display_put(display, right ? STYLE_GOOD : STYLE_BAD, right ? "right" : "wrong");
    fputc('\n', display->output);
    for (size_t i = 0; !right && i < question->count; i++)
        if (question->right[i])
            paragraph_print(display, "  it is: ", 9, question->choices[i]);
}

/* Asks until one of the choices is taken. false: wrong, or nothing more can be read. */
static bool ask(const struct display *display, struct line_input *input, const struct question *question)
{
    const char *line;

    print_question(display, question);
    while ((line = line_input_read(input))) {
        const unsigned long taken = strtoul(line, NULL, 10);
        if (taken >= 1 && taken <= question->count) {
            print_verdict(display, question, question->right[taken - 1]);
            return question->right[taken - 1];
        }
        fprintf(display->output, "Type a number from 1 to %zu.\n", question->count);
    }
    return false;
}

static int ask_all(const struct drawn_ticket *drawn, const struct lookup *lookup)
{
    const struct question questions[] = {ask_direction(lookup), ask_answerer(lookup), ask_layer(drawn), ask_row(drawn)};
    const struct line_habits habits = {prompt, no_words, NULL};
    const struct display display = display_of(stdout);
    CLEANUP(line_input_close) struct line_input *input = line_input_open(&habits);
    size_t right = 0;

    for (size_t i = 0; i < ARRAY_SIZE(questions); i++)
        right += ask(&display, input, &questions[i]);
    printf("\n%zu of %zu right\n\n", right, ARRAY_SIZE(questions));
    for (size_t i = 0; i < drawn->ticket.debrief.count; i++)
        paragraph_print(&display, "  ", 2, drawn->ticket.debrief.items[i]);
    return right == ARRAY_SIZE(questions) ? STATUS_DONE : STATUS_DIFFERENT;
}

/* The ready file is there for as long as the pack is made. */
static int write_pack(struct exercise *exercise, const struct evidence_quiz *quiz, const char *output)
{
    CLEANUP(cleanup_string) char *ready = text_format("%s/pack-%ld.json", quiz->folder, (long)getpid());
    struct error error = {""};
    int status;

    leaving_remove(exercise_passing_folder(exercise), ready);
    if (!exercise_write_ready_file(exercise, ready, &error))
        return complain(STATUS_UNUSABLE, "%s", error.text);
    status = evidence_pack_write(ready, output);
    (void)unlink(ready);
    return status;
}

int evidence_quiz_run(const struct evidence_quiz *quiz)
{
    const struct exercise_options options = {.plan = quiz->plan};
    struct error error = {""};
    CLEANUP(drawn_ticket_free) struct drawn_ticket *drawn = drawn_ticket_new(&quiz->plan);
    CLEANUP(cleanup_string)
    char *output = quiz->output ? text_copy(quiz->output) : text_format("%s.zip", drawn->number);
    struct exercise *exercise = NULL;
    CLEANUP(lookup_free) struct lookup *lookup = NULL;
    int status = STATUS_UNUSABLE;

    if (!quiz->output && access(output, F_OK) == 0)
        return complain(STATUS_UNUSABLE, "%s is there already; -o FILE names another", output);
    if ((exercise = exercise_start(&options, &error)) && (lookup = exercise_look_up(exercise, &error)))
        status = write_pack(exercise, quiz, output);
    exercise_end(&exercise);
    leaving_forget();
    if (*error.text)
        return complain(STATUS_UNUSABLE, "%s", error.text);
    if (status != STATUS_DONE)
        return status;
    printf("The evidence is in %s; README.txt in it says what each file is.\n", output);
    return ask_all(drawn, lookup);
}
