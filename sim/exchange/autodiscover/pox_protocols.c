/* SPDX-License-Identifier: MIT */
/* EXCH, EXPR and WEB: what each Protocol element says of a mailbox. */
#include "pox_protocols.h"

#include "base/cleanup.h"
#include "base/guid.h"
#include "base/text.h"
#include "exchange/common/server.h"
#include "settings.h"
#include "xml/xml.h"

#include <string.h>

/* Four bits format, six major, six minor, one flag, fifteen build: 73C189CB is 15.1.2507. */
static unsigned packed_version(const struct exchange_call *call)
{
    const struct exchange_build version = server_version(call);

    return 7u << 28 | (version.major & 0x3F) << 22 | (version.minor & 0x3F) << 16 | 1u << 15 | (version.build & 0x7FFF);
}

/* Inside, the mailbox itself is what a client connects to: its number, at the domain of its address. */
static char *mailbox_server(const struct exchange_call *call, const struct object *mailbox)
{
    const char *address = object_text(mailbox, "PrimarySmtpAddress");
    char guid[GUID_SIZE];

    (void)call;
    return text_format("%s@%s", guid_of_text(address, guid), text_domain(address));
}

/* From outside, the host that is published. NULL: none is. */
static char *published_host(const struct exchange_call *call, const struct object *mailbox)
{
    CLEANUP(cleanup_string) char *base = server_base_url(call, "ExternalUrl");
    const char *host = base ? base + strlen("https://") : "";

    (void)mailbox;
    return base ? text_format("%.*s", (int)strcspn(host, ":"), host) : NULL;
}

static const struct protocol {
    const char *type;     /* EXCH: inside the network; EXPR: from outside */
    const char *property; /* of the virtual directory */
    char *(*server)(const struct exchange_call *call, const struct object *mailbox);
    bool on_request; /* only if the client says that it can handle it */
} protocols[] = {
    {"EXCH", "InternalUrl", mailbox_server, false},
    {"EXPR", "ExternalUrl", published_host, false},
    {"EXHTTP", "ExternalUrl", published_host, true},
};

/* Exchange Online takes no NTLM. */
static void write_access(const struct exchange_call *call, FILE *output)
{
    xml_put_element(output, "SSL", "On");
    xml_put_element(output, "AuthPackage", server_is_cloud(call) ? "Basic" : "Ntlm");
}

static void write_server(const struct exchange_call *call, const char *server, FILE *output)
{
    CLEANUP(cleanup_string)
    char *name = text_format("/o=%s/cn=Configuration/cn=Servers/cn=%s", call->scope, server_name(call));

    xml_put_element(output, "Server", server);
    write_access(call, output);
    xml_put_element(output, "ServerDN", name);
    fprintf(output, "<ServerVersion>%08X</ServerVersion>", packed_version(call));
}

static void write_urls(const struct exchange_call *call, const struct protocol *protocol, FILE *output)
{
    CLEANUP(cleanup_string) char *ews = server_ews_url(call, protocol->property);
    CLEANUP(cleanup_string) char *base = server_base_url(call, protocol->property);
    char guid[GUID_SIZE];
    CLEANUP(cleanup_string)
    char *oab = text_format("%s/OAB/%s/", base ? base : "", guid_of_text(server_name(call), guid));

    if (!ews || !*ews)
        return;
    xml_put_element(output, "ASUrl", ews);
    xml_put_element(output, "EwsUrl", ews);
    xml_put_element(output, "OOFUrl", ews);
    if (server_is_exchange(call))
        xml_put_element(output, "OABUrl", oab);
}

static void write_web(const struct exchange_call *call, FILE *output)
{
    CLEANUP(cleanup_string) char *base = server_base_url(call, "ExternalUrl");

    if (!base)
        return;
    fputs("<Protocol><Type>WEB</Type><External><OWAUrl AuthenticationMethod=\"Fba\">", output);
    xml_put(output, base);
    fputs("/owa/</OWAUrl></External></Protocol>", output);
}

/* What is not published is left out. */
static void write_protocol(const struct exchange_call *call, const struct protocol *protocol,
                           const struct object *mailbox, FILE *output)
{
    CLEANUP(cleanup_string) char *server = protocol->server(call, mailbox);

    if (!server)
        return;
    fprintf(output, "<Protocol><Type>%s</Type>", protocol->type);
    write_server(call, server, output);
    write_urls(call, protocol, output);
    fputs("</Protocol>", output);
}

void pox_protocols_write(const struct exchange_call *call, const struct object *mailbox, FILE *output)
{
    const bool can_handle = text_contains(headers_get(&call->request->headers, "X-ClientCanHandle"), "ExHttpInfo");

    for (size_t i = 0; i < ARRAY_SIZE(protocols); i++)
        if (can_handle || !protocols[i].on_request)
            write_protocol(call, &protocols[i], mailbox, output);
    write_web(call, output);
}
