/* SPDX-License-Identifier: MIT */
/* The server of the page: who asks is let in by the door, told who he is by a cookie, and answered by a route. */
#include "room.h"

#include "base/cleanup.h"
#include "base/guid.h"
#include "base/lock.h"
#include "base/memory.h"
#include "base/text.h"
#include "http/http_server.h"
#include "room_beginning.h"
#include "room_door.h"
#include "room_files.h"
#include "room_quiz.h"
#include "room_request.h"
#include "room_routes.h"
#include "room_school.h"
#include "room_seat.h"
#include "room_trainee.h"
#include "serving/serving.h"

#include <pthread.h>
#include <string.h>
#include <time.h>

#define PAGE "/page/index.html"

enum { BODY_BYTES = 16 << 20, WORKERS = 6, READERS = 40, GATHER_NS = 200000000 };

struct room {
    struct room_door *door;
    struct room_knowledge *knowledge;
    struct room_beginning *beginning;
    struct room_school *school; /* NULL: nobody is trained here */
    struct http_server *http;
    struct wire *wire;
    unsigned port;
    pthread_t gatherer; /* puts look-ups of others together */
    bool gathers;
    pthread_cond_t woken;
    pthread_mutex_t lock; /* guards: */
    struct seat *seats;   /* they stay until the end */
    bool stopping, nudged;
};

