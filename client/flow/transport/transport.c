/* SPDX-License-Identifier: MIT */
/* Runs requests with libcurl, one at a time, with time-outs of our own. */
#include "transport.h"

#include "answer_reader.h"
#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"
#include "curl_outcome.h"
#include "destination.h"
#include "late/curl.h"
#include "request_options.h"
#include "source_address.h"
#include "tls_channel.h"
#include "tls_watch.h"
#include "traffic_tap.h"
#include "transfer_log.h"
#include "url.h"
#include "web_proxy.h"

#include <errno.h>
#include <math.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { LOOK_UP_MS = 100 }; /* so long at most nobody notices that a request is abandoned */

struct transport {
    struct network network;
    const char *source; /* NULL: any */
    CURLM *multi;
    CURL *easy; /* the multi handle keeps its connections */
    struct tls_watch watch;
    struct traffic_tap tap;
};

/* One exchange under way. */
struct transfer {
    struct transport *transport;
    const struct transport_query *query;
    struct answer_reader reader;
    struct transfer_log log;
    char *proxy;   /* "host:port"; NULL: none is asked */
    bool overflow; /* the answer is larger than we take */
};

struct transport *transport_new(const struct network *network)
{
    struct transport *transport = memory_new(sizeof *transport);

    transport->multi = memory_need(curl_multi_init());
    transport->easy = memory_need(curl_easy_init());
    transport->network = *network;
    transport->watch.check_status = network->check_revocation;
    transport->watch.newest = network->newest_tls;
    transport->tap.watch = network->traffic;
    transport->watch.tap = network->traffic ? &transport->tap : NULL;
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
        traffic_tap_clear(&(*transport)->tap);
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
    struct transfer *transfer = context;

    return answer_reader_line(&transfer->reader, line, size * count) ? size * count : 0;
}

static size_t on_piece(char *bytes, size_t size, size_t count, void *context)
{
    struct transfer *transfer = context;

    transfer->overflow = !answer_reader_piece(&transfer->reader, bytes, size * count);
    return transfer->overflow ? 0 : size * count;
}

static int on_sending(void *context, char *peer, char *own, int peer_port, int own_port)
{
    struct transfer *transfer = context;

    (void)own, (void)own_port;
    snprintf(transfer->log.address, sizeof transfer->log.address, strchr(peer, ':') ? "[%s]:%d" : "%s:%d", peer,
             peer_port);
    transfer->log.sending_ms = clock_ms();
    if (transfer->query->channel)
        tls_channel_read(transfer->transport->easy, transfer->query->channel);
    return CURL_PREREQFUNC_OK;
}

/* The address is noted here because libcurl forgets it where the connection does not come about. */
static curl_socket_t on_open(void *context, curlsocktype purpose, struct curl_sockaddr *to)
{
    struct transfer *transfer = context;
    const int descriptor = socket(to->family, to->socktype | SOCK_CLOEXEC, to->protocol);

    (void)purpose;
    if (transfer->log.resolved_ms == 0)
        transfer->log.resolved_ms = clock_ms();
    destination_name(&to->addr, to->addrlen, transfer->log.address);
    traffic_tap_open(&transfer->transport->tap, transfer->transport->source ? transfer->transport->source : "",
                     transfer->log.address);
    if (descriptor < 0 || source_address_bind(descriptor, transfer->transport->source, &to->addr))
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

static void set_connection(CURL *easy, struct transport *transport, struct curl_slist *known_hosts)
{
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(easy, CURLOPT_NOPROXY, "*");
    curl_easy_setopt(easy, CURLOPT_CONNECT_TO, known_hosts);
    curl_easy_setopt(easy, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
    if (transport->network.ca_file) {
        curl_easy_setopt(easy, CURLOPT_CAINFO, transport->network.ca_file);
        curl_easy_setopt(easy, CURLOPT_CAPATH, NULL); /* nobody else's; and only so is the file read once a look-up */
    }
    curl_easy_setopt(easy, CURLOPT_SSL_CTX_FUNCTION, on_context);
    curl_easy_setopt(easy, CURLOPT_SSL_CTX_DATA, &transport->watch);
}

static void set_callbacks(CURL *easy, struct transfer *transfer)
{
    curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, on_line);
    curl_easy_setopt(easy, CURLOPT_HEADERDATA, transfer);
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, on_piece);
    curl_easy_setopt(easy, CURLOPT_WRITEDATA, transfer);
    curl_easy_setopt(easy, CURLOPT_PREREQFUNCTION, on_sending);
    curl_easy_setopt(easy, CURLOPT_PREREQDATA, transfer);
    curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, on_open);
    curl_easy_setopt(easy, CURLOPT_OPENSOCKETDATA, transfer);
}

