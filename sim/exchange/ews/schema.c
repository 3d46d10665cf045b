/* SPDX-License-Identifier: MIT */
/* Services.wsdl and its schemas: where programs begin that are made from the description of a web service. */
#include "base/cleanup.h"
#include "base/text.h"
#include "ews.h"
#include "exchange/ews/schema/schema_files.h"
#include "exchange/login/caller.h"
#include "vocabulary/exchange_names.h"

static const struct {
    const char *name, *text;
} files[] = {
    {"/Services.wsdl", schema_services},
    {"/messages.xsd", schema_messages},
    {"/types.xsd", schema_types},
};

void schema_answer(const struct exchange_call *call, struct answer *answer)
{
    struct caller caller;

    if (!caller_authenticate(call, &caller, answer))
        return;
    for (size_t i = 0; i < ARRAY_SIZE(files); i++)
        if (text_ends(call->request->path, files[i].name))
            answer_set(answer, 200, CONTENT_TYPE_XML, files[i].text);
}
