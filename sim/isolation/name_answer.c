/* SPDX-License-Identifier: MIT */
/* Answers from what the ready file lists, and says that there is nothing else. */
#include "name_answer.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"

#include <ldns/ldns.h>
#include <string.h>

enum { HEADER = 12, ANSWER_SIZE = 1232 };

static void free_packet(ldns_pkt **packet)
{
    ldns_pkt_free(*packet);
}

/* "autodiscover.contoso.com" of a name on the wire. The caller frees it. */
static char *name_text(const ldns_rdf *name)
{
    char *text = ldns_rdf2str(name);
    const size_t length = text ? strlen(text) : 0;

    if (length > 0 && text[length - 1] == '.')
        text[length - 1] = '\0';
    return text ? text : text_copy("");
}

/* Is it that name ("mail.contoso.com:443"), or one above it? */
static bool covers(const char *host, const char *name)
{
    CLEANUP(cleanup_string) char *own = text_format("%.*s", (int)strcspn(host, ":"), host);
    const size_t longer = strlen(own) > strlen(name) ? strlen(own) - strlen(name) : 0;

    return text_equal(own + longer, name) && (!longer || own[longer - 1] == '.' || !*name);
}

static bool is_known(const json_t *hosts, const char *name)
{
    const char *host;
    json_t *place;

    json_object_foreach((json_t *)(uintptr_t)hosts, host, place) if (covers(host, name)) return true;
    return false;
}

/* What stands behind "name:suffix". NULL: nothing. Borrowed. */
static const char *find(const json_t *hosts, const char *name, const char *suffix)
{
    CLEANUP(cleanup_string) char *wanted = text_format("%s:%s", name, suffix);
    const char *host;
    json_t *place;

    json_object_foreach((json_t *)(uintptr_t)hosts, host,
                        place) if (text_equal(host, wanted)) return json_string_value(place);
    return NULL;
}

static char *address_record(const json_t *hosts, const char *name)
{
    const char *place = find(hosts, name, "443");

    place = place ? place : find(hosts, name, "80");
    return place ? text_format("%s. 0 IN A %.*s", name, (int)strcspn(place, ":"), place) : NULL;
}

static char *service_record(const json_t *hosts, const char *name)
{
    const char *place = find(hosts, name, "srv"), *port = place ? strrchr(place, ':') : NULL;

    return port ? text_format("%s. 0 IN SRV 0 0 %s %.*s.", name, port + 1, (int)(port - place), place) : NULL;
}

static const struct {
    ldns_rr_type type;
    char *(*record)(const json_t *hosts, const char *name); /* as a zone file writes it; the caller frees it */
} kinds[] = {
    {LDNS_RR_TYPE_A, address_record},
    {LDNS_RR_TYPE_SRV, service_record},
};

static void add_records(ldns_pkt *answer, const json_t *hosts, const char *name, ldns_rr_type type)
{
    for (size_t i = 0; i < ARRAY_SIZE(kinds); i++) {
        const bool wanted = type == kinds[i].type || type == LDNS_RR_TYPE_ANY;
        CLEANUP(cleanup_string) char *text = wanted ? kinds[i].record(hosts, name) : NULL;
        ldns_rr *record = NULL;
        if (text && ldns_rr_new_frm_str(&record, text, 0, NULL, NULL) == LDNS_STATUS_OK)
            ldns_pkt_push_rr(answer, LDNS_SECTION_ANSWER, record);
    }
}

static void answer_question(ldns_pkt *answer, const ldns_rr *asked, const json_t *hosts)
{
    CLEANUP(cleanup_string) char *name = name_text(ldns_rr_owner(asked));

    ldns_pkt_push_rr(answer, LDNS_SECTION_QUESTION, ldns_rr_clone(asked));
    if (ldns_rr_get_class(asked) != LDNS_RR_CLASS_IN)
        ldns_pkt_set_rcode(answer, LDNS_RCODE_REFUSED);
    else if (!is_known(hosts, name))
        ldns_pkt_set_rcode(answer, LDNS_RCODE_NXDOMAIN);
    else
        add_records(answer, hosts, name, ldns_rr_get_type(asked));
}

static void compose(ldns_pkt *answer, const ldns_pkt *question, const json_t *hosts)
{
    const ldns_rr_list *asked = ldns_pkt_question(question);

    ldns_pkt_set_id(answer, ldns_pkt_id(question));
    ldns_pkt_set_opcode(answer, ldns_pkt_get_opcode(question));
    ldns_pkt_set_rd(answer, ldns_pkt_rd(question));
    ldns_pkt_set_qr(answer, true);
    ldns_pkt_set_aa(answer, true);
    ldns_pkt_set_ra(answer, true);
    if (ldns_pkt_edns(question))
        ldns_pkt_set_edns_udp_size(answer, ANSWER_SIZE);
    if (ldns_pkt_get_opcode(question) != LDNS_PACKET_QUERY)
        ldns_pkt_set_rcode(answer, LDNS_RCODE_NOTIMPL);
    else if (ldns_rr_list_rr_count(asked) != 1)
        ldns_pkt_set_rcode(answer, LDNS_RCODE_FORMERR);
    else
        answer_question(answer, ldns_rr_list_rr(asked, 0), hosts);
}

bool name_answer(const uint8_t *question, size_t length, const json_t *hosts, uint8_t **answer, size_t *size)
{
    CLEANUP(free_packet) ldns_pkt *asked = NULL, *reply = NULL;

    *answer = NULL;
    *size = 0;
    if (length < HEADER || ldns_wire2pkt(&asked, question, length) != LDNS_STATUS_OK || ldns_pkt_qr(asked))
        return false;
    reply = memory_need(ldns_pkt_new());
    compose(reply, asked, hosts);
    return ldns_pkt2wire(answer, reply, size) == LDNS_STATUS_OK;
}
