/* SPDX-License-Identifier: MIT */
#include "transport.h"

#include "arrival.h"
#include "base/cleanup.h"
#include "base/text.h"
#include "ending.h"
#include "flow/service.h"
#include "header_lines.h"
#include "passage.h"
#include "place.h"
#include "source_address.h"
#include "tls_watch.h"
#include "url.h"

#include <curl/curl.h>
#include <errno.h>
#include <math.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

struct transport {
    const struct flow_settings *settings;
    struct service service;
    const char *source; /* NULL: any */
    CURLM *multi;
    CURL *easy; /* the multi handle keeps its connections */
    struct tls_watch watch;
};

/* One exchange under way. */
struct course {
    struct transport *transport;
    const struct query *query;
    struct arrival arrival;
    struct passage passage;
    bool overflow; /* the answer is larger than we take */
};

struct transport *transport_new(const struct flow_settings *settings)
{
    struct transport *transport = calloc(1, sizeof *transport);

    if (!transport || !(transport->multi = curl_multi_init()) || !(transport->easy = curl_easy_init()))
        abort();
    transport->settings = settings;
    transport->service = service_of(settings);
    transport->watch.check_status = transport->service.check_revocation;
    transport->watch.newest = transport->service.newest_tls;
    tls_watch_reset(&transport->watch);
    return transport;
}

void transport_from(struct transport *transport, const char *address)
{
    transport->source = address && *address ? address : NULL;
}

void transport_free(struct transport **transport)
{
    if (*transport) {
        curl_easy_cleanup((*transport)->easy);
        curl_multi_cleanup((*transport)->multi);
    }
    free(*transport);
    *transport = NULL;
}

char *transport_escape(const char *text)
{
    char *escaped = curl_easy_escape(NULL, text, 0), *copy = text_copy(escaped);

    curl_free(escaped);
    return copy;
}

/* Callbacks of libcurl, on the thread that runs the transfer. */

static size_t on_line(char *line, size_t size, size_t count, void *context)
{
    struct course *course = context;

    return arrival_line(&course->arrival, line, size * count) ? size * count : 0;
}

static size_t on_piece(char *bytes, size_t size, size_t count, void *context)
{
    struct course *course = context;

    course->overflow = !arrival_piece(&course->arrival, bytes, size * count);
    return course->overflow ? 0 : size * count;
}

static int on_sending(void *context, char *peer, char *own, int peer_port, int own_port)
{
    struct course *course = context;

    (void)own, (void)own_port;
    snprintf(course->passage.address, sizeof course->passage.address, strchr(peer, ':') ? "[%s]:%d" : "%s:%d", peer,
             peer_port);
    course->passage.sending_ms = clock_ms();
    return CURL_PREREQFUNC_OK;
}

/* The address is noted here because libcurl forgets it where the connection does not come about. */
static curl_socket_t on_open(void *context, curlsocktype purpose, struct curl_sockaddr *to)
{
    struct course *course = context;
    const int descriptor = socket(to->family, to->socktype | SOCK_CLOEXEC, to->protocol);

    (void)purpose;
    if (course->passage.resolved_ms == 0)
        course->passage.resolved_ms = clock_ms();
    place_name(&to->addr, to->addrlen, course->passage.address);
    if (descriptor < 0 || source_address_bind(descriptor, course->transport->source, &to->addr))
        return descriptor;
    close(descriptor);
    return CURL_SOCKET_BAD;
}

static CURLcode on_context(CURL *easy, void *context, void *watch)
{
    (void)easy;
    tls_watch_attach(watch, context);
    return CURLE_OK;
}

/* The request. */

static void add_line(struct curl_slist **lines, const char *line)
{
    struct curl_slist *longer = curl_slist_append(*lines, line);

    if (!longer)
        abort();
    *lines = longer;
}

static void headers_free(struct curl_slist **headers)
{
    curl_slist_free_all(*headers);
    *headers = NULL;
}

static struct curl_slist *request_headers(const struct query *query)
{
    CLEANUP(header_lines_clear) struct header_lines lines = header_lines_make(query);
    struct curl_slist *headers = NULL;

