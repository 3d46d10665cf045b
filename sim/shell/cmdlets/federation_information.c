/* SPDX-License-Identifier: MIT */
/* Get-FederationInformation: asks the Autodiscover service of a domain, as an organisation relationship is made from it. */
#include "action_rows.h"
#include "vocabulary/noun_rows.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"
#include "command.h"
#include "shell/nouns/format.h"
#include "xml/xml.h"

#include <string.h>

/* The texts of a list, one a line. */
static char *lines_of(const xmlNode *list, const char *path)
{
    char *text = NULL;
    size_t length;
    FILE *output = text_stream(&text, &length);
    const char *separator = "";

    for (const xmlNode *item = xml_first(list); item; item = xml_next(item, NULL)) {
        CLEANUP(cleanup_string) char *line = path ? xml_text_at(item, path) : xml_text(item);
        fprintf(output, "%s%s", separator, line ? line : "");
        separator = "\n";
    }
    text_stream_close(output);
    return text;
}

static void print(const struct shell *shell, const struct command *command, const xmlNode *response, const char *url)
{
    CLEANUP(cleanup_string) char *uri = xml_text_at(response, "ApplicationUri");
    CLEANUP(cleanup_string) char *domains = lines_of(xml_child(response, "Domains"), NULL);
    CLEANUP(cleanup_string) char *issuers = lines_of(xml_child(response, "TokenIssuers"), "Uri");
    CLEANUP(cleanup_string) char *epr = text_format("%s/WSSecurity", url);
    const struct result_row rows[] = {
        {"TargetApplicationUri", uri}, {"DomainNames", domains}, {"TargetAutodiscoverEpr", epr},
        {"TokenIssuerUris", issuers},  {"IsValid", "True"},      {"ObjectState", "Unchanged"},
    };

    format_result(command->format, shell->output, rows, ARRAY_SIZE(rows));
}

/* Microsoft redirects the Autodiscover name of a tenant's domain to where Autodiscover of all tenants is. */
#define TENANT_SUFFIX ".onmicrosoft.com"
#define TENANT_URL "https://autodiscover-s.outlook.com/autodiscover/autodiscover.svc"

/* What answers for the domain at the URL; a redirection changes that. NULL: nobody. */
static char *ask(const struct shell_services *lab, const char *at, char **url, const char *domain, struct error *error)
{
    CLEANUP(cleanup_string) char *text = lab->federation_information(lab->context, at, *url, domain, error);

    if (!text || !text_ends(domain, TENANT_SUFFIX))
        return TAKE(text);
    free(*url);
    *url = text_copy(TENANT_URL);
    return lab->federation_information(lab->context, at, *url, domain, error);
}

static bool get(const struct shell *shell, const struct command *command, struct error *error)
{
    const struct shell_services *lab = services_of(command, error);
    const char *domain = command_text(command, "DomainName");
    CLEANUP(cleanup_string) char *url = text_format("https://autodiscover.%s/autodiscover/autodiscover.svc", domain);
    CLEANUP(cleanup_string) char *text = NULL;
    CLEANUP(xml_free) xmlDoc *document = NULL;
    struct error reason = {""};

    if (!lab)
        return false;
    text = ask(lab, command->at, &url, domain, &reason);
    document = text ? xml_parse(text, strlen(text), "answer", &reason) : NULL;
    if (!document)
        return error_set(error,
                         "Federation information could not be received from the external organization. Detailed "
                         "information: \"%s\".",
                         reason.text);
    if (shell->output)
        print(shell, command, xmlDocGetRootElement(document), url);
    return true;
}

static const struct parameter parameters[] = {
    {"DomainName", .type = TYPE_TEXT, .flags = REQUIRED | IDENTITY},
    {"BypassAdditionalDomainValidation", .type = TYPE_SWITCH, .flags = IGNORED},
};

const struct cmdlet_action action_get_federation_information = {
    {"Get", RUN, .run = get},
    {"FederationInformation", .says = "what the Autodiscover service of a domain says for an organization relationship",
     .scopes = EXCHANGE, .verbs = RUN, PARAMETERS(parameters)},
};
