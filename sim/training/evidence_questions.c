/* SPDX-License-Identifier: MIT */
/* What is right is seen in the look-up, and in the ticket. */
#include "evidence_questions.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"
#include "chance.h"
#include "course/course.h"
#include "evidence/evidence.h"

static void add(struct evidence_question *question, const char *choice, bool right)
{
    if (question->count == EVIDENCE_MOST_CHOICES)
        return;
    question->choices[question->count] = choice;
    question->right[question->count++] = right;
}

static struct evidence_question ask_direction(const struct lookup *lookup)
{
    static const struct {
        const char *name, *says;
    } directions[] = {{"cloud-to-on-premises", "a user in the cloud asks for somebody on the premises"},
                      {"on-premises-to-cloud", "a user on the premises asks for somebody in the cloud"},
                      {"cloud-to-cloud", "a tenant asks another tenant"},
                      {"on-premises-to-on-premises", "the premises ask another organization's premises, or their own"},
                      {"client", "a user's own client asks the user's own side"}};
    struct evidence_question question = {.asks = "Which direction?"};

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

static struct evidence_question ask_answerer(const struct lookup *lookup)
{
    const enum answerer right = answerer_of(lookup_failure(lookup));
    struct evidence_question question = {.asks = "Who answered at the hop that failed?"};

    for (int i = 0; i < ANSWERER_COUNT; i++)
        add(&question, answerers[i], i == (int)right);
    return question;
}

static struct evidence_question ask_layer(const struct drawn_ticket *drawn)
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
    struct evidence_question question = {.asks = "At which layer did it end?"};

    for (int hop = 0; hop < HOP_COUNT; hop++)
        add(&question, layers[hop], drawn_ticket_fails_at(drawn, hop_name((enum hop)hop)));
    return question;
}

static struct evidence_question ask_row(const struct drawn_ticket *drawn)
{
    struct evidence_question question = {.asks = "Which failure is it?"};

    for (size_t i = 0; i < drawn->row_count; i++)
        add(&question, drawn->rows[i].text, drawn->rows[i].right);
    return question;
}

void evidence_questions(const struct drawn_ticket *drawn, const struct lookup *lookup,
                        struct evidence_question questions[EVIDENCE_QUESTIONS])
{
    questions[0] = ask_direction(lookup);
    questions[1] = ask_answerer(lookup);
    questions[2] = ask_layer(drawn);
    questions[3] = ask_row(drawn);
}

bool evidence_ticket_draw(struct ticket_plan *plan, const struct course *course, struct error *error)
{
    struct chance chance = chance_of(course->name, plan->seed, plan->number);
    const char *const ticket = course_ticket(course, chance_below(&chance, course_length(course)));

    plan->course = course->name;
    plan->scenario = library_find(plan->library, ticket, &plan->variant, error);
    return plan->scenario;
}
