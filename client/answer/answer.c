/* SPDX-License-Identifier: MIT */
/* Status, type and form of an answer, in the order in which .NET looks at them. */
#include "answer.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "vocabulary/exchange_names.h"
#include "xml/xml.h"

#include <string.h>

struct judged_answer {
    const struct answer_form *form;
    const struct evidence *record;
    const struct reply *reply;
    const xmlNode *root; /* NULL: not XML */
};

static const struct answer_form {
    const char *types[2];
    int fault_statuses[2]; /* 0: none */
    bool any_status;       /* of an answer of the right type */
    bool enveloped;
} forms[] = {
    [ANSWER_SOAP] = {{"text/xml"}, {400, 500}, false, true},
    [ANSWER_TRUST] = {{"application/soap+xml", "text/xml"}, {400, 500}, true, true},
    [ANSWER_PLAIN] = {{"text/xml"}, {0}, false, false},
};

/* "text/xml" of "text/xml; charset=utf-8" */
static bool has_type(const struct judged_answer *answer)
{
    const char *type = evidence_header(answer->record, "Content-Type");
    CLEANUP(cleanup_string) char *media = type ? text_format("%.*s", (int)strcspn(type, "; \t"), type) : NULL;

    for (size_t i = 0; media && i < ARRAY_SIZE(answer->form->types); i++)
        if (answer->form->types[i] && text_equal(media, answer->form->types[i]))
            return true;
    return false;
}

static bool is_empty(const struct judged_answer *answer)
{
    const char *length = evidence_header(answer->record, "Content-Length");

    return length && strcmp(length, "0") == 0;
}

static bool may_be_fault(const struct judged_answer *answer)
{
    for (size_t i = 0; i < ARRAY_SIZE(answer->form->fault_statuses); i++)
        if (answer->record->http_status == answer->form->fault_statuses[i])
            return true;
    return answer->form->any_status && has_type(answer);
}

static bool is_refusal(const struct judged_answer *answer)
{
    return answer->record->http_status >= 300 && !may_be_fault(answer);
}

static bool is_bad_request(const struct judged_answer *answer)
{
    return answer->record->http_status == 400 && (!has_type(answer) || is_empty(answer));
}

static bool is_other_type(const struct judged_answer *answer)
{
    return !has_type(answer) || is_empty(answer);
}

static bool is_broken(const struct judged_answer *answer)
{
    return !answer->root;
}

static const xmlNode *fault_of(const struct judged_answer *answer)
{
    return answer->form->enveloped ? xml_find(answer->root, "Body/Fault") : NULL;
}

static bool is_fault(const struct judged_answer *answer)
{
    return fault_of(answer) != NULL;
}

static bool is_other_document(const struct judged_answer *answer)
{
    return answer->form->enveloped && !xml_is(answer->root, NS_SOAP11, "Envelope") &&
           !xml_is(answer->root, NS_SOAP12, "Envelope");
}

/* In this order: the first that fits. A 500 that is a fault never prints its status. */
static const struct {
    bool (*fits)(const struct judged_answer *answer);
    enum outcome outcome;
} tests[] = {
    {is_refusal, OUTCOME_HTTP_STATUS},
    {is_bad_request, OUTCOME_HTTP_STATUS},
    {is_other_type, OUTCOME_CONTENT_TYPE},
    {is_broken, OUTCOME_NOT_XML},
    {is_other_document, OUTCOME_UNEXPECTED_ANSWER},
    {is_fault, OUTCOME_SOAP_FAULT},
};

static void take_text(char **field, char *text)
{
    if (text && *text) {
        free(*field);
        *field = text;
    } else {
        free(text);
    }
}

/* Later lines are nearer to the cause, and win where they are there. */
static void read_fault(struct evidence *record, const xmlNode *fault)
{
    static const char *const codes[] = {"faultcode", "Code/Value", "Code/Subcode/Value", "Detail/error/value",
                                        "Detail/error/internalerror/code"};
    static const char *const texts[] = {"faultstring", "Reason/Text", "Detail/error/internalerror/text"};

    for (size_t i = 0; i < ARRAY_SIZE(codes); i++)
        take_text(&record->fault_code, xml_text_at(fault, codes[i]));
    for (size_t i = 0; i < ARRAY_SIZE(texts); i++)
        take_text(&record->fault_text, xml_text_at(fault, texts[i]));
    record->fault_detail = xml_child(fault, "detail") || xml_is(fault, NS_SOAP12, "Fault");
}

bool answer_refuse(struct evidence *record, const struct reply *reply, enum outcome outcome)
{
    const size_t length = reply->length < ANSWER_TEXT_LIMIT ? reply->length : ANSWER_TEXT_LIMIT;

    record->outcome = outcome;
    free(record->body);
    record->body = text_format("%*s", (int)length, "");
    for (size_t i = 0; i < length; i++)
        record->body[i] = (char)(reply->body[i] ? reply->body[i] : ' ');
    return false;
}

xmlDoc *answer_read(enum answer_kind kind, const struct reply *reply, struct evidence *record)
{
    CLEANUP(xml_free) xmlDoc *document = xml_parse(reply->body, reply->length, "answer", NULL);
    const struct judged_answer answer = {&forms[kind], record, reply, document ? xmlDocGetRootElement(document) : NULL};

    for (size_t i = 0; i < ARRAY_SIZE(tests); i++) {
        if (!tests[i].fits(&answer))
            continue;
        answer_refuse(record, reply, tests[i].outcome);
        if (tests[i].outcome == OUTCOME_SOAP_FAULT)
            read_fault(record, fault_of(&answer));
        return NULL;
    }
    return TAKE(document);
}
