/* SPDX-License-Identifier: MIT */
/* Metadata of the federation gateway (WS-Federation 1.1): keys for federation trusts, and where tokens are had. */
#include "dauth.h"

#include "base/memory.h"
#include "exchange/common/call.h"
#include "exchange/common/company.h"
#include "saml/assertion.h"
#include "vocabulary/exchange_names.h"
#include "xml/xml.h"

#include <stdio.h>
#include <stdlib.h>

#define NS_FEDERATION "http://schemas.xmlsoap.org/ws/2006/12/federation"
#define NS_SIGNATURE "http://www.w3.org/2000/09/xmldsig#"
#define ISSUING_ADDRESS "https://login.microsoftonline.com" PATH_EXTSTS

static void put_key(FILE *output, const char *certificate)
{
    fputs("<fed:TokenSigningKeyInfo><wsse:SecurityTokenReference><ds:X509Data><ds:X509Certificate>", output);
    xml_put(output, certificate);
    fputs("</ds:X509Certificate></ds:X509Data></wsse:SecurityTokenReference></fed:TokenSigningKeyInfo>", output);
}

void federation_metadata_answer(const struct exchange_call *call, struct answer *answer)
{
    const struct object *company = company_find(call->snapshot, "federation-gateway");
    char *body = NULL;
    size_t length;
    FILE *output = text_stream(&body, &length);

    fputs("<?xml version=\"1.0\" encoding=\"utf-8\"?><fed:FederationMetadata xmlns:fed=\"" NS_FEDERATION
          "\" xmlns:wsa=\"" NS_WSA "\" xmlns:wsse=\"" NS_WSSE "\" xmlns:ds=\"" NS_SIGNATURE
          "\"><fed:Federation FederationID=\"" ASSERTION_ISSUER "\">",
          output);
    for (size_t i = 0; company && i < object_count(company, "Certificate"); i++)
        put_key(output, object_item(company, "Certificate", i));
    fputs("<fed:IssuerNamesOffered><fed:IssuerName Uri=\"" ASSERTION_ISSUER
          "\"/></fed:IssuerNamesOffered><fed:TokenIssuerEndpoint><wsa:Address>" ISSUING_ADDRESS
          "</wsa:Address></fed:TokenIssuerEndpoint></fed:Federation></fed:FederationMetadata>",
          output);
    text_stream_close(output);
    answer_take(answer, 200, CONTENT_TYPE_XML, body, length);
}