/* What every answer says to a browser: only our own files, nothing inline, nowhere else. */
static const struct {
    const char *name, *value;
} always[] = {
    {"Content-Security-Policy",
     "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri "
     "'none'; "
     "form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'"},
    {"X-Content-Type-Options", "nosniff"},
    {"Referrer-Policy", "no-referrer"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
    {"Cache-Control", "no-store"},
};

/* Seats stay until the end; new ones come in front. */
static struct seat *seats_of(struct room *room)
{
    CLEANUP(lock_release) pthread_mutex_t *held = lock_take(&room->lock);

    return room->seats;
}

/* Whose secret is it? NULL: nobody's. */
static struct seat *seat_of(struct room *room, const char *guess, bool session)
{
    CLEANUP(lock_release) pthread_mutex_t *held = lock_take(&room->lock);
    struct seat *found = NULL;

    for (struct seat *seat = room->seats; seat; seat = seat->next)
        if (room_secret_equal(session ? seat->session : seat->token, guess))
            found = seat;
    return found;
}

static void answer_file(const struct room_file *file, struct answer *answer)
{
    answer_take(answer, 200, file->type, memory_copy(file->bytes, file->length), file->length);
}

/* The first URL answers the page itself: a redirect would carry the token on. */
static void let_in(const struct room *room, const struct seat *seat, struct answer *answer)
{
    CLEANUP(cleanup_string) char *cookie = room_door_set_cookie(room->door, seat->session);

    answer_file(room_file_find(PAGE), answer);
    headers_add(&answer->headers, "Set-Cookie", cookie);
}

static void refuse(struct answer *answer, int status, const char *sentence)
{
    CLEANUP(cleanup_string) char *text = text_format("%s\n", sentence);

    answer_set(answer, status, "text/plain; charset=utf-8", text);
}

static void run(const struct room_route *route, struct room_call *call)
{
    call->body = route->raw ? NULL : room_request_body(call->request);
    if (call->body || route->raw)
        route->run(call);
    else
        room_answer_error(call->answer, 400, "The body of %s is no JSON object.", call->request->path);
    json_decref(call->body);
}

static void answer_seat(struct room *room, struct seat *seat, const struct request *request, struct answer *answer)
{
    const struct room_file *const file = room_file_find(strcmp(request->path, "/") == 0 ? PAGE : request->path);
    const struct room_route *const route = room_route_find(request, seat);
    struct room_call call = {
        .seat = seat, .seats = seats_of(room), .knowledge = room->knowledge, .request = request, .answer = answer};

    if (file)
        answer_file(file, answer);
    else if (route)
        run(route, &call);
    else
        room_answer_error(answer, 404, "There is no %s %s here.", request->method, request->path);
}

static void answer_known(struct room *room, const struct request *request, struct answer *answer)
{
    CLEANUP(cleanup_string) char *token = room_query_token(request);
    CLEANUP(cleanup_string) char *session = room_door_cookie(room->door, request);
    struct seat *const seat = token ? seat_of(room, token, false) : seat_of(room, session, true);

    if (!seat)
        refuse(
            answer, token ? 403 : 401,
            "This page opens with the whole link that fblab has printed, with the token at its end; open that link.");
    else if (token && strcmp(request->path, "/") == 0)
        let_in(room, seat, answer);
    else if (token)
        refuse(answer, 403, "A token opens the page alone.");
    else
        answer_seat(room, seat, request, answer);
}

static void answer_request(void *context, const struct request *request, struct answer *answer)
{
    struct room *const room = context;
    int status;
    const char *const refusal = room_door_refuses(room->door, request, &status);

    if (refusal)
        refuse(answer, status, refusal);
    else
        answer_known(room, request, answer);
    for (size_t i = 0; i < ARRAY_SIZE(always); i++)
        headers_set(&answer->headers, always[i].name, always[i].value);
}

static bool blocks(void *context, const struct request *request)
{
    (void)context;
    return room_route_blocks(request);
}

/* Readers wait long; they have workers of their own. */
static bool waits(void *context, const struct request *request)
{
    (void)context;
    return room_route_waits(request);
}

static void adopt(void *context, struct stream *stream, int descriptor, const struct sockaddr *peer, socklen_t length)
{
    serving_adopt(((struct room *)context)->http, stream, descriptor, peer, length);
}

static void run_http(void *context)
{
    http_server_run(((struct room *)context)->http);
}

static bool make_servers(struct room *room, unsigned readers, struct error *error)
{
    const struct http_callbacks http = {
        .context = room, .answer = answer_request, .blocks = blocks, .apart = waits, .origin = serving_origin};
    const struct wire_callbacks wire = {.context = room, .protocol = serving_protocol(), .stream = adopt};
    const struct http_limits limits = {
        .body_bytes = BODY_BYTES, .workers = WORKERS, .apart = readers ? readers : READERS};

    return (room->http = http_server_new(&http, &limits, error)) && (room->wire = wire_new(&wire, error));
}

static bool start(struct room *room, const struct room_options *options, struct error *error)
{
    const char *const address = options->listen_address ? options->listen_address : "127.0.0.1";
    const struct listener *listener;
    char instance[GUID_SIZE];

    if (!make_servers(room, options->readers, error) ||
        !(listener = wire_listen(room->wire, "room", address, options->port, false, error)) ||
        !wire_watch(room->wire, http_server_fd(room->http), run_http, room, error))
        return false;
    room->port = listener_port(listener);
    room->door = room_door_new(room->port, options->public_url, guid_random(instance));
    wire_tick(room->wire, 1000, run_http, room);
    return wire_start(room->wire, error);
}

static void wake(void *context)
{
    struct room *const room = context;
    CLEANUP(lock_release) pthread_mutex_t *held = lock_take(&room->lock);

    room->nudged = true;
    pthread_cond_signal(&room->woken);
}

/* Many trainees at once are one event. */
static void tell_instructors(const struct seat *first)
{
    bool seen = false;

    for (const struct seat *seat = first; seat; seat = seat->next)
        seen = atomic_exchange(&((struct seat *)seat)->seen, false) || seen;
    for (const struct seat *seat = first; seen && seat; seat = seat->next)
        if (seat->instructor)
            room_events_add(seat->events, "class", json_null());
}

static bool gather_all(const struct seat *first)
{
    bool more = false;

    tell_instructors(first);

    for (struct seat *seat = (struct seat *)first; seat; seat = seat->next)
        more = seat_gather(seat) || more;
    return more;
}

/* Until somebody has something, or for a moment where a look-up is not over. false: it is the end. */
static bool await_work(struct room *room, bool soon, struct seat **first)
{
    CLEANUP(lock_release) pthread_mutex_t *held = lock_take(&room->lock);
    struct timespec until;

    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_nsec += GATHER_NS;
    until.tv_sec += until.tv_nsec / 1000000000;
    until.tv_nsec %= 1000000000;
    while (!room->stopping && !room->nudged)
        if (!soon)
            pthread_cond_wait(&room->woken, &room->lock);
        else if (pthread_cond_timedwait(&room->woken, &room->lock, &until) != 0)
            break;
    room->nudged = false;
    *first = room->seats;
    return !room->stopping;
}

static void *gather(void *context)
{
    struct room *const room = context;
    struct seat *first;
    bool more = false;

    while (await_work(room, more, &first))
        more = gather_all(first);
    return NULL;
}

static bool start_gatherer(struct room *room, struct error *error)
{
    room->gathers = pthread_create(&room->gatherer, NULL, gather, room) == 0;
    return room->gathers || error_set(error, "a thread for the control room cannot be started");
}

static void stop_gatherer(struct room *room)
{
    {
        CLEANUP(lock_release) pthread_mutex_t *held = lock_take(&room->lock);
        room->stopping = true;
        pthread_cond_signal(&room->woken);
    }
    if (room->gathers)
        pthread_join(room->gatherer, NULL);
}

struct room *room_start(const struct room_options *options, struct error *error)
{
    CLEANUP(room_stop) struct room *room = memory_new(sizeof *room);

    room->knowledge = room_knowledge_new();
    pthread_mutex_init(&room->lock, NULL);
    pthread_cond_init(&room->woken, NULL);
    return start(room, options, error) && start_gatherer(room, error) ? TAKE(room) : NULL;
}

unsigned room_port(const struct room *room)
{
    return room->port;
}

/* In the order of lab_stop(). */
static void stop_servers(struct room *room)
{
    for (struct seat *seat = room->seats; seat; seat = seat->next)
        room_events_close(seat->events);
    if (room->http)
        http_server_stop_workers(room->http);
    if (room->wire)
        wire_stop(room->wire);
    if (room->http)
        http_server_free(&room->http);
    if (room->wire)
        wire_free(&room->wire);
}

void room_stop(struct room **reference)
{
    struct room *const room = TAKE(*reference);

    if (!room)
        return;
    stop_servers(room);
    room_beginning_end(&room->beginning);
    stop_gatherer(room);
    for (struct seat *next, *seat = room->seats; seat; seat = next) {
        next = seat->next;
        room_trainee_free(&seat->trainee);
        room_quiz_free(&seat->quiz);
        seat_free(&seat);
    }
    room_school_free(&room->school);
    room_door_free(&room->door);
    room_knowledge_free(&room->knowledge);
    pthread_cond_destroy(&room->woken);
    pthread_mutex_destroy(&room->lock);
    free(room);
}

/* Takes the seat, and gives its link. */
static char *add_seat(struct room *room, struct seat *seat)
{
    CLEANUP(lock_release) pthread_mutex_t *held = lock_take(&room->lock);

    seat->next = room->seats;
    room->seats = seat;
    return text_format("%s/?token=%s", room_door_url(room->door), seat->token);
}

char *room_add_lab(struct room *room, struct lab *lab)
{
    struct seat *const seat = seat_new(wake, room);

    seat_watch(seat, lab);
    return add_seat(room, seat);
}

bool room_open_course(struct room *room, const struct room_course *course, struct error *error)
{
    room->school = room_school_new(course, error);
    return room->school;
}

char *room_add_trainee(struct room *room, const char *name, struct error *error)
{
    CLEANUP(seat_free) struct seat *seat = seat_new(wake, room);

    seat->trainee = room_trainee_new(room->school, seat, name, error);
    return seat->trainee ? add_seat(room, TAKE(seat)) : NULL;
}

char *room_add_quiz(struct room *room, room_pack_function *write_pack)
{
    struct seat *const seat = seat_new(wake, room);

    seat->quiz = room_quiz_new(room->school, write_pack);
    return add_seat(room, seat);
}

char *room_add_instructor(struct room *room)
{
    struct seat *const seat = seat_new(wake, room);

    seat->instructor = true;
    return add_seat(room, seat);
}

bool room_begin_tickets(struct room *room, struct error *error)
{
    room->beginning = room_beginning_new(seats_of(room), error);
    return room->beginning;
}
