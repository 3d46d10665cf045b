/* SPDX-License-Identifier: MIT */
/* THE words for what happens in a look-up. A row: its number, its word in scenario files and JSON, what it means. */
#ifndef FBLAB_LOOK_UP_WORDS_H
#define FBLAB_LOOK_UP_WORDS_H

/* In the order of the flow. Resolve, connect and TLS are passed once for every request of the three last hops. */
#define HOPS(ROW)                                                                                                      \
    ROW(ROUTE, "route", "the asking organisation's directory and relationships; no packet")                            \
    ROW(RESOLVE, "resolve", "DNS")                                                                                     \
    ROW(CONNECT, "connect", "TCP")                                                                                     \
    ROW(TLS, "tls", "the TLS handshake")                                                                               \
    ROW(TOKEN, "token", "a token of the federation gateway (DAUTH) or the token service (OAuth)")                      \
    ROW(AUTODISCOVER, "autodiscover", "Autodiscover, for the URL of the availability service")                         \
    ROW(AVAILABILITY, "availability", "EWS GetUserAvailability, or getSchedule of Microsoft Graph")

#define HOP_ENUMERATOR(id, name, meaning) HOP_##id,
enum hop { HOPS(HOP_ENUMERATOR) HOP_COUNT };
#undef HOP_ENUMERATOR

/* Which way the asking organisation chose. */
#define WAYS(ROW)                                                                                                      \
    ROW(NONE, "", "no way was chosen")                                                                                 \
    ROW(OAUTH, "oauth", "OAuth, by an intra-organization connector")                                                   \
    ROW(GRAPH, "graph", "the dedicated app at Microsoft Graph, by the same connector")                                 \
    ROW(DAUTH, "dauth", "DAUTH, by an organization relationship")                                                      \
    ROW(ADDRESS_SPACE, "address-space", "an availability address space, in POX")                                       \
    ROW(LOCAL, "local", "the mailbox is in the asking organisation, whose own EWS answers its user")                   \
    ROW(CLIENT, "client", "a user's own client (fbcheck query --ews, --outlook)")

#define WAY_ENUMERATOR(id, name, meaning) WAY_##id,
enum way { WAYS(WAY_ENUMERATOR) WAY_COUNT };
#undef WAY_ENUMERATOR

/* How a hop ended. */
#define OUTCOMES(ROW)                                                                                                  \
    ROW(OK, "ok", "it went well")                                                                                      \
    ROW(RECIPIENT_NOT_FOUND, "recipient-not-found", "no object in the asking directory")                               \
    ROW(NO_ROUTE, "no-route", "no connector, relationship or address space for the domain")                            \
    ROW(NO_URL, "no-url", "Outlook's discovery is over, and gave no URL of the availability service")                  \
    ROW(STOPPED_AT_PROXY, "stopped-at-proxy", "the proxy of Outlook's computer let no request through to a server")    \
    ROW(RELATIONSHIP_UNUSABLE, "relationship-unusable", "the relationship lacks what a request needs")                 \
    ROW(NO_FEDERATION_TRUST, "no-federation-trust", "the asking organisation is in no federation")                     \
    ROW(NO_SIGNING_CERTIFICATE, "no-signing-certificate", "the token cannot even be asked for")                        \
    ROW(NAME_NOT_RESOLVED, "name-not-resolved", "DNS knows no such name")                                              \
    ROW(CONNECT_TIMEOUT, "connect-timeout", "SYN unanswered")                                                          \
    ROW(CONNECTION_REFUSED, "connection-refused", "RST to SYN")                                                        \
    ROW(RESET_IN_HANDSHAKE, "reset-in-handshake", "RST during the TLS handshake")                                      \
    ROW(CLOSED_IN_HANDSHAKE, "closed-in-handshake", "FIN during the TLS handshake")                                    \
    ROW(TLS_ALERT, "tls-alert", "the peer sent a fatal alert (tls_alert says which)")                                  \
    ROW(TLS_FAILED, "tls-failed", "not TLS, or no agreement found by ourselves")                                       \
    ROW(CERTIFICATE_UNTRUSTED, "certificate-untrusted", "chain, date, revocation")                                     \
    ROW(CERTIFICATE_MISNAMED, "certificate-misnamed", "the certificate is for another host")                           \
    ROW(CONNECTION_RESET, "connection-reset", "RST after the request, no byte of an answer")                           \
    ROW(CONNECTION_CLOSED, "connection-closed", "FIN, no byte of an answer")                                           \
    ROW(RESPONSE_RESET, "response-reset", "RST in mid-response")                                                       \
    ROW(RESPONSE_CUT, "response-cut", "FIN in mid-response")                                                           \
    ROW(TIMEOUT, "timeout", "connected, answer did not come in time")                                                  \
    ROW(PROTOCOL_VIOLATION, "protocol-violation", "the answer is no HTTP")                                             \
    ROW(HTTP_STATUS, "http-status", "3xx, 4xx or 5xx that is no SOAP fault")                                           \
    ROW(CONTENT_TYPE, "content-type", "not text/xml")                                                                  \
    ROW(NOT_XML, "not-xml", "labelled text/xml and does not parse")                                                    \
    ROW(LOG_ON_REFUSED, "log-on-refused", "401 again after the last message of a log-on by NTLM")                      \
    ROW(SOAP_FAULT, "soap-fault", "a SOAP fault")                                                                      \
    ROW(ERROR_RESPONSE, "error-response", "well-formed answer with an error code inside")                              \
    ROW(UNEXPECTED_ANSWER, "unexpected-answer", "XML or JSON of another kind than asked for")                          \
    ROW(SHIFTED_TIMES, "shifted-times", "the busy times are right but for an offset from UTC")                         \
    ROW(OTHER_TIMES, "other-times", "the busy times are not those that were expected")

#define OUTCOME_ENUMERATOR(id, name, meaning) OUTCOME_##id,
enum outcome { OUTCOMES(OUTCOME_ENUMERATOR) OUTCOME_COUNT };
#undef OUTCOME_ENUMERATOR

#endif
