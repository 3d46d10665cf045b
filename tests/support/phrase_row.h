/* SPDX-License-Identifier: MIT */
/* Rows of evidence and the text that must be printed; each row is a named test. */
#ifndef FBLAB_PHRASE_ROW_H
#define FBLAB_PHRASE_ROW_H

#include "evidence/evidence.h"

#define ADDRESS "203.0.113.7:443"
#define EWS "Proxy web request failed. , inner exception: "
#define READ_CALLS                                                                                                     \
    " at System.Web.Services.Protocols.SoapHttpClientProtocol.ReadResponse(SoapClientMessage message, WebResponse "    \
    "response, Stream responseStream, Boolean asyncCall) at System.Web.Services.Protocols.SoapHttpClientProtocol."     \
    "EndInvoke(IAsyncResult asyncResult)"
#define EWS_CALLS                                                                                                      \
    READ_CALLS " at " AVAILABILITY "Proxy.Service.EndGetUserAvailability(IAsyncResult asyncResult) at " AVAILABILITY   \
               "FreeBusyApplication.EndProxyWebRequest(ProxyWebRequest proxyWebRequest, QueryList queryList, "         \
               "IService service, IAsyncResult asyncResult) at " AVAILABILITY                                          \
               "ProxyWebRequest.EndInvoke(IAsyncResult asyncResult) at " AVAILABILITY                                  \
               "AsyncWebRequest.EndInvokeWithErrorHandling"
#define EMAIL "Autodiscover failed for email address joe@contoso.com with error "
#define CLOSED "The underlying connection was closed: "
#define FORCED "An existing connection was forcibly closed by the remote host"
#define AVAILABILITY "Microsoft.Exchange.InfoWorker.Common.Availability."
#define STS "https://login.microsoftonline.com/extSTS.srf"
#define URL "https://mail.contoso.com/EWS/Exchange.asmx"
#define DISCOVERY_URL "https://autodiscover.contoso.com/autodiscover/autodiscover.svc"

struct phrase_row {
    const char *name;
    enum hop step;
    enum way way;
    enum outcome outcome;
    int status;
    const char *reason, *diagnostics, *code, *fault, *setting, *type, *body;
    bool detail;
    const char *text, *response_code;
    int exception_code, lid;
    const char *party; /* NULL: mail.contoso.com */
};

#define DIAGNOSTICS(number, text, category) number ";reason=\"" text "\";error_category=\"" category "\""

/* The caller frees the look-up. */
struct lookup *phrase_row_lookup(const struct phrase_row *row);
/* Runs every row as a test of its own; returns how many failed. */
int phrase_rows_run(const char *group, const struct phrase_row *rows, size_t count);

#endif
