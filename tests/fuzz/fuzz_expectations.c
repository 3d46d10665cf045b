/* SPDX-License-Identifier: MIT */
/* What should have been asked of a lab, as XML or as JSON, held against a journal of three requests. */
#include "input.h"
#include "target.h"
#include "verification/verify.h"

#include <stdlib.h>

static struct journal *some_requests(void)
{
    static const struct journal_entry entries[] = {
        {.party = "onprem", .kind = "connection", .host = "mail.contoso.com", .detail = "reset-on-accept"},
        {.party = "token-service",
         .kind = "request",
         .host = "accounts.accesscontrol.windows.net",
         .method = "POST",
         .path = "/tokens/OAuth/2",
         .status = 200},
        {.party = "onprem",
         .kind = "request",
         .host = "mail.contoso.com:443",
         .method = "POST",
         .path = "/EWS/Exchange.asmx",
         .query = "a=1",
         .operation = "GetUserAvailability",
         .user_agent = "ASProxy/1.0",
         .headers = "Host: mail.contoso.com\nAuthorization: Bearer ...",
         .status = 401},
    };
    struct journal *journal = journal_new(1 << 16);

    for (size_t i = 0; i < sizeof entries / sizeof *entries; i++)
        journal_add(journal, &entries[i]);
    return journal;
}

static void hold(const json_t *list, struct journal *journal)
{
    struct error error = {""};
    struct expectations *expectations = expectations_from_json(list, &error);
    json_t *verdict;

    if (!expectations) {
        if (!*error.text)
            abort();
        return;
    }
    verdict = verify(expectations, journal, &error);
    if (!verdict != !!*error.text)
        abort();
    json_decref(verdict);
    expectations_free(&expectations);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct journal *journal;
    struct error error = {""};
    json_t *json = json_loadb((const char *)data, size, 0, NULL);
    json_t *xml = expectations_file_read(input_file("expectations.xml", data, size), &error);

    if (!journal)
        journal = some_requests();
    if (json)
        hold(json, journal);
    if (xml)
        hold(xml, journal);
    json_decref(json);
    json_decref(xml);
    return 0;
}
