/* SPDX-License-Identifier: MIT */
/* Status, content type and body of an answer, and what it is taken for. */
#include "answer/answer.h"
#include "base/cleanup.h"
#include "vocabulary/exchange_names.h"
#include "xml/xml.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#define XML "text/xml; charset=utf-8"
#define SOAP12 "application/soap+xml; charset=utf-8"
#define ENVELOPE "<s:Envelope xmlns:s=\"" NS_SOAP11 "\"><s:Body><x/></s:Body></s:Envelope>"
#define ENVELOPE12 "<s:Envelope xmlns:s=\"" NS_SOAP12 "\"><s:Body><x/></s:Body></s:Envelope>"
#define FAULT(detail)                                                                                                  \
    "<s:Envelope xmlns:s=\"" NS_SOAP11                                                                                 \
    "\"><s:Body><s:Fault><faultcode>a:InvalidSecurity</faultcode><faultstring>An error "                               \
    "occurred when verifying security for the message.</faultstring>" detail "</s:Fault></s:Body></s:Envelope>"
#define FAULT12(detail)                                                                                                \
    "<S:Envelope xmlns:S=\"" NS_SOAP12 "\"><S:Body><S:Fault><S:Code><S:Value>S:Sender</S:Value><S:Subcode><S:Value>"   \
    "wst:FailedAuthentication</S:Value></S:Subcode></S:Code><S:Reason><S:Text>Authentication "                         \
    "Failure</S:Text></S:Reason>" detail "</S:Fault></S:Body></S:Envelope>"
#define PASSPORT                                                                                                       \
    "<S:Detail><p:error xmlns:p=\"" NS_PSF                                                                             \
    "\"><p:value>0x80048821</p:value><p:internalerror><p:code>0x80041034</p:code>"                                     \
    "<p:text>The specified member name is either invalid or "                                                          \
    "empty.&#x0D;&#x0A;</p:text></p:internalerror></p:error></S:Detail>"
#define VERIFY "An error occurred when verifying security for the message."

struct row {
    const char *name;
    enum answer_kind kind;
    int status;
    const char *type, *body;
    const char *outcome;
    const char *code, *text;
    bool detail;
    const char *length; /* Content-Length header */
};

static const struct row rows[] = {
    {"healthy", ANSWER_SOAP, 200, XML, ENVELOPE, .outcome = "ok"},
    {"type without charset, other case", ANSWER_SOAP, 200, "TEXT/XML", ENVELOPE, .outcome = "ok"},
    {"404", ANSWER_SOAP, 404, "text/html", "<html/>", .outcome = "http-status"},
    {"401 with XML", ANSWER_SOAP, 401, XML, ENVELOPE, .outcome = "http-status"},
    {"302", ANSWER_SOAP, 302, "text/html", "<h1>Object Moved</h1>", .outcome = "http-status"},
    {"503 with a fault", ANSWER_SOAP, 503, XML, FAULT(""), .outcome = "http-status"},
    {"400 with a page", ANSWER_SOAP, 400, "text/html", "<html/>", .outcome = "http-status"},
    {"400 with a fault", ANSWER_SOAP, 400, XML, FAULT(""), .outcome = "soap-fault", .code = "a:InvalidSecurity",
     .text = VERIFY},
    {"500 with a page", ANSWER_SOAP, 500, "text/html", "<html/>", .outcome = "content-type"},
    {"200 with a page", ANSWER_SOAP, 200, "text/html; charset=utf-8", "<html/>", .outcome = "content-type"},
    {"200 without type", ANSWER_SOAP, 200, NULL, ENVELOPE, .outcome = "content-type"},
    {"200 of SOAP 1.2", ANSWER_SOAP, 200, SOAP12, ENVELOPE12, .outcome = "content-type"},
    {"a type that only begins alike", ANSWER_SOAP, 200, "text/xml-external", ENVELOPE, .outcome = "content-type"},
    {"empty, with a length of 0", ANSWER_SOAP, 200, XML, "", .length = "0", .outcome = "content-type"},
    {"empty, without a length", ANSWER_SOAP, 200, XML, "", .outcome = "not-xml"},
    {"page labelled as XML", ANSWER_SOAP, 200, XML, "<html><br></html>", .outcome = "not-xml"},
    {"page with a document type", ANSWER_SOAP, 200, XML, "<!DOCTYPE html><html/>", .outcome = "not-xml"},
    {"entities", ANSWER_SOAP, 200, XML, "<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>", .outcome = "not-xml"},
    {"cut envelope, 500", ANSWER_SOAP, 500, XML, "<s:Envelope xmlns:s=\"" NS_SOAP11 "\"><s:Bo", .outcome = "not-xml"},
    {"well-formed page labelled as XML", ANSWER_SOAP, 200, XML, "<html/>", .outcome = "unexpected-answer"},
    {"fault, 500", ANSWER_SOAP, 500, XML, FAULT(""), .outcome = "soap-fault", .code = "a:InvalidSecurity",
     .text = VERIFY},
    {"fault, 200", ANSWER_SOAP, 200, XML, FAULT(""), .outcome = "soap-fault", .code = "a:InvalidSecurity",
     .text = VERIFY},
    {"fault with detail", ANSWER_SOAP, 500, XML, FAULT("<detail/>"), .outcome = "soap-fault",
     .code = "a:InvalidSecurity", .text = VERIFY, .detail = true},
    {"fault of SOAP 1.2", ANSWER_SOAP, 500, XML, FAULT12(""), .outcome = "soap-fault",
     .code = "wst:FailedAuthentication", .text = "Authentication Failure", .detail = true},
    {"a gateway's token", ANSWER_TRUST, 200, SOAP12, ENVELOPE12, .outcome = "ok"},
    {"a gateway's fault, any status", ANSWER_TRUST, 401, SOAP12, FAULT12(PASSPORT), .outcome = "soap-fault",
     .code = "0x80041034", .text = "The specified member name is either invalid or empty.", .detail = true},
    {"a gateway's fault as text/xml", ANSWER_TRUST, 500, XML, FAULT12(""), .outcome = "soap-fault",
     .code = "wst:FailedAuthentication", .text = "Authentication Failure", .detail = true},
    {"a gateway's page", ANSWER_TRUST, 503, "text/html", "<html/>", .outcome = "http-status"},
    {"POX", ANSWER_PLAIN, 200, XML, "<Autodiscover/>", .outcome = "ok"},
    {"POX, 500 with XML", ANSWER_PLAIN, 500, XML, FAULT(""), .outcome = "http-status"},
    {"POX page", ANSWER_PLAIN, 200, "text/html", "<html/>", .outcome = "content-type"},
    {"POX cut", ANSWER_PLAIN, 200, XML, "<Autodiscover>", .outcome = "not-xml"},
};

