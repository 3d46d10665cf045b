/* SPDX-License-Identifier: MIT */
/* GetFederationInformation: what Get-FederationInformation of another organisation reads. Anonymous. */
#include "autodiscover_operations.h"
#include "base/cleanup.h"
#include "base/text.h"
#include "response.h"
#include "xml/xml.h"

static void write_trust(const struct exchange_call *call, const struct object *identifier, FILE *output)
{
    const struct object *trust = snapshot_next(call->snapshot, call->scope, "FederationTrust", NULL);

    xml_put_element(output, "ApplicationUri", object_text(identifier, "AccountNamespace"));
    fputs("<Domains>", output);
    for (size_t i = 0; i < object_count(identifier, "Domains"); i++)
        xml_put_element(output, "Domain", object_item(identifier, "Domains", i));
    fputs("</Domains><TokenIssuers>", output);
    if (trust) {
        fputs("<TokenIssuer>", output);
        xml_put_element(output, "Endpoint", object_text(trust, "TokenIssuerEpr"));
        xml_put_element(output, "Uri", object_text(trust, "TokenIssuerUri"));
        fputs("</TokenIssuer>", output);
    }
    fputs("</TokenIssuers>", output);
}

void federation_information_write(const struct exchange_call *call, const struct caller *caller, const xmlNode *request,
                                  FILE *output)
{
    CLEANUP(cleanup_string) char *domain = xml_text_at(request, "Domain");
    const struct object *identifier =
        snapshot_next(call->snapshot, call->scope, "FederatedOrganizationIdentifier", NULL);
    const bool federated =
        identifier && domain && object_flag(identifier, "Enabled", true) && object_lists(identifier, "Domains", domain);

    (void)caller;
    if (!domain || !*domain)
        autodiscover_put_error(output, "InvalidRequest", "The request must name a domain.");
    else if (federated)
        autodiscover_put_error(output, "NoError", "No error.");
    else if (snapshot_find(call->snapshot, call->scope, "AcceptedDomain", "DomainName", domain))
        autodiscover_put_error(output, "NotFederated", "The domain is not federated.");
    else
        autodiscover_put_error(output, "InvalidDomain", "The domain is not a domain of this organization.");
    if (federated)
        write_trust(call, identifier, output);
}
