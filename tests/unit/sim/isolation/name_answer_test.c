/* SPDX-License-Identifier: MIT */
#include "isolation/name_answer.h"

#include "base/cleanup.h"

#include <arpa/inet.h>
#include <arpa/nameser.h>
#include <resolv.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#define HOSTS                                                                                                          \
    "{\"autodiscover.contoso.com:443\": \"127.0.1.2:443\", \"autodiscover.contoso.com:80\": \"127.0.1.2:80\","         \
    " \"plain.contoso.com:80\": \"127.0.1.9:80\", \"_autodiscover._tcp.contoso.com:srv\": \"mail.contoso.com:443\"}"

static const struct row {
    const char *name;
    const char *asked;
    ns_type type;
    int class, code;
    const char *data; /* the address, or target and port of the service; NULL: no record */
} rows[] = {
    {"an address", "autodiscover.contoso.com", ns_t_a, ns_c_in, ns_r_noerror, "127.0.1.2"},
    {"in capitals", "AutoDiscover.Contoso.COM", ns_t_a, ns_c_in, ns_r_noerror, "127.0.1.2"},
    {"of a host without TLS", "plain.contoso.com", ns_t_a, ns_c_in, ns_r_noerror, "127.0.1.9"},
    {"no address of the other kind", "autodiscover.contoso.com", ns_t_aaaa, ns_c_in, ns_r_noerror, NULL},
    {"no mail", "autodiscover.contoso.com", ns_t_mx, ns_c_in, ns_r_noerror, NULL},
    {"a service", "_autodiscover._tcp.contoso.com", ns_t_srv, ns_c_in, ns_r_noerror, "mail.contoso.com 443"},
    {"no service of a host", "autodiscover.contoso.com", ns_t_srv, ns_c_in, ns_r_noerror, NULL},
    {"a domain has hosts but no address", "contoso.com", ns_t_a, ns_c_in, ns_r_noerror, NULL},
    {"the root", "", ns_t_ns, ns_c_in, ns_r_noerror, NULL},
    {"a name that is not there", "mail.contoso.com", ns_t_a, ns_c_in, ns_r_nxdomain, NULL},
    {"a name below a host", "www.autodiscover.contoso.com", ns_t_a, ns_c_in, ns_r_nxdomain, NULL},
    {"the end of a name", "toso.com", ns_t_a, ns_c_in, ns_r_nxdomain, NULL},
    {"the outside", "example.org", ns_t_a, ns_c_in, ns_r_nxdomain, NULL},
    {"another class", "autodiscover.contoso.com", ns_t_a, ns_c_chaos, ns_r_refused, NULL},
};

static json_t *hosts(void)
{
    json_t *json = json_loads(HOSTS, 0, NULL);

    assert_non_null(json);
    return json;
}

static size_t make_question(const char *name, int class, int type, uint8_t buffer[512])
{
    struct __res_state state = {0};
    int length;

    assert_int_equal(res_ninit(&state), 0);
    length = res_nmkquery(&state, ns_o_query, name, class, type, NULL, 0, NULL, buffer, 512);
    res_nclose(&state);
    assert_true(length > 12);
    return (size_t)length;
}

static void check_record(ns_msg *message, ns_type type, const char *expected)
{
    char text[300] = "";
    ns_rr record;

    assert_int_equal(ns_msg_count(*message, ns_s_an), expected ? 1 : 0);
    if (!expected)
        return;
    assert_int_equal(ns_parserr(message, ns_s_an, 0, &record), 0);
    assert_int_equal(ns_rr_ttl(record), 0);
    if (type == ns_t_a) {
        inet_ntop(AF_INET, ns_rr_rdata(record), text, sizeof text);
    } else {
        assert_true(ns_name_uncompress(ns_msg_base(*message), ns_msg_end(*message), ns_rr_rdata(record) + 6, text,
                                       sizeof text) > 0);
        snprintf(text + strlen(text), 10, " %u", ns_get16(ns_rr_rdata(record) + 4));
    }
    assert_string_equal(text, expected);
}

/* Asked and read by the resolver of libc. */
static void answers(void **state)
{
    const struct row *row = *state;
    uint8_t question[512], *answer;
    const size_t length = make_question(row->asked, row->class, row->type, question);
    json_t *json = hosts();
    size_t size;
    ns_msg message;

    assert_true(name_answer(question, length, json, &answer, &size));
    json_decref(json);
    assert_int_equal(ns_initparse(answer, (int)size, &message), 0);
    assert_int_equal(ns_msg_id(message), question[0] << 8 | question[1]);
    assert_int_equal(ns_msg_getflag(message, ns_f_qr), 1);
    assert_int_equal(ns_msg_getflag(message, ns_f_rcode), row->code);
    check_record(&message, row->type, row->data);
    free(answer);
}

/* Whatever comes, there is an answer that can be read, or none. */
static void takes_any_bytes(void **state)
{
    uint8_t question[512], bytes[512], *answer;
    const size_t length = make_question("autodiscover.contoso.com", ns_c_in, ns_t_a, question);
    json_t *json = hosts();
    size_t size, answered = 0;
    ns_msg message;

    (void)state;
    for (size_t round = 0; round < 40 * length; round++) {
        const size_t cut = round % 7 == 0 ? round / 7 % length : length;
        memcpy(bytes, question, length);
        bytes[round % length] = (uint8_t)(round * 37 + round / length);
        if (!name_answer(bytes, cut, json, &answer, &size))
            continue;
        answered++;
        assert_int_equal(ns_initparse(answer, (int)size, &message), 0);
        free(answer);
    }
    assert_true(answered > length);
    json_decref(json);
}

static void an_answer_is_not_answered(void **state)
{
    uint8_t question[512], *answer;
    const size_t length = make_question("contoso.com", ns_c_in, ns_t_a, question);
    size_t size;

    (void)state;
    question[2] |= 0x80;
    assert_false(name_answer(question, length, NULL, &answer, &size));
    assert_null(answer);
}

static void an_update_is_not_implemented(void **state)
{
    uint8_t question[512], *answer;
    const size_t length = make_question("contoso.com", ns_c_in, ns_t_a, question);
    size_t size;

    (void)state;
    question[2] = (uint8_t)((question[2] & 0x87) | ns_o_notify << 3);
    assert_true(name_answer(question, length, NULL, &answer, &size));
    assert_int_equal(answer[3] & 15, ns_r_notimpl);
    free(answer);
}

int main(void)
{
    static struct CMUnitTest tests[ARRAY_SIZE(rows) + 3] = {
        {.name = "takes any bytes", .test_func = takes_any_bytes},
        {.name = "an answer is not answered", .test_func = an_answer_is_not_answered},
        {.name = "an update is not implemented", .test_func = an_update_is_not_implemented},
    };

    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        tests[3 + i] = (struct CMUnitTest){
            .name = rows[i].name, .test_func = answers, .initial_state = (void *)(uintptr_t)&rows[i]};
    return _cmocka_run_group_tests("name_answer", tests, ARRAY_SIZE(tests), NULL, NULL);
}