static void is_taken_for(void **state)
{
    const struct row *row = *state;
    CLEANUP(lookup_free) struct lookup *lookup = lookup_new("ann@contoso.com", "joe@contoso.com");
    struct evidence *record = lookup_add(lookup, HOP_AVAILABILITY, HOP_AVAILABILITY);
    const struct reply reply = {(char *)row->body, strlen(row->body)};
    CLEANUP(xml_free) xmlDoc *document = NULL;

    record->http_status = row->status;
    if (row->type)
        evidence_add_header(record, "Content-Type", row->type);
    if (row->length)
        evidence_add_header(record, "content-length", row->length);
    document = answer_read(row->kind, &reply, record);
    assert_string_equal(outcome_name(record->outcome), row->outcome);
    assert_int_equal(document != NULL, record->outcome == OUTCOME_OK);
    assert_string_equal(record->fault_code ? record->fault_code : "", row->code ? row->code : "");
    assert_string_equal(record->fault_text ? record->fault_text : "", row->text ? row->text : "");
    assert_int_equal(record->fault_detail, row->detail);
    assert_string_equal(record->body ? record->body : "", document ? "" : row->body);
}

static void keeps_no_more_than_the_limit(void **state)
{
    CLEANUP(lookup_free) struct lookup *lookup = lookup_new("ann@contoso.com", "joe@contoso.com");
    struct evidence *record = lookup_add(lookup, HOP_AVAILABILITY, HOP_AVAILABILITY);
    CLEANUP(reply_clear) struct reply reply = {calloc(1, ANSWER_TEXT_LIMIT + 2), ANSWER_TEXT_LIMIT + 1};

    (void)state;
    memset(reply.body, 'x', reply.length);
    reply.body[1] = '\0';
    assert_false(answer_refuse(record, &reply, OUTCOME_NOT_XML));
    assert_int_equal(strlen(record->body), ANSWER_TEXT_LIMIT);
    assert_int_equal(record->body[1], ' ');
}

int main(void)
{
    struct CMUnitTest tests[ARRAY_SIZE(rows) + 1] = {cmocka_unit_test(keeps_no_more_than_the_limit)};

    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        tests[i + 1] = (struct CMUnitTest){
            .name = rows[i].name, .test_func = is_taken_for, .initial_state = (void *)(uintptr_t)&rows[i]};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
