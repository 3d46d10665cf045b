/* SPDX-License-Identifier: MIT */
/* Values of a logged request, and the words made of them. */
#include "request.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"
#include "vocabulary/exchange_names.h"

#include <string.h>

#define AGENT_PROXY "ASProxy/CrossForest"
#define AGENT_DISCOVERY "ASAutoDiscover/CrossForest"
#define AGENT_TEST "TestOrganizationRelationship/"
#define SERVICES_ALONE "/WSSecurity" /* asked for with tokens of a federation */
#define HTTP_STATUSES 600

void request_begin(struct logged_request *request)
{
    request->kind = NULL;
    for (size_t i = 0; i < ROLE_COUNT; i++)
        request->values[i] = (struct slice){"", 0};
    request->telling_count = 0;
    request->status = 0;
    request->kernel = request->utc = request->nameless = false;
}

void request_set(struct logged_request *request, enum role role, struct slice value)
{
    if (value.length == 0 || slice_is(value, "-"))
        return;
    if (role == ROLE_TELLING && request->telling_count < REQUEST_WORDS)
        request->telling[request->telling_count++] = value;
    if (request->values[role].length == 0)
        request->values[role] = value;
}

void request_set_line(struct logged_request *request, struct slice line)
{
    const size_t method = slice_find(line, " ");
    const struct slice rest = slice_from(line, method + 1);

    if (slice_starts(line, "/")) { /* some call the path so */
        request_set(request, ROLE_URL, slice_until(line, method));
        return;
    }
    request_set(request, ROLE_METHOD, slice_until(line, method));
    request_set(request, ROLE_URL, slice_until(rest, slice_find(rest, " ")));
}

void request_set_status(struct logged_request *request, long number)
{
    static const char denied[] = "The server denied the specified Uniform Resource Locator (URL)";
    static const long denied_number = 12202;

    request->status = number >= 100 && number < 100000 ? (int)number : 0;
    if (number != denied_number)
        return;
    request->status = 403;
    request_set(request, ROLE_REASON, (struct slice){denied, strlen(denied)});
}

size_t request_agent_at(struct slice text)
{
    static const char *const agents[] = {AGENT_PROXY, AGENT_DISCOVERY};

    for (size_t i = 0; i < ARRAY_SIZE(agents); i++) {
        const char *const as_written = memmem(text.text, text.length, agents[i], strlen(agents[i]));
        if (as_written)
            return (size_t)(as_written - text.text);
    }
    for (size_t i = 0; i < ARRAY_SIZE(agents); i++)
        if (slice_has(text, agents[i]))
            return slice_find(text, agents[i]);
    return text.length;
}

static struct slice path_of(const struct logged_request *request)
{
    const struct slice url = request->values[ROLE_URL];
    const size_t query = slice_find(url, "?"), parameters = slice_find(url, ";");

    return slice_until(url, query < parameters ? query : parameters);
}

/* Nothing serves the path, or it leads elsewhere, whoever asked. Clients cause 401, 403 and 500 every day. */
static bool is_nobodys(const struct logged_request *request)
{
    static const short statuses[] = {302, 404, 502, 503, 504};
    const struct slice path = path_of(request);

    if (!request->nameless || !slice_is(request->values[ROLE_METHOD], "POST") ||
        (!slice_ends(path, PATH_EWS) && !slice_ends(path, PATH_AUTODISCOVER_SOAP)))
        return false;
    for (size_t i = 0; i < ARRAY_SIZE(statuses); i++)
        if (request->status == statuses[i])
            return true;
    return request->status >= HTTP_STATUSES;
}

bool request_is_service(const struct logged_request *request)
{
    const struct slice agent = request->values[ROLE_AGENT];

    if (request->kernel)
        return true;
    if (agent.length == 0 || slice_starts(agent, AGENT_TEST))
        return slice_ends(path_of(request), SERVICES_ALONE) || (agent.length == 0 && is_nobodys(request));
    return slice_starts(agent, AGENT_PROXY) || slice_starts(agent, AGENT_DISCOVERY);
}

bool request_is_of_interest(const struct logged_request *request)
{
    const struct slice agent = request->values[ROLE_AGENT], path = path_of(request);

    if (slice_starts(agent, "ASProxy/") || slice_starts(agent, "ASAutoDiscover/"))
        return request_is_service(request);
    return path.length == 0 || slice_has(path, "/ews/") || slice_has(path, "/autodiscover/");
}

