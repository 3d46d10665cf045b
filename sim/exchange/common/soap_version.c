/* SPDX-License-Identifier: MIT */
/* The version a client asks for, and the version that answers. */
#include "base/cleanup.h"
#include "base/text.h"
#include "server.h"
#include "soap.h"
#include "vocabulary/exchange_names.h"
#include "xml/xml.h"

#include <string.h>

/* The dated version that a server speaks: on premises the newest of the public schema. */
static const char *newest(const struct exchange_call *call)
{
    return server_is_cloud(call) ? "V2018_01_08" : "V2017_07_11";
}

static bool is_known(const char *version, const char *newest_dated)
{
    static const char *const known[] = {"Exchange2007",     "Exchange2007_SP1", "Exchange2009", "Exchange2010",
                                        "Exchange2010_SP1", "Exchange2010_SP2", "Exchange2012", "Exchange2013",
                                        "Exchange2013_SP1", "Exchange2015",     "Exchange2016"};

    for (size_t i = 0; i < ARRAY_SIZE(known); i++)
        if (strcmp(known[i], version) == 0)
            return true;
    return strlen(version) == strlen(newest_dated) && strncmp(version, "V20", 3) == 0 &&
           strcmp(version, newest_dated) <= 0;
}

bool soap_version_known(const struct exchange_call *call, struct answer *answer)
{
    const xmlNode *header = soap_header(call, "RequestServerVersion");
    xmlChar *version = header ? xmlGetNoNsProp(header, (const xmlChar *)"Version") : NULL;
    const bool known = !version || is_known((const char *)version, newest(call));

    xmlFree(version);
    if (!known)
        soap_fault(answer, "ErrorInvalidServerVersion", "The specified server version is invalid.");
    return known;
}

void soap_begin(struct soap_reply *reply, const struct exchange_call *call)
{
    const struct exchange_build version = server_version(call);

    soap_reply_open(reply);
    fprintf(
        reply->output,
        "<?xml version=\"1.0\" encoding=\"utf-8\"?><s:Envelope xmlns:s=\"" NS_SOAP11 "\"><s:Header>"
        "<h:ServerVersionInfo MajorVersion=\"%u\" MinorVersion=\"%u\" MajorBuildNumber=\"%u\" MinorBuildNumber=\"%u\""
        " Version=\"%s\" xmlns:h=\"" NS_TYPES "\"/></s:Header><s:Body xmlns:m=\"" NS_MESSAGES "\" xmlns:t=\"" NS_TYPES
        "\" xmlns:xsi=\"" NS_XSI "\">",
        version.major, version.minor, version.build, version.revision, newest(call));
}

void soap_end(struct soap_reply *reply)
{
    fputs("</s:Body></s:Envelope>", reply->output);
}
