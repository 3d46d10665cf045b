/* SPDX-License-Identifier: MIT */
/* Services as Microsoft's "Exchange services on Mailbox servers" names them, and those of IIS. */
#include "windows_services.h"

#include "base/cleanup.h"
#include "base/text.h"

static const struct windows_service services[] = {
    {"IISAdmin", "IIS Admin Service", false},
    {"MSExchangeADTopology", "Microsoft Exchange Active Directory Topology", true},
    {"MSExchangeDelivery", "Microsoft Exchange Mailbox Transport Delivery", false},
    {"MSExchangeFrontEndTransport", "Microsoft Exchange Frontend Transport", false},
    {"MSExchangeHM", "Microsoft Exchange Health Manager", false},
    {"MSExchangeImap4", "Microsoft Exchange IMAP4", false},
    {"MSExchangeIS", "Microsoft Exchange Information Store", true},
    {"MSExchangeMailboxAssistants", "Microsoft Exchange Mailbox Assistants", false},
    {"MSExchangeMailboxReplication", "Microsoft Exchange Mailbox Replication", false},
    {"MSExchangePop3", "Microsoft Exchange POP3", false},
    {"MSExchangeRepl", "Microsoft Exchange Replication", false},
    {"MSExchangeRPC", "Microsoft Exchange RPC Client Access", false},
    {"MSExchangeServiceHost", "Microsoft Exchange Service Host", false},
    {"MSExchangeSubmission", "Microsoft Exchange Mailbox Transport Submission", false},
    {"MSExchangeThrottling", "Microsoft Exchange Throttling", false},
    {"MSExchangeTransport", "Microsoft Exchange Transport", false},
    {"MSExchangeUM", "Microsoft Exchange Unified Messaging", false},
    {"W3SVC", "World Wide Web Publishing Service", true},
    {"WAS", "Windows Process Activation Service", true},
    {"WinRM", "Windows Remote Management (WS-Management)", false},
};

const struct windows_service *windows_service_at(size_t index)
{
    return index < ARRAY_SIZE(services) ? &services[index] : NULL;
}

const struct windows_service *windows_service_find(const char *name)
{
    for (size_t i = 0; i < ARRAY_SIZE(services); i++)
        if (text_equal(services[i].name, name) || text_equal(services[i].display_name, name))
            return &services[i];
    return NULL;
}
