/* SPDX-License-Identifier: MIT */
/* A delegation token of the lab's own gateway, changed as attackers of SAML change them, each way a row: over real sockets, at
 * each endpoint of /WSSecurity. What is refused gets the fault of Exchange; what is not is read as it was signed. */
#include "assertion_changes.h"
#include "base/cleanup.h"
#include "base/text.h"
#include "flow/transport/envelope.h"
#include "saml/xml_encryption.h"
#include "support/raw_client.h"
#include "support/running_lab.h"
#include "vocabulary/exchange_names.h"
#include "xml/xml.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define USER "ann@contoso.mail.onmicrosoft.com"
#define TARGET "joe@contoso.com"

static struct running_lab lab;

static const struct endpoint {
    const char *host, *path, *body;
} endpoints[] = {
    {"mail.contoso.com", "/EWS/Exchange.asmx/WSSecurity",
     "<m:GetUserAvailabilityRequest xmlns:m=\"" NS_MESSAGES "\" xmlns:t=\"" NS_TYPES "\"><t:TimeZone><t:Bias>0</t:Bias>"
     "<t:StandardTime><t:Bias>0</t:Bias><t:Time>00:00:00</t:Time><t:DayOrder>1</t:DayOrder><t:Month>10</t:Month>"
     "<t:DayOfWeek>Sunday</t:DayOfWeek></t:StandardTime><t:DaylightTime><t:Bias>0</t:Bias><t:Time>00:00:00</t:Time>"
     "<t:DayOrder>1</t:DayOrder><t:Month>4</t:Month><t:DayOfWeek>Sunday</t:DayOfWeek></t:DaylightTime></t:TimeZone>"
     "<m:MailboxDataArray><t:MailboxData><t:Email><t:Address>" TARGET "</t:Address></t:Email>"
     "<t:AttendeeType>Required</t:AttendeeType></t:MailboxData></m:MailboxDataArray><t:FreeBusyViewOptions>"
     "<t:TimeWindow><t:StartTime>2026-01-05T00:00:00</t:StartTime><t:EndTime>2026-01-06T00:00:00</t:EndTime>"
     "</t:TimeWindow><t:MergedFreeBusyIntervalInMinutes>30</t:MergedFreeBusyIntervalInMinutes>"
     "<t:RequestedView>FreeBusy</t:RequestedView></t:FreeBusyViewOptions></m:GetUserAvailabilityRequest>"},
    {"autodiscover.contoso.com", "/autodiscover/autodiscover.svc/WSSecurity",
     "<a:GetUserSettingsRequestMessage xmlns:a=\"http://schemas.microsoft.com/exchange/2010/Autodiscover\"><a:Request>"
     "<a:Users><a:User><a:Mailbox>" TARGET "</a:Mailbox></a:User></a:Users><a:RequestedSettings>"
     "<a:Setting>ExternalEwsUrl</a:Setting></a:RequestedSettings></a:Request></a:GetUserSettingsRequestMessage>"},
};

static char *seal(xmlDoc *document, const char *recipient)
{
    CLEANUP(cleanup_string) char *text = xml_print(xmlDocGetRootElement(document));
    char *sealed = xml_encryption_seal(text, strlen(text), certificate_of(recipient));

    assert_non_null(sealed);
    return sealed;
}

static char *message(const struct endpoint *endpoint, const char *security)
{
    struct envelope envelope;

    envelope_begin(&envelope);
    envelope_address(&envelope, "urn:x", endpoint->path);
    envelope_secure(&envelope, security);
    envelope_body(&envelope);
    fputs(endpoint->body, envelope.output);
    return envelope_end(&envelope);
}

static char *send_text(const struct endpoint *endpoint, const char *body)
{
    CLEANUP(cleanup_string)
    char *request = raw_request("POST", endpoint->path, "Content-Type: text/xml; charset=utf-8\r\n", body);

    return raw_exchange(lab_port(lab.running, endpoint->host), endpoint->host, request, strlen(request), RAW_WAIT);
}

static char *send_security(const struct endpoint *endpoint, const char *security)
{
    CLEANUP(cleanup_string) char *body = message(endpoint, security);

    return send_text(endpoint, body);
}

