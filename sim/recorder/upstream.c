/* SPDX-License-Identifier: MIT */
/* Requests go out by libcurl, a handle for each connection of a client. */
#include "upstream.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"
#include "origin/origin.h"
#include "upstream_answer.h"

#include <pthread.h>
#include <string.h>

enum { MOST_CONNECTIONS = 64, CONNECT_SECONDS = 30, ANSWER_SECONDS = 300 };

/* The handle that a client's connection uses. */
struct connection_slot {
    CURL *easy;
    uint64_t connection, used; /* used: when, counted */
    bool busy;
};

struct upstream {
    char *base, *host, *ca_file;
    struct curl_slist *connect_to;
    pthread_mutex_t lock; /* guards what follows */
    struct connection_slot slots[MOST_CONNECTIONS];
    uint64_t uses;
};

static bool read_url(struct upstream *upstream, const char *text, struct error *error)
{
    CURLU *url = curl_url();
    char *scheme = NULL, *host = NULL, *path = NULL, *query = NULL, *fragment = NULL;
    const bool sound = url && curl_url_set(url, CURLUPART_URL, text, 0) == CURLUE_OK &&
                       curl_url_get(url, CURLUPART_SCHEME, &scheme, 0) == CURLUE_OK &&
                       curl_url_get(url, CURLUPART_HOST, &host, 0) == CURLUE_OK &&
                       curl_url_get(url, CURLUPART_PATH, &path, 0) == CURLUE_OK &&
                       curl_url_get(url, CURLUPART_QUERY, &query, 0) == CURLUE_NO_QUERY &&
                       curl_url_get(url, CURLUPART_FRAGMENT, &fragment, 0) == CURLUE_NO_FRAGMENT &&
                       !strchr(text, '#') && !strchr(text, '?') && strcmp(path, "/") == 0 &&
                       (strcmp(scheme, "https") == 0 || strcmp(scheme, "http") == 0);

    if (sound) {
        upstream->base = text_format("%.*s", (int)(strlen(text) - text_ends(text, "/")), text);
        upstream->host = text_copy(host);
    }
    curl_free(scheme);
    curl_free(host);
    curl_free(path);
    curl_free(query);
    curl_free(fragment);
    curl_url_cleanup(url);
    return sound ||
           error_set(error, "\"%s\" is no URL of a server: write https://mail.example.com, without a path", text);
}

static bool is_port(const char *text)
{
    const size_t length = strspn(text, "0123456789");
    const unsigned long port = length > 0 && length <= 5 && !text[length] ? strtoul(text, NULL, 10) : 0;

    return port > 0 && port <= 65535;
}

static bool set_place(struct upstream *upstream, const char *connect, struct error *error)
{
    const char *colon = connect ? strrchr(connect, ':') : NULL;
    CLEANUP(cleanup_string) char *everything = text_format("::%s", connect ? connect : "");

    if (!connect)
        return true;
    if (!colon || colon == connect || !is_port(colon + 1))
        return error_set(error, "\"%s\" is no place to connect to: write an address and a port, 127.0.0.1:8443",
                         connect);
    upstream->connect_to = curl_slist_append(NULL, everything);
    return true;
}

struct upstream *upstream_new(const char *url, const char *connect, const char *ca_file, struct error *error)
{
    struct upstream *upstream = memory_new(sizeof *upstream);

    pthread_mutex_init(&upstream->lock, NULL);
    upstream->ca_file = text_copy(ca_file);
    if (!read_url(upstream, url, error) || !set_place(upstream, connect, error))
        upstream_free(&upstream);
    return upstream;
}

void upstream_free(struct upstream **upstream)
{
    if (*upstream) {
        for (size_t i = 0; i < MOST_CONNECTIONS; i++)
            curl_easy_cleanup((*upstream)->slots[i].easy);
        curl_slist_free_all((*upstream)->connect_to);
        pthread_mutex_destroy(&(*upstream)->lock);
        free((*upstream)->base);
        free((*upstream)->host);
        free((*upstream)->ca_file);
    }
    free(*upstream);
    *upstream = NULL;
}

const char *upstream_host(const struct upstream *upstream)
{
    return upstream->host;
}

/* The connection's own slot, or the one that has been idle for longest. There are more slots than workers. */
static struct connection_slot *take_slot(struct upstream *upstream, uint64_t connection)
{
    struct connection_slot *chosen = NULL;

    pthread_mutex_lock(&upstream->lock);
    for (size_t i = 0; i < MOST_CONNECTIONS; i++) {
        struct connection_slot *slot = &upstream->slots[i];
        if (slot->busy)
            continue;
        if (slot->easy && slot->connection == connection) {
            chosen = slot;
            break;
        }
        chosen = !chosen || slot->used < chosen->used ? slot : chosen;
    }
    if (!chosen)
        abort(); /* as many requests at once as there are workers */
    chosen->busy = true;
    chosen->used = ++upstream->uses;
    pthread_mutex_unlock(&upstream->lock);
    if (chosen->easy && chosen->connection == connection)
        return chosen;
    curl_easy_cleanup(chosen->easy); /* and the connection of whoever had it */
    chosen->easy = memory_need(curl_easy_init());
    chosen->connection = connection;
    return chosen;
}