const char *request_service_path(const struct logged_request *request)
{
    const struct slice agent = request->values[ROLE_AGENT];

    if (slice_starts(agent, AGENT_PROXY))
        return PATH_EWS;
    return slice_starts(agent, AGENT_DISCOVERY) ? PATH_AUTODISCOVER_SOAP : NULL;
}

static const char *agent_name(const struct logged_request *request)
{
    const struct slice agent = request->values[ROLE_AGENT];

    if (slice_starts(agent, AGENT_PROXY))
        return AGENT_AVAILABILITY " ";
    return slice_starts(agent, AGENT_DISCOVERY) ? AGENT_AUTODISCOVER " " : "";
}

static char *write_slice(char *end, struct slice slice)
{
    return mempcpy(end, slice.text, strnlen(slice.text, slice.length));
}

static char *write_number(char *end, unsigned number)
{
    if (number >= 10)
        end = write_number(end, number / 10);
    *end = (char)('0' + number % 10);
    return end + 1;
}

/* Quotation marks are single there, and the blanks of IIS are blanks. */
static char *write_words(char *end, const struct logged_request *request, struct slice words)
{
    const bool plus = request->utc && memchr(words.text, '+', words.length) && !memchr(words.text, ' ', words.length);

    *end++ = ' ';
    for (size_t i = 0; i < words.length; i++) {
        *end++ = (char)(plus && words.text[i] == '+' ? ' ' : words.text[i]);
        if (words.text[i] == '"' && i + 1 < words.length && words.text[i + 1] == '"')
            i++;
    }
    return end;
}

/* "POST /EWS/Exchange.asmx ASProxy 401 ": method, path, service, status, reason. */
static char *write_answer(char *end, const struct logged_request *request)
{
    const char *const agent = agent_name(request);

    end = write_slice(end, request->values[ROLE_METHOD]);
    *end++ = ' ';
    end = write_slice(end, path_of(request));
    *end++ = ' ';
    end = write_slice(end, (struct slice){agent, strlen(agent)});
    end = write_number(end, (unsigned)request->status);
    *end++ = ' ';
    return write_slice(end, request->values[ROLE_REASON]);
}

/* More than is written around the values. */
#define WORDS_AROUND 128

char *request_words(const struct logged_request *request)
{
    size_t room = WORDS_AROUND + request->values[ROLE_METHOD].length + request->values[ROLE_URL].length +
                  request->values[ROLE_REASON].length;
    char *words, *end;

    for (size_t i = 0; i < request->telling_count; i++)
        room += request->telling[i].length + 1;
    words = end = memory_room(room);
    if (request->status >= 300 && request_is_service(request))
        end = write_answer(end, request);
    for (size_t i = 0; i < request->telling_count; i++)
        end = write_words(end, request, request->telling[i]);
    *end = '\0';
    return words;
}

static struct slice client_of(const struct logged_request *request)
{
    const struct slice forwarded = request->values[ROLE_FORWARDED];

    return forwarded.length > 0 ? forwarded : request->values[ROLE_CLIENT];
}

char *request_address(const struct logged_request *request)
{
    const struct slice keys[] = {client_of(request), request->values[ROLE_MACHINE], request->values[ROLE_SERVER],
                                 request->values[ROLE_AGENT], path_of(request)};
    size_t room = 1;
    char *address, *end;

    for (size_t i = 0; i < ARRAY_SIZE(keys); i++)
        room += keys[i].length + 1;
    address = end = memory_room(room);
    for (size_t i = 0; i < ARRAY_SIZE(keys); i++) {
        end = write_slice(end, keys[i]);
        *end++ = ' ';
    }
    *end = '\0';
    return address;
}

char *request_server(const struct logged_request *request)
{
    static const enum role roles[] = {ROLE_MACHINE, ROLE_SERVER, ROLE_HOST};

    for (size_t i = 0; i < ARRAY_SIZE(roles); i++)
        if (request->values[roles[i]].length > 0)
            return text_copy_part(request->values[roles[i]].text, request->values[roles[i]].length);
    return NULL;
}

bool request_has_reason(const struct logged_request *request)
{
    for (size_t i = 0; i < request->telling_count; i++)
        if (slice_has(request->telling[i], "reason="))
            return true;
    return false;
}