static void is_refused(const char *answer, const char *fault)
{
    CLEANUP(cleanup_string) char *code = text_format("a:%s/faultcode>", fault);

    if (raw_status(answer) != 500 || !strstr(answer, code))
        fail_msg("not %s but: %.900s", code, answer);
}

static void is_taken(const char *answer)
{
    if (raw_status(answer) != 200 || !strstr(answer, "NoError"))
        fail_msg("refused: %.3000s", answer);
}

static void a_changed_assertion_is_refused(void **state)
{
    const struct assertion_change *const row = *state;

    for (size_t i = 0; i < ARRAY_SIZE(endpoints); i++) {
        CLEANUP(xml_free) xmlDoc *document = good_assertion(USER);
        row->change(document);
        CLEANUP(cleanup_string) char *sealed = seal(document, "onprem-federation");
        CLEANUP(cleanup_string) char *answer = send_security(&endpoints[i], sealed);
        is_refused(answer, row->fault);
    }
}

static char *good_token(void)
{
    CLEANUP(xml_free) xmlDoc *document = good_assertion(USER);

    return seal(document, "onprem-federation");
}

/* Without this one the others would prove nothing. */
static void the_right_one_is_taken(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(endpoints); i++) {
        CLEANUP(cleanup_string) char *sealed = good_token();
        CLEANUP(cleanup_string) char *answer = send_security(&endpoints[i], sealed);
        is_taken(answer);
    }
}

static void a_message_is_taken_once_its_token_again(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(endpoints); i++) {
        CLEANUP(cleanup_string) char *sealed = good_token();
        CLEANUP(cleanup_string) char *body = message(&endpoints[i], sealed);
        CLEANUP(cleanup_string) char *first = send_text(&endpoints[i], body);
        CLEANUP(cleanup_string) char *second = send_text(&endpoints[i], body);
        CLEANUP(cleanup_string) char *other = send_security(&endpoints[i], sealed);
        is_taken(first);
        is_refused(second, INVALID);
        is_taken(other);
    }
}

/* ---- what is sealed, changed without being opened ---- */

/* The first occurrence; *text is replaced. */
static void replace(char **text, const char *old, const char *new)
{
    char *const at = strstr(*text, old);

    assert_non_null(at);
    char *const changed = text_format("%.*s%s%s", (int)(at - *text), *text, new, at + strlen(old));
    free(*text);
    *text = changed;
}

static void flip(char *at)
{
    *at = *at == 'Q' ? 'R' : 'Q';
}

static void flip_the_key(char **sealed)
{
    flip(strstr(*sealed, "CipherValue>") + strlen("CipherValue>") + 20);
}

/* Behind the key's own value: the last two marks are the tags of the other. */
static char *sealed_text(char *sealed)
{
    char *before = NULL, *last = NULL;

    for (char *at = sealed; (at = strstr(at, "CipherValue>")); at += strlen("CipherValue>")) {
        before = last;
        last = at;
    }
    assert_non_null(before);
    return before + strlen("CipherValue>");
}

static void flip_the_vector(char **sealed)
{
    flip(sealed_text(*sealed) + 2);
}

static void cut_the_text(char **sealed)
{
    char *const value = sealed_text(*sealed);

    memmove(value, value + 64, strlen(value + 64) + 1);
}

static void claim_triple_des(char **sealed)
{
    replace(sealed, "xmlenc#aes256-cbc", "xmlenc#tripledes-cbc");
}

static void claim_no_padding_scheme(char **sealed)
{
    replace(sealed, "xmlenc#rsa-oaep-mgf1p", "xmlenc#rsa-1_5");
}

static void remove_the_key(char **sealed)
{
    replace(sealed, "EncryptedKey", "OtherKey"); /* its start tag */
    replace(sealed, "EncryptedKey", "OtherKey");
}

static void in_the_clear(char **sealed)
{
    CLEANUP(xml_free) xmlDoc *document = good_assertion(USER);

    free(*sealed);
    *sealed = xml_print(xmlDocGetRootElement(document));
}

static void for_the_other_organisation(char **sealed)
{
    CLEANUP(xml_free) xmlDoc *document = good_assertion(USER);

    free(*sealed);
    *sealed = seal(document, "exo-federation");
}

