/* SPDX-License-Identifier: MIT */
/* Error codes inside well-formed answers become evidence. */
#include "refusal.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "xml/xml.h"

bool refusal_is_message(const xmlNode *message)
{
    xmlChar *class = message ? xmlGetNoNsProp(message, BAD_CAST "ResponseClass") : NULL;
    const bool error = text_equal((const char *)class, "Error");

    xmlFree(class);
    return error;
}

/* The text stays as it is written: it may tell class, server and LID of a failure further on. */
bool refusal_read_message(struct evidence *record, const struct reply *reply, const xmlNode *message)
{
    CLEANUP(cleanup_string) char *code = xml_text_at(message, "MessageXml/ExceptionCode");

    answer_refuse(record, reply, OUTCOME_ERROR_RESPONSE);
    record->fault_code = xml_text_at(message, "ResponseCode");
    record->fault_text = xml_text_at(message, "MessageText");
    record->exception_code = code ? (int)strtol(code, NULL, 10) : 0;
    return false;
}

bool refusal_read_settings(struct evidence *record, const struct reply *reply, const xmlNode *where)
{
    answer_refuse(record, reply, OUTCOME_ERROR_RESPONSE);
    record->fault_code = xml_text_at(where, "ErrorCode");
    record->fault_text = xml_text_at(where, "ErrorMessage");
    record->fault_setting = xml_text_at(where, "SettingName");
    return false;
}

bool refusal_read_pox(struct evidence *record, const struct reply *reply, const xmlNode *error)
{
    answer_refuse(record, reply, error ? OUTCOME_ERROR_RESPONSE : OUTCOME_UNEXPECTED_ANSWER);
    record->fault_code = xml_text_at(error, "ErrorCode");
    record->fault_text = xml_text_at(error, "Message");
    return false;
}