    for (size_t i = 0; i < lines.count; i++)
        add_line(&headers, lines.items[i]);
    add_line(&headers, "Expect:"); /* libcurl would wait for 100-continue, a second if need be */
    return headers;
}

static void set_request(CURL *easy, const struct query *query, struct curl_slist *headers)
{
    curl_easy_setopt(easy, CURLOPT_URL, query->url);
    curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(easy, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_1_1);
    curl_easy_setopt(easy, CURLOPT_HTTPHEADER, headers);
    curl_easy_setopt(easy, CURLOPT_USERAGENT, query->agent);
    if (query->body) {
        curl_easy_setopt(easy, CURLOPT_POST, 1L);
        curl_easy_setopt(easy, CURLOPT_POSTFIELDS, query->body);
        curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)strlen(query->body));
    }
    if (query->user) {
        curl_easy_setopt(easy, CURLOPT_HTTPAUTH, (long)CURLAUTH_BASIC);
        curl_easy_setopt(easy, CURLOPT_USERNAME, query->user);
        curl_easy_setopt(easy, CURLOPT_PASSWORD, query->password ? query->password : "");
    }
}

static void set_connection(CURL *easy, struct transport *transport, struct curl_slist *places_known)
{
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(easy, CURLOPT_NOPROXY, "*");
    curl_easy_setopt(easy, CURLOPT_CONNECT_TO, places_known);
    curl_easy_setopt(easy, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
    if (transport->settings->ca_file) {
        curl_easy_setopt(easy, CURLOPT_CAINFO, transport->settings->ca_file);
        curl_easy_setopt(easy, CURLOPT_CAPATH, NULL); /* nobody else's; and only so is the file read once a look-up */
    }
    curl_easy_setopt(easy, CURLOPT_SSL_CTX_FUNCTION, on_context);
    curl_easy_setopt(easy, CURLOPT_SSL_CTX_DATA, &transport->watch);
}

static void set_callbacks(CURL *easy, struct course *course)
{
    curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, on_line);
    curl_easy_setopt(easy, CURLOPT_HEADERDATA, course);
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, on_piece);
    curl_easy_setopt(easy, CURLOPT_WRITEDATA, course);
    curl_easy_setopt(easy, CURLOPT_PREREQFUNCTION, on_sending);
    curl_easy_setopt(easy, CURLOPT_PREREQDATA, course);
    curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, on_open);
    curl_easy_setopt(easy, CURLOPT_OPENSOCKETDATA, course);
}

/* The transfer. */

/* In the clear, the moment the request may go is the first libcurl tells of. 0: not yet. */
static double connected_ms(const struct course *course)
{
    const double handshake = course->transport->watch.started_ms;

    return handshake > 0 ? handshake : course->passage.sending_ms;
}

/* The answer's time starts when TCP stands: that is what tells a firewall that drops from a server that is slow. */
static CURLcode run(struct course *course)
{
    const struct service *service = &course->transport->service;
    double end = course->passage.started_ms + (double)service->connect_ms, left;
    int running = 1, queued;

    for (;;) {
        curl_multi_perform(course->transport->multi, &running);
        if (!running)
            return curl_multi_info_read(course->transport->multi, &queued)->data.result;
        if (connected_ms(course) > 0)
            end = connected_ms(course) + (double)service->answer_ms;
        left = end - clock_ms();
        if (left <= 0)
            return CURLE_OPERATION_TIMEDOUT;
        curl_multi_poll(course->transport->multi, NULL, 0, (int)ceil(left), NULL);
    }
}

static CURLcode perform(struct course *course, const char *place)
{
    CLEANUP(headers_free) struct curl_slist *headers = request_headers(course->query);
    CLEANUP(headers_free) struct curl_slist *known = NULL;
    CLEANUP(cleanup_string) char *to = text_format("::%s", place ? place : "");
    CURL *easy = course->transport->easy;
    CURLcode code;

    /* Empty host and port stand for any: whatever libcurl reads in the URL, this is where it connects. */
    if (place)
        add_line(&known, to);
    tls_watch_reset(&course->transport->watch);
    curl_easy_reset(easy);
    set_request(easy, course->query, headers);
    set_connection(easy, course->transport, known);
    set_callbacks(easy, course);
    curl_multi_add_handle(course->transport->multi, easy);
    code = run(course);
    curl_multi_remove_handle(course->transport->multi, easy);
    curl_easy_setopt(easy, CURLOPT_HTTPHEADER, NULL);
    curl_easy_setopt(easy, CURLOPT_CONNECT_TO, NULL);
    return code;
}