/* The transfer. */

/* In the clear, the moment the request may go is the first libcurl tells of. 0: not yet. */
static double connected_ms(const struct transfer *transfer)
{
    const double handshake = transfer->transport->watch.started_ms;

    return handshake > 0 ? handshake : transfer->log.sending_ms;
}

static bool is_abandoned(const struct network *network)
{
    return network->abandoned && atomic_load(network->abandoned);
}

/* In pieces where somebody may give up. */
static int next_wait(const struct network *network, double left)
{
    return network->abandoned && left > LOOK_UP_MS ? LOOK_UP_MS : (int)ceil(left);
}

/* The answer's time starts when TCP stands: that is what tells a firewall that drops from a server that is slow. */
static CURLcode run(struct transfer *transfer)
{
    const struct network *network = &transfer->transport->network;
    double end = transfer->log.started_ms + (double)network_connect_ms(network), left;
    int running = 1, queued;

    for (;;) {
        curl_multi_perform(transfer->transport->multi, &running);
        if (!running)
            return curl_multi_info_read(transfer->transport->multi, &queued)->data.result;
        if (connected_ms(transfer) > 0)
            end = connected_ms(transfer) + (double)network_answer_ms(network);
        left = end - clock_ms();
        if (left <= 0 || is_abandoned(network))
            return CURLE_OPERATION_TIMEDOUT;
        curl_multi_poll(transfer->transport->multi, NULL, 0, next_wait(network, left), NULL);
    }
}

