/* SPDX-License-Identifier: MIT */
/* From bytes to meaning: wire hands streams to http, http hands requests to the device in front of the party and then
 * to the party; what happened goes to the journal. */
#include "internal.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"
#include "devices/hybrid_agent.h"
#include "devices/reverse_proxy.h"
#include "noted_request.h"
#include "origin/origin.h"
#include "serving/serving.h"
#include "vocabulary/party_names.h"

#include <string.h>

/* What wire and http ask for, on the lab's threads. Each is a task of its own: memory that ends in it is remembered, and the
 * threads go on. */
struct lab_task {
    struct lab *lab;
    const struct listener *listener;
    struct origin *origin;
    struct wire_policy *policy;
    const struct identity *identity;
    const struct request *request;
    struct answer *answer;
    const struct answer *answered;
    double elapsed_ms;
    const char *what;
};

/* false: it was given up. */
static bool run_task(struct lab_task *task, void (*function)(void *task))
{
    if (memory_guarded(function, task))
        return true;
    atomic_fetch_add(&task->lab->given_up, 1);
    return false;
}

static void find_policy(void *context)
{
    struct lab_task *task = context;
    struct lab *lab = task->lab;

    snapshot_release(&lab->policy_snapshot);
    lab->policy_snapshot = store_snapshot(lab->store);
    parties_policy(lab->parties, lab->policy_snapshot, task->listener, task->origin, task->policy);
}

static void choose_policy(void *context, const struct listener *listener, struct origin *origin,
                          struct wire_policy *policy)
{
    struct lab_task task = {.lab = context, .listener = listener, .origin = origin, .policy = policy};

    run_task(&task, find_policy);
}

static void find_identity(void *context)
{
    struct lab_task *task = context;
    CLEANUP(snapshot_release) struct snapshot *snapshot = store_snapshot(task->lab->store);

    task->identity = parties_identity(task->lab->parties, snapshot, task->origin);
}

/* As most servers do, a party shows its one certificate whatever name is asked for. */
static const struct identity *choose_identity(void *context, struct origin *origin)
{
    struct lab_task task = {.lab = context, .origin = origin};

    return run_task(&task, find_identity) ? task.identity : NULL;
}

static void adopt(void *context, struct stream *stream, int descriptor, const struct sockaddr *peer, socklen_t length)
{
    struct lab *lab = context;

    serving_adopt(lab->http, stream, descriptor, peer, length);
}

static void add_event(void *context)
{
    const struct lab_task *task = context;

    noted_connection_add(task->lab, task->origin, task->what);
}

static void note_event(void *context, const struct origin *origin, const char *what)
{
    struct lab_task task = {.lab = context, .origin = (struct origin *)origin, .what = what};

    run_task(&task, add_event);
}

static void run_http(void *context)
{
    http_server_run(((struct lab *)context)->http);
}

static bool is_admin(const struct request *request)
{
    return strcmp(request->origin->party, "admin") == 0;
}

static bool is_for_agent(const struct request *request)
{
    return strcmp(request->origin->party, PARTY_HYBRID_AGENT) == 0;
}

/* Arming waits for other work, a hybrid agent for a connection: they may not hold up the loop. Exchange postpones what it
 * has to ask others for. */
static bool blocks(void *context, const struct request *request)
{
    (void)context;
    return (is_admin(request) && !admin_answers_at_once(request)) || is_for_agent(request);
}

/* Who manages the lab does not wait for look-ups that somebody drops. */
static bool manages(void *context, const struct request *request)
{
    (void)context;
    return is_admin(request);
}

static void ask_party(struct lab *lab, const struct snapshot *snapshot, const struct request *request,
                      struct answer *answer)
{
    const bool passed = answer->postponed; /* what stands in front has seen this request, and counts each once */

    answer->postponed = false;
    if (!passed && captures_answer(lab, request, answer))
        return;
    if (passed || !reverse_proxy_answer(lab->strike_counts, snapshot, request, answer))
        exchange_answer(lab->exchange, snapshot, request, answer);
}

static unsigned agent_port(void *context, const char *party, const char *name)
{
    return parties_port_of(((struct lab *)context)->parties, party, name);
}

static const char *agent_address(void *context, const char *party, const char *name)
{
    return parties_address_of(((struct lab *)context)->parties, party, name);
}

/* The agent's target sees a request of the agent. */
static void forward(struct lab *lab, const struct snapshot *snapshot, const struct request *request,
                    struct answer *answer)
{
    const struct hybrid_agent agent = {.context = lab, .address = agent_address, .port = agent_port};
    const double began = clock_ms();
    struct origin origin = *request->origin;
    struct request passed_on = *request;

    passed_on.origin = &origin;
    origin.party = hybrid_agent_forward(&agent, snapshot, answer);
    if (!origin.party)
        return;
    parties_channel(lab->parties, snapshot, origin.party, origin.channel);
    ask_party(lab, snapshot, &passed_on, answer);
    noted_request_add(lab, &passed_on, answer, clock_ms() - began);
}

static void answer_party(struct lab *lab, const struct request *request, struct answer *answer)
{
    CLEANUP(snapshot_release) struct snapshot *snapshot = store_snapshot(lab->store);

    if (is_for_agent(request))
        forward(lab, snapshot, request, answer);
    else
        ask_party(lab, snapshot, request, answer);
}

static void find_answer(void *context)
{
    const struct lab_task *task = context;

    if (is_admin(task->request))
        admin_answer(&task->lab->services, task->request, task->answer);
    else
        answer_party(task->lab, task->request, task->answer);
}

/* What was composed so far is forgotten, not freed: nobody knows how far it came. */
static void answer_request(void *context, const struct request *request, struct answer *answer)
{
    struct lab_task task = {.lab = context, .request = request, .answer = answer};

    if (!run_task(&task, find_answer))
        *answer = (struct answer){.status = 503};
}

static void add_answered(void *context)
{
    const struct lab_task *task = context;

    if (!is_admin(task->request))
        noted_request_add(task->lab, task->request, task->answered, task->elapsed_ms);
}

static void note_request(void *context, const struct request *request, const struct answer *answer, double elapsed_ms)
{
    struct lab_task task = {.lab = context, .request = request, .answered = answer, .elapsed_ms = elapsed_ms};

    run_task(&task, add_answered);
}

static bool listen_all(struct lab *lab, const struct lab_options *options, struct error *error)
{
    const char *address = options->listen_address ? options->listen_address : "127.0.0.1";
    const struct listening listening = {
        .address = address, .port_base = options->port_base, .published = options->published};

    return parties_listen(lab->parties, lab->wire, &listening, error) &&
           wire_watch(lab->wire, http_server_fd(lab->http), run_http, lab, error);
}

bool connections_listen(struct lab *lab, const struct lab_options *options, struct error *error)
{
    const struct http_callbacks http = {.context = lab,
                                        .answer = answer_request,
                                        .blocks = blocks,
                                        .apart = manages,
                                        .answered = note_request,
                                        .origin = serving_origin};
    const struct wire_callbacks wire = {.context = lab,
                                        .protocol = serving_protocol(),
                                        .policy = choose_policy,
                                        .identity = choose_identity,
                                        .stream = adopt,
                                        .event = note_event};

    const struct http_limits defaults = {0};

    lab->http = http_server_new(&http, &defaults, error);
    lab->wire = lab->http ? wire_new(&wire, error) : NULL;
    if (!lab->wire || !listen_all(lab, options, error))
        return false;
    wire_tick(lab->wire, 1000, run_http, lab);
    return true;
}

bool connections_start(struct lab *lab, struct error *error)
{
    return wire_start(lab->wire, error);
}