/* What is sealed by whoever likes, before what the gateway has sealed. */
static void a_forged_one_first(char **sealed)
{
    CLEANUP(xml_free) xmlDoc *document = unsigned_assertion(VICTIM);
    CLEANUP(cleanup_string) char *good = *sealed, *forged = seal(document, "onprem-federation");

    *sealed = text_format("%s%s", forged, good);
}

static void nothing(char **sealed)
{
    **sealed = '\0';
}

static const struct sealed_row {
    const char *name;
    void (*change)(char **sealed);
} sealed_rows[] = {
    {"its key changed", flip_the_key},
    {"its vector changed", flip_the_vector},
    {"its text cut", cut_the_text},
    {"Triple DES is claimed", claim_triple_des},
    {"RSA without OAEP is claimed", claim_no_padding_scheme},
    {"its key missing", remove_the_key},
    {"in the clear", in_the_clear},
    {"for another organisation", for_the_other_organisation},
    {"a forged one first", a_forged_one_first},
    {"none", nothing},
};

static void a_changed_seal_is_refused(void **state)
{
    const struct sealed_row *const row = *state;

    for (size_t i = 0; i < ARRAY_SIZE(endpoints); i++) {
        CLEANUP(cleanup_string) char *sealed = good_token();
        row->change(&sealed);
        CLEANUP(cleanup_string) char *answer = send_security(&endpoints[i], sealed);
        is_refused(answer, INVALID);
    }
}

/* Signatures do not see comments: a text that ended at one would name somebody else. */
static void a_comment_cuts_no_name(void **state)
{
    CLEANUP(xml_free) xmlDoc *document = good_assertion(USER ".attacker.example");
    xmlNode *const value = xml_below(xmlDocGetRootElement(document), "AttributeValue");

    (void)state;
    xmlNodeSetContent(value, BAD_CAST USER);
    xmlAddChild(value, xmlNewDocComment(document, BAD_CAST ""));
    xmlAddChild(value, xmlNewDocText(document, BAD_CAST ".attacker.example"));
    CLEANUP(cleanup_string) char *sealed = seal(document, "onprem-federation");
    CLEANUP(cleanup_string) char *answer = send_security(&endpoints[0], sealed);
    CLEANUP(xml_free) xmlDoc *plain = good_assertion(USER ".attacker.example");
    CLEANUP(cleanup_string) char *plainly = seal(plain, "onprem-federation");
    CLEANUP(cleanup_string) char *expected = send_security(&endpoints[0], plainly);
    assert_null(strstr(answer, "CalendarEvent>"));
    assert_null(strstr(answer, "<m:ResponseCode>NoError"));
    assert_int_equal(raw_status(answer), raw_status(expected));
    assert_string_equal(strstr(answer, "\r\n\r\n"), strstr(expected, "\r\n\r\n"));
}

static int start(void **state)
{
    (void)state;
    running_lab_start(&lab);
    assertions_begin(&lab);
    return 0;
}

static int stop(void **state)
{
    (void)state;
    assertions_end();
    running_lab_stop(&lab);
    return 0;
}

int main(void)
{
    enum { MOST_TESTS = 64 };
    struct CMUnitTest tests[MOST_TESTS] = {
        cmocka_unit_test(the_right_one_is_taken),
        cmocka_unit_test(a_message_is_taken_once_its_token_again),
        cmocka_unit_test(a_comment_cuts_no_name),
    };
    struct CMUnitTest *test = tests + 3;

    for (size_t i = 0; i < assertion_change_count; i++)
        *test++ = (struct CMUnitTest){.name = assertion_changes[i].name,
                                      .test_func = a_changed_assertion_is_refused,
                                      .initial_state = (void *)(uintptr_t)&assertion_changes[i]};
    for (size_t i = 0; i < ARRAY_SIZE(sealed_rows); i++)
        *test++ = (struct CMUnitTest){.name = sealed_rows[i].name,
                                      .test_func = a_changed_seal_is_refused,
                                      .initial_state = (void *)(uintptr_t)&sealed_rows[i]};
    return _cmocka_run_group_tests("wrapping", tests, (size_t)(test - tests), start, stop);
}