/* The proxy gets to the hosts itself: their addresses are not ours to say. */
static void set_proxy(CURL *easy, const char *proxy)
{
    CLEANUP(cleanup_string) char *url = text_format("http://%s", proxy);

    curl_easy_setopt(easy, CURLOPT_PROXY, url);
    curl_easy_setopt(easy, CURLOPT_NOPROXY, "");
    curl_easy_setopt(easy, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
}

static CURLcode perform(struct transfer *transfer, const char *address)
{
    CLEANUP(option_lines_free) struct curl_slist *headers = request_options_headers(transfer->query);
    CLEANUP(option_lines_free) struct curl_slist *known = NULL;
    CLEANUP(cleanup_string) char *to = text_format("::%s", address ? address : "");
    CURL *easy = transfer->transport->easy;
    CURLcode code;

    /* Empty host and port stand for any: whatever libcurl reads in the URL, this is where it connects. */
    if (address && !transfer->proxy)
        option_lines_add(&known, to);
    tls_watch_reset(&transfer->transport->watch);
    curl_easy_reset(easy);
    request_options_set(easy, transfer->query, headers);
    set_connection(easy, transfer->transport, known);
    if (transfer->proxy)
        set_proxy(easy, address ? address : transfer->proxy);
    set_callbacks(easy, transfer);
    traffic_tap_begin(&transfer->transport->tap, easy, transfer->log.secure);
    curl_multi_add_handle(transfer->transport->multi, easy);
    code = run(transfer);
    curl_multi_remove_handle(transfer->transport->multi, easy);
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

static unsigned facts(const struct transfer *transfer)
{
    const struct tls_watch *watch = &transfer->transport->watch;
    const struct transfer_log *log = &transfer->log;
    const int error = log->os_error;
    const struct {
        bool holds;
        enum fact fact;
    } all[] = {
        {log->secure, FACT_SECURE},
        {log->resolved_ms > 0, FACT_RESOLVED},
        {log->connected_ms > 0, FACT_CONNECTED},
        {transfer->reader.head.http_status != 0 || (log->sending_ms > 0 && watch->answered), FACT_ANSWERED},
        {error == ECONNREFUSED, FACT_REFUSED},
        {error == ECONNRESET || error == EPIPE, FACT_RESET},
        {watch->alert >= 0, FACT_ALERT},
        {watch->closed, FACT_CLOSED},
        {watch->distrust, FACT_DISTRUST},
        {transfer->overflow, FACT_OVERFLOW},
        {!transfer->reader.complete, FACT_UNFINISHED},
    };
    unsigned sum = 0;

    for (size_t i = 0; i < ARRAY_SIZE(all); i++)
        sum |= all[i].holds ? all[i].fact : 0;
    return sum;
}

static void conclude(struct transfer *transfer, CURLcode code)
{
    CURL *easy = transfer->transport->easy;
    struct transfer_log *log = &transfer->log;

    log->ended_ms = clock_ms();
    log->connected_ms = connected_ms(transfer);
    log->fresh = info(easy, CURLINFO_NUM_CONNECTS) > 0 || log->sending_ms == 0;
    log->os_error = code == CURLE_OK ? 0 : (int)info(easy, CURLINFO_OS_ERRNO);
    log->tls_alert = transfer->transport->watch.alert;
    log->outcome = curl_outcome(code, facts(transfer));
    log->tunnel_status = code == CURLE_OK ? 0 : (int)info(easy, CURLINFO_HTTP_CONNECTCODE);
    if (log->tunnel_status / 100 == 2)
        log->tunnel_status = 0;
    if (log->tunnel_status)
        log->outcome = OUTCOME_HTTP_STATUS;
    if (log->outcome == OUTCOME_CONNECT_TIMEOUT && log->os_error == 0)
        log->os_error = ETIMEDOUT; /* as the system would have said had we waited */
    if (log->os_error == EPIPE)
        log->os_error = ECONNRESET; /* libcurl's own last words (the closure alert) met what it had met already */
}

/* What is decided before a packet leaves. OUTCOME_OK: nothing. */
static enum outcome refuse(enum destination destination)
{
    switch (destination) {
    case DESTINATION_UNKNOWN: return OUTCOME_NAME_NOT_RESOLVED;
    case DESTINATION_UNREACHABLE: return OUTCOME_CONNECT_TIMEOUT;
    case DESTINATION_KNOWN:
    case DESTINATION_ASK: return OUTCOME_OK;
    }
    return OUTCOME_OK;
}

/* To whoever wants to see it. */
static void show(const struct transfer *transfer, const struct evidence *record, const struct reply *reply)
{
    const struct traffic_tap *const tap = &transfer->transport->tap;
    struct timespec now;

    if (!tap->watch)
        return;
    clock_gettime(CLOCK_REALTIME, &now);
    const struct traffic_exchange exchange = {
        .connection = tap->last,
        .opened = tap->opened,
        .started = (double)now.tv_sec + (double)now.tv_nsec / 1e9 - (clock_ms() - transfer->log.started_ms) / 1e3,
        .head = tap->head,
        .method = transfer->query->body ? "POST" : "GET",
        .url = transfer->query->url,
        .body = transfer->query->body,
        .address = transfer->log.address,
        .record = record,
        .answer = reply->body,
        .answer_length = reply->length,
    };
    tap->watch->exchange(tap->watch->context, &exchange);
}

/* To whom the connection is to be made: the host, or the proxy for it. The caller frees the address. */
static enum outcome find_way(struct transfer *transfer, const struct url *url, char **address)
{
    const struct network *network = &transfer->transport->network;
    CLEANUP(url_clear) struct url proxy = {0};
    CLEANUP(cleanup_string) char *proxy_url = NULL;

    transfer->proxy = web_proxy_for(network, url);
    if (!transfer->proxy)
        return refuse(destination_find(network, url, address));
    proxy_url = text_format("http://%s/", transfer->proxy);
    if (!url_read(proxy_url, &proxy))
        return OUTCOME_NAME_NOT_RESOLVED;
    transfer->log.proxy = text_copy(proxy.host);
    return refuse(destination_find(network, &proxy, address));
}

/* libcurl keeps the password for a host that a proxy did not let it through to, and would say it to the next. */
static void forget(struct transport *transport)
{
    curl_easy_cleanup(transport->easy);
    transport->easy = memory_need(curl_easy_init());
}

struct evidence *transport_ask(struct transport *transport, struct lookup *lookup, const struct transport_query *query,
                               struct reply *reply)
{
    struct transfer transfer = {.transport = transport, .query = query};
    struct transfer_log *log = &transfer.log;
    CLEANUP(url_clear) struct url url;
    CLEANUP(cleanup_string) char *address = NULL;
    struct evidence *record;

    *log = (struct transfer_log){
        .step = query->step, .url = query->url, .started_ms = clock_ms(), .fresh = true, .tls_alert = -1};
    log->outcome = url_read(query->url, &url) ? find_way(&transfer, &url, &address) : OUTCOME_NAME_NOT_RESOLVED;
    log->host = url.host ? url.host : query->url;
    log->secure = url.secure;
    snprintf(log->address, sizeof log->address, "%s", address ? address : "");
    answer_reader_start(&transfer.reader, TRANSPORT_BODY_LIMIT);
    log->ended_ms = log->started_ms;
    if (log->outcome == OUTCOME_OK)
        conclude(&transfer, perform(&transfer, address));
    record = transfer_log_write(log, lookup);
    reply->body = answer_reader_take(&transfer.reader, record, &reply->length);
    if (log->tunnel_status)
        record->http_status = log->tunnel_status;
    show(&transfer, record, reply);
    if (transfer.proxy)
        forget(transport);
    free(log->proxy);
    free(transfer.proxy);
    return record;
}