static long info(CURL *easy, CURLINFO name)
{
    long value = 0;

    curl_easy_getinfo(easy, name, &value);
    return value;
}

static unsigned facts(const struct course *course)
{
    const struct tls_watch *watch = &course->transport->watch;
    const struct passage *passage = &course->passage;
    const int error = passage->os_error;
    const struct {
        bool holds;
        enum fact fact;
    } all[] = {
        {passage->secure, FACT_SECURE},
        {passage->resolved_ms > 0, FACT_RESOLVED},
        {passage->connected_ms > 0, FACT_CONNECTED},
        {course->arrival.head.http_status != 0 || (passage->sending_ms > 0 && watch->answered), FACT_ANSWERED},
        {error == ECONNREFUSED, FACT_REFUSED},
        {error == ECONNRESET || error == EPIPE, FACT_RESET},
        {watch->alert >= 0, FACT_ALERT},
        {watch->closed, FACT_CLOSED},
        {watch->distrust, FACT_DISTRUST},
        {course->overflow, FACT_OVERFLOW},
        {!course->arrival.complete, FACT_UNFINISHED},
    };
    unsigned sum = 0;

    for (size_t i = 0; i < ARRAY_SIZE(all); i++)
        sum |= all[i].holds ? all[i].fact : 0;
    return sum;
}

static void conclude(struct course *course, CURLcode code)
{
    CURL *easy = course->transport->easy;
    struct passage *passage = &course->passage;

    passage->ended_ms = clock_ms();
    passage->connected_ms = connected_ms(course);
    passage->fresh = info(easy, CURLINFO_NUM_CONNECTS) > 0 || passage->sending_ms == 0;
    passage->os_error = code == CURLE_OK ? 0 : (int)info(easy, CURLINFO_OS_ERRNO);
    passage->tls_alert = course->transport->watch.alert;
    passage->outcome = ending(code, facts(course));
    if (passage->outcome == OUTCOME_CONNECT_TIMEOUT && passage->os_error == 0)
        passage->os_error = ETIMEDOUT; /* as the system would have said had we waited */
    if (passage->os_error == EPIPE)
        passage->os_error = ECONNRESET; /* libcurl's own last words (the closure alert) met what it had met already */
}

/* What is decided before a packet leaves. OUTCOME_OK: nothing. */
static enum outcome refuse(enum place place)
{
    switch (place) {
    case PLACE_UNKNOWN: return OUTCOME_NAME_NOT_RESOLVED;
    case PLACE_UNREACHABLE: return OUTCOME_CONNECT_TIMEOUT;
    case PLACE_KNOWN:
    case PLACE_ASK: return OUTCOME_OK;
    }
    return OUTCOME_OK;
}

struct evidence *transport_ask(struct transport *transport, struct lookup *lookup, const struct query *query,
                               struct reply *reply)
{
    struct course course = {.transport = transport, .query = query};
    struct passage *passage = &course.passage;
    CLEANUP(url_clear) struct url url;
    CLEANUP(cleanup_string) char *place = NULL;
    struct evidence *record;

    *passage = (struct passage){
        .step = query->step, .url = query->url, .started_ms = clock_ms(), .fresh = true, .tls_alert = -1};
    passage->outcome =
        url_read(query->url, &url) ? refuse(place_find(transport->settings, &url, &place)) : OUTCOME_NAME_NOT_RESOLVED;
    passage->host = url.host ? url.host : query->url;
    passage->secure = url.secure;
    snprintf(passage->address, sizeof passage->address, "%s", place ? place : "");
    arrival_start(&course.arrival, TRANSPORT_BODY_LIMIT);
    passage->ended_ms = passage->started_ms;
    if (passage->outcome == OUTCOME_OK)
        conclude(&course, perform(&course, place));
    record = passage_record(passage, lookup);
    reply->body = arrival_take(&course.arrival, record, &reply->length);
    return record;
}