static void give_slot(struct upstream *upstream, struct connection_slot *slot)
{
    pthread_mutex_lock(&upstream->lock);
    slot->busy = false;
    pthread_mutex_unlock(&upstream->lock);
}

/* Not passed on: what concerns one connection only, what libcurl writes itself, and the wish for a compressed answer, in which
 * nothing could be redacted. */
static bool stays_here(const char *name)
{
    static const char *const names[] = {
        "Host",    "Connection", "Keep-Alive",        "Proxy-Connection", "Proxy-Authorization", "TE", "Content-Length",
        "Trailer", "Upgrade",    "Transfer-Encoding", "Expect",           "Accept-Encoding"};

    for (size_t i = 0; i < ARRAY_SIZE(names); i++)
        if (text_equal(name, names[i]))
            return true;
    return false;
}

static void add_line(struct curl_slist **lines, const char *line)
{
    *lines = memory_need(curl_slist_append(*lines, line));
}

static struct curl_slist *header_lines(const struct request *request)
{
    /* libcurl's own, which the client did not send */
    static const char *const unwanted[] = {"Expect:", "Accept:", "User-Agent:", "Content-Type:"};
    struct curl_slist *lines = NULL;

    for (size_t i = 0; i < ARRAY_SIZE(unwanted); i++)
        add_line(&lines, unwanted[i]);
    for (size_t i = 0; i < request->headers.count; i++) {
        const struct header *header = &request->headers.items[i];
        /* an empty one ends with a semicolon: with a colon it would mean "leave it out" */
        CLEANUP(cleanup_string)
        char *line = text_format(*header->value ? "%s: %s" : "%s;%s", header->name, header->value);
        if (!stays_here(header->name))
            add_line(&lines, line);
    }
    return lines;
}

static void set_request(CURL *easy, const struct upstream *upstream, const struct request *request, const char *url,
                        struct curl_slist *lines)
{
    const bool has_body = request->body_length > 0 || text_equal(request->method, "POST");

    curl_easy_reset(easy); /* connections stay */
    curl_easy_setopt(easy, CURLOPT_URL, url);
    curl_easy_setopt(easy, CURLOPT_PATH_AS_IS, 1L);
    curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(easy, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_1_1);
    curl_easy_setopt(easy, CURLOPT_HTTPHEADER, lines);
    if (has_body) {
        curl_easy_setopt(easy, CURLOPT_POST, 1L);
        curl_easy_setopt(easy, CURLOPT_POSTFIELDS, request->body);
        curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)request->body_length);
    } else if (text_equal(request->method, "HEAD")) {
        curl_easy_setopt(easy, CURLOPT_NOBODY, 1L);
    }
    curl_easy_setopt(easy, CURLOPT_CUSTOMREQUEST, request->method);
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(easy, CURLOPT_NOPROXY, "*");
    curl_easy_setopt(easy, CURLOPT_CONNECT_TO, upstream->connect_to);
    if (upstream->ca_file)
        curl_easy_setopt(easy, CURLOPT_CAINFO, upstream->ca_file);
    curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT, (long)CONNECT_SECONDS);
    curl_easy_setopt(easy, CURLOPT_TIMEOUT, (long)ANSWER_SECONDS);
}

static void describe(const struct upstream *upstream, const struct request *request, struct recorded_answer *recorded)
{
    recorded->host = text_copy(upstream->host);
    recorded->method = text_copy(request->method);
    recorded->path = text_copy(request->path);
    recorded_set_operation(recorded, request);
}

static const char *target_of(const struct request *request)
{
    return request->target ? request->target : request->path;
}

/* Behind the server's own address, "@other/x" would be another server, who would get the client's Authorization. */
bool upstream_takes(const struct request *request, struct error *error)
{
    return *target_of(request) == '/' ||
           error_set(error, "\"%.200s\" does not begin with \"/\", so it was passed on to nobody", target_of(request));
}

bool upstream_ask(struct upstream *upstream, const struct request *request, struct recorded_answer *recorded,
                  struct error *error)
{
    const char *target = target_of(request);
    CLEANUP(cleanup_string) char *url = text_format("%s%s", upstream->base, target);
    bool answered;

    if (!upstream_takes(request, error))
        return false;
    struct curl_slist *lines = header_lines(request);
    struct connection_slot *slot = take_slot(upstream, request->origin->connection);
    set_request(slot->easy, upstream, request, url, lines);
    answered = upstream_receive(slot->easy, upstream->base, recorded, error);
    curl_slist_free_all(lines);
    give_slot(upstream, slot);
    if (answered)
        describe(upstream, request, recorded);
    return answered;
}
