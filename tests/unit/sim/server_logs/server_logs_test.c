/* SPDX-License-Identifier: MIT */
/* An entry of the journal, and the lines that it leaves in logs. */
#include "base/cleanup.h"
#include "base/json_text.h"
#include "base/memory.h"
#include "base/text.h"
#include "server_logs/server_logs.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define TIME "\"time\":\"2026-01-05T08:00:00.123Z\",\"client\":\"127.0.0.11:50000\",\"address\":\"127.0.0.1:443\""
#define SERVER "\"server\":\"EX01\",\"version\":\"Version 15.1 (Build 2507.6)\",\"party\":\"onprem\""
#define POST "\"kind\":\"request\",\"method\":\"POST\",\"host\":\"mail.contoso.com\",\"elapsed_ms\":12.4"
#define EWS POST ",\"path\":\"/EWS/Exchange.asmx\",\"user_agent\":\"ASProxy/CrossForest/EmailDomain//15.20 x\""
#define IIS_HEAD                                                                                                       \
    "#Software: Microsoft Internet Information Services 10.0\r\n#Version: 1.0\r\n#Date: 2026-01-05 08:00:00\r\n"       \
    "#Fields: date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) cs(Referer) "   \
    "sc-status sc-substatus sc-win32-status time-taken\r\n"

/* What is expected of the entry: the files in their order, with blanks between; of one of them the line, and the head (NULL:
 * not looked at). */
static const struct log_row {
    const char *name, *entry, *files, *path, *line, *head;
} rows[] = {
    {"IIS refuses", "{" TIME "," SERVER "," EWS ",\"answered_by\":\"IIS\",\"status\":404}",
     "EX01/inetpub/logs/LogFiles/W3SVC1/u_ex260105.log ", "EX01/inetpub/logs/LogFiles/W3SVC1/u_ex260105.log",
     "2026-01-05 08:00:00 127.0.0.1 POST /EWS/Exchange.asmx - 443 - 127.0.0.11 "
     "ASProxy/CrossForest/EmailDomain//15.20+x "
     "- 404 3 50 12\r\n",
     IIS_HEAD},
    {"the front end refuses",
     "{" TIME "," SERVER "," EWS
     ",\"answered_by\":\"Exchange\",\"status\":401,\"request_id\":\"1-2\",\"query\":\"a=1\"}",
     "EX01/inetpub/logs/LogFiles/W3SVC1/u_ex260105.log EX01/Logging/HttpProxy/Ews/HttpProxy_2026010508-1.LOG ",
     "EX01/inetpub/logs/LogFiles/W3SVC1/u_ex260105.log",
     "2026-01-05 08:00:00 127.0.0.1 POST /EWS/Exchange.asmx a=1&CorrelationID=<empty>;&cafeReqId=1-2; 443 - 127.0.0.11 "
     "ASProxy/CrossForest/EmailDomain//15.20+x - 401 0 0 12\r\n",
     IIS_HEAD},
    {"the front end refuses a token, in its own words",
     "{" TIME "," SERVER "," EWS ",\"answered_by\":\"Exchange\",\"status\":401,\"request_id\":\"1-2\",\"host\":\"mail."
     "contoso.com:443\",\"query\":\"a=1\","
     "\"authentication\":\"Bearer\",\"detail\":\"2000003;reason=x\"}",
     "EX01/inetpub/logs/LogFiles/W3SVC1/u_ex260105.log EX01/Logging/HttpProxy/Ews/HttpProxy_2026010508-1.LOG ",
     "EX01/Logging/HttpProxy/Ews/HttpProxy_2026010508-1.LOG",
     "2026-01-05T08:00:00.123Z,1-2,15,1,2507,6,,Ews,mail.contoso.com,/EWS/Exchange.asmx,,Bearer,false"
     ",,,,ASProxy/CrossForest/EmailDomain//15.20 x,127.0.0.11,EX01,401,,,POST,,,,,,,,,,,,,,,,,,,,,,,,"
     "12,,,,,,,,,,,,,,,,,12,,a=1,,BeginRequest=2026-01-05T08:00:00.123Z;CorrelationID=<empty>;ProxySt"
     "ate-Run=None;EndRequest=2026-01-05T08:00:00.123Z;,OAuthError=2000003;reason=x;,,,,,CafeV1"
     "\r\n",
     NULL},
    {"the front end passes on what the back end answers",
     "{" TIME "," SERVER "," EWS ",\"answered_by\":\"Exchange\",\"status\":200,\"authentication\":\"Negotiate\"}",
     "EX01/inetpub/logs/LogFiles/W3SVC1/u_ex260105.log EX01/Logging/HttpProxy/Ews/HttpProxy_2026010508-1.LOG "
     "EX01/inetpub/logs/LogFiles/W3SVC2/u_ex260105.log EX01/Logging/Ews/Ews_2026010508-1.LOG ",
     "EX01/Logging/HttpProxy/Ews/HttpProxy_2026010508-1.LOG",
     "2026-01-05T08:00:00.123Z,,15,1,2507,6,,Ews,mail.contoso.com,/EWS/Exchange.asmx,,Negotiate,true,"
     ",,,ASProxy/CrossForest/EmailDomain//15.20 x,127.0.0.11,EX01,200,200,,POST,Proxy,EX01,15.01.2507"
     ".006,,,,,,,,,,,,,,,,,,,,,12,,,,,,,,,,,,,,,,,12,,,,BeginRequest=2026-01-05T08:00:00.123Z;Correla"
     "tionID=<empty>;ProxyState-Run=None;EndRequest=2026-01-05T08:00:00.123Z;,,,,,,CafeV1"
     "\r\n",
     NULL},
    {"the front end passes on what fails behind it",
     "{" TIME "," SERVER "," POST ",\"path\":\"/autodiscover/autodiscover.svc/WSSecurity\",\"user_agent\":\"x\""
     ",\"answered_by\":\"Exchange\",\"status\":500}",
     "EX01/inetpub/logs/LogFiles/W3SVC1/u_ex260105.log EX01/Logging/HttpProxy/Autodiscover/HttpProxy_2026010508-1.LOG "
     "EX01/inetpub/logs/LogFiles/W3SVC2/u_ex260105.log EX01/Logging/Autodiscover/Autodiscover_2026010508-1.LOG ",
     "EX01/Logging/HttpProxy/Autodiscover/HttpProxy_2026010508-1.LOG",
     "2026-01-05T08:00:00.123Z,,15,1,2507,6,,Autodiscover,mail.contoso.com,/autodiscover/autodiscover"
     ".svc/WSSecurity,,WSSecurity,true,,,,x,127.0.0.11,EX01,500,500,,POST,Proxy,EX01,15.01.2507.006,,"
     ",,,,,,,,,,,,,,,,,,,12,,,,,,,,,,,,,,,,,12,,,,BeginRequest=2026-01-05T08:00:00.123Z;CorrelationID"
     "=<empty>;ProxyState-Run=None;EndRequest=2026-01-05T08:00:00.123Z;,WebExceptionStatus=ProtocolEr"
     "ror;ResponseStatusCode=500;WebException=System.Net.WebException: The remote server returned an "
     "error: (500).;,,,,,CafeV1"
     "\r\n",
     NULL},
    {"the back end answers", "{" TIME "," SERVER "," EWS ",\"answered_by\":\"Exchange\",\"status\":200}",
     "EX01/inetpub/logs/LogFiles/W3SVC1/u_ex260105.log EX01/Logging/HttpProxy/Ews/HttpProxy_2026010508-1.LOG "
     "EX01/inetpub/logs/LogFiles/W3SVC2/u_ex260105.log EX01/Logging/Ews/Ews_2026010508-1.LOG ",
     "EX01/inetpub/logs/LogFiles/W3SVC2/u_ex260105.log",
     "2026-01-05 08:00:00 127.0.0.1 POST /EWS/Exchange.asmx - 444 - 127.0.0.11 "
     "ASProxy/CrossForest/EmailDomain//15.20+x - 200 0 0 12\r\n",
     IIS_HEAD},
    {"an error of the back end",
     "{" TIME "," SERVER "," EWS
     ",\"answered_by\":\"Exchange\",\"status\":500,\"error\":\"a:ErrorX: It is, \\\"so\\\"\\n.\"}",
     "EX01/inetpub/logs/LogFiles/W3SVC1/u_ex260105.log EX01/Logging/HttpProxy/Ews/HttpProxy_2026010508-1.LOG "
     "EX01/inetpub/logs/LogFiles/W3SVC2/u_ex260105.log EX01/Logging/Ews/Ews_2026010508-1.LOG ",
     "EX01/Logging/Ews/Ews_2026010508-1.LOG",
     "2026-01-05T08:00:00.123Z,,15,1,2507,6,,,,true,,,ASProxy/CrossForest/EmailDomain//15.20 "
     "x,,127.0.0.11,EX01,EX01,,500,,"
     ",a:ErrorX,,,,,,,,,\"Exception=a:ErrorX: It is, \"\"so\"\" .;\"\r\n",
     "#Software: Microsoft Exchange Server\r\n#Version: 15.01.2507.006\r\n#Log-type: EWS Logs\r\n#Date: "
     "2026-01-05T08:00:00.123Z\r\n#Fields: "
     "DateTime,RequestId,MajorVersion,MinorVersion,BuildVersion,RevisionVersion,Ring,ClientRequestId,"
     "AuthenticationType,IsAuthenticated,AuthenticatedUser,Organization,UserAgent,VersionInfo,ClientIpAddress,"
     "ServerHostName,FrontEndServer,SoapAction,HttpStatus,RequestSize,ResponseSize,ErrorCode,ImpersonatedUser,"
     "ProxyAsUser,ActAsUser,Cookie,CorrelationGuid,PrimaryOrProxyServer,TaskType,AuthenticationErrors,"
     "GenericErrors\r\n"},
    {"http.sys answers", "{" TIME "," SERVER "," EWS ",\"answered_by\":\"http.sys\",\"status\":503}",
     "EX01/Windows/System32/LogFiles/HTTPERR/httperr1.log ", "EX01/Windows/System32/LogFiles/HTTPERR/httperr1.log",
     "2026-01-05 08:00:00 127.0.0.11 50000 127.0.0.1 443 HTTP/1.1 POST /EWS/Exchange.asmx - 503 1 AppOffline "
     "MSExchangeServicesAppPool\r\n",
     "#Software: Microsoft HTTP API 2.0\r\n#Version: 1.0\r\n#Date: 2026-01-05 08:00:00\r\n#Fields: date time c-ip "
     "c-port s-ip "
     "s-port cs-version cs-method cs-uri streamid sc-status s-siteid s-reason s-queuename\r\n"},
    {"TMG denies", "{" TIME "," SERVER "," EWS ",\"answered_by\":\"reverse proxy\",\"device\":\"TMG\",\"status\":403}",
     "TMG01/Logs/ISALOG_20260105_WEB_000.w3c ", "TMG01/Logs/ISALOG_20260105_WEB_000.w3c",
     "127.0.0.11\tanonymous\tASProxy/CrossForest/EmailDomain//15.20 "
     "x\tN\t2026-01-05\t08:00:00\treverse\tTMG01\t-\tmail.contoso.com\t127.0.0.1\t443\t12\t-\t-\thttps\tPOST\t"
     "https://mail.contoso.com/EWS/Exchange.asmx\t-\tInet\t12202\tDefault rule\t-\tExternal\tLocal "
     "Host\t0x0\tDenied\r\n",
     "#Software: Microsoft Forefront Threat Management Gateway\r\n#Version: 2.0\r\n#Date: 2026-01-05 "
     "08:00:00\r\n#Fields: "
     "c-ip\tcs-username\tc-agent\tsc-authenticated\tdate\ttime\ts-svcname\ts-computername\tcs-referred\tr-host\tr-"
     "ip\tr-port\ttime-taken\tsc-bytes\tcs-bytes\tcs-protocol\ts-operation\tcs-uri\tcs-mime-type\ts-object-source\tsc-"
     "status\trule\tFilterInfo\tcs-network\tsc-network\terror-info\taction\r\n"},
    {"a proxy that lets it through",
     "{" TIME "," SERVER "," EWS ",\"answered_by\":\"IIS\",\"device\":\"Proxy\",\"status\":302,\"response_bytes\":9}",
     "PROXY01/access.log EX01/inetpub/logs/LogFiles/W3SVC1/u_ex260105.log ", "PROXY01/access.log",
     "127.0.0.11 - - [05/Jan/2026:08:00:00 +0000] \"POST /EWS/Exchange.asmx HTTP/1.1\" 302 9 \"-\" "
     "\"ASProxy/CrossForest/EmailDomain//15.20 x\"\n",
     ""},
    {"the firewall resets",
     "{" TIME
     ",\"party\":\"onprem\",\"kind\":\"connection\",\"detail\":\"reset-after-request\",\"host\":\"mail.contoso.com\"}",
     "FW01/firewall.log ", "FW01/firewall.log",
     "2026-01-05T08:00:00.123Z FW01 action=reset stage=request proto=tcp src=127.0.0.11 spt=50000 dst=127.0.0.1 "
     "dpt=443 rule=onprem-in "
     "host=mail.contoso.com\n",
     ""},
    {"the firewall swallows a SYN on its way out",
     "{\"time\":\"2026-01-05T08:00:00.123Z\",\"client\":\"127.0.0.21\",\"address\":\"127.0.0.1:443\","
     "\"party\":\"onprem\",\"kind\":\"attempt\",\"detail\":\"drop\",\"operation\":\"out\",\"host\":\"a.b\"}",
     "FW01/firewall.log ", "FW01/firewall.log",
     "2026-01-05T08:00:00.123Z FW01 action=drop stage=syn proto=tcp src=127.0.0.21 dst=127.0.0.1 dpt=443 "
     "rule=onprem-out host=a.b\n",
     ""},
    {"a name that is not known",
     "{" TIME ",\"party\":\"onprem\",\"kind\":\"name\",\"detail\":\"NXDOMAIN\",\"operation\":\"A\",\"host\":"
     "\"mail.contoso.com\",\"client\":\"127.0.0.21\",\"sequence\":7}",
     "DNS01/Windows/System32/dns/dns.log ", "DNS01/Windows/System32/dns/dns.log",
     "1/5/2026 8:00:00 AM 0E38 PACKET  000000D5B7AE0070 UDP Snd 127.0.0.21      0007 R Q [8183   DR NXDOMAIN] A      "
     "(4)mail(7)contoso(3)com(0)\r\n",
     "DNS Server log file creation at 1/5/2026 8:00:00 AM\r\n\r\n"},
    {"a name that is known, after noon",
     "{\"time\":\"2026-11-15T12:00:59.123Z\",\"party\":\"exo\",\"kind\":\"name\",\"detail\":\"NOERROR\","
     "\"operation\":\"SRV\",\"host\":\"_a._tcp.b\",\"client\":\"127.0.0.11\",\"sequence\":65536}",
     "DNS-EXO/Windows/System32/dns/dns.log ", "DNS-EXO/Windows/System32/dns/dns.log",
     "11/15/2026 12:00:59 PM 0E38 PACKET  000000D5B7BE0000 UDP Snd 127.0.0.11      0000 R Q [8180   DR  NOERROR] SRV   "
     " "
     "(2)_a(4)_tcp(1)b(0)\r\n",
     NULL},
    {"a name of no time", "{\"kind\":\"name\"}", "DNS-EXO/Windows/System32/dns/dns.log ", NULL, NULL, NULL},
    {"a slow network is in no log", "{" TIME ",\"party\":\"onprem\",\"kind\":\"connection\",\"detail\":\"delay\"}", "",
     NULL, NULL, NULL},
    {"Autodiscover failed for who asked",
     "{" TIME "," SERVER ",\"kind\":\"look-up\",\"answered_by\":\"autodiscover\",\"host\":\"joe@b.c\",\"operation\":"
     "\"ann@b.c\",\"path\":\"https://b.c/x\",\"error\":\"E: <no>\",\"sequence\":7}",
     "EX01/Windows/System32/winevt/Logs/Application.xml EX01/Windows/System32/winevt/Logs/Application.txt ",
     "EX01/Windows/System32/winevt/Logs/Application.xml",
     "<Event xmlns=\"http://schemas.microsoft.com/win/2004/08/events/event\"><System><Provider Name=\"MSExchange "
     "Availability\"/><EventID>4001</EventID><Level>2</Level><Keywords>0x80000000000000</Keywords><TimeCreated "
     "SystemTime=\"2026-01-05T08:00:00.123Z\"/><EventRecordID>7</EventRecordID><Channel>Application</Channel>"
     "<Computer>EX01</Computer><Security/></System><EventData><Data>Process "
     "6712[w3wp.exe:/LM/W3SVC/2/ROOT/EWS-1-131234567890123456]: &lt;joe@b.c&gt;SMTP:joe@b.c failed. Exception returned "
     "is "
     "E: &lt;no&gt;. This event may occur when Availability Service cannot discover an Availability Service in the "
     "remote "
     "forest.</Data></EventData></Event>\n",
     ""},
    {"EWS failed for who asked",
     "{" TIME "," SERVER ",\"kind\":\"look-up\",\"answered_by\":\"availability\",\"host\":\"joe@b.c\",\"operation\":"
     "\"ann@b.c\",\"path\":\"https://b.c/x\",\"error\":\"E: no\"}",
     "EX01/Windows/System32/winevt/Logs/Application.xml EX01/Windows/System32/winevt/Logs/Application.txt ",
     "EX01/Windows/System32/winevt/Logs/Application.txt",
     "Log Name:      Application\r\nSource:        MSExchange Availability\r\nDate:          "
     "2026-01-05T08:00:00.123Z\r\n"
     "Event ID:      4002\r\nTask Category: Availability Service\r\nLevel:         Error\r\nKeywords:      "
     "Classic\r\nUser: "
     "         N/A\r\nComputer:      EX01\r\nDescription:\r\nProcess "
     "6712[w3wp.exe:/LM/W3SVC/2/ROOT/EWS-1-131234567890123456]: Proxy request CrossForest from Requester:ann@b.c to "
     "https://b.c/x failed. Caller SIDs: . The exception returned is E: no\r\n\r\n",
     ""},
    {"a client that trusts no such authority",
     "{" TIME "," SERVER ",\"kind\":\"connection\",\"detail\":\"TLS handshake failed: tlsv1 alert unknown ca\"}",
     "EX01/Windows/System32/winevt/Logs/System.xml EX01/Windows/System32/winevt/Logs/System.txt ", NULL, NULL, NULL},
    {"a client that is too old",
     "{" TIME "," SERVER ",\"kind\":\"connection\",\"detail\":\"TLS handshake failed: unsupported protocol\"}",
     "EX01/Windows/System32/winevt/Logs/System.xml EX01/Windows/System32/winevt/Logs/System.txt ", NULL, NULL, NULL},
    {"a token that was refused",
     "{" TIME ",\"party\":\"token-service\"," POST ",\"path\":\"/t\",\"status\":400,\"error\":\"AADSTS700016: No.\"}",
     "EntraID/ServicePrincipalSignIns.jsonl ", "EntraID/ServicePrincipalSignIns.jsonl",
     "{\"createdDateTime\":\"2026-01-05T08:00:00.123Z\",\"ipAddress\":\"127.0.0.11\",\"resourceDisplayName\":"
     "\"mail.contoso.com\",\"url\":\"/t\",\"userAgent\":\"\",\"status\":{\"errorCode\":700016,\"failureReason\":"
     "\"AADSTS700016: No.\"}}\n",
     ""},
    {"a server whose name is a path",
     "{" TIME ",\"server\":\"../../etc\",\"version\":\"15\",\"party\":\"onprem\"," EWS
     ",\"answered_by\":\"IIS\",\"status\":404}",
     "______etc/inetpub/logs/LogFiles/W3SVC1/u_ex260105.log ", NULL, NULL, NULL},
    {"no time, no address, no server", "{\"kind\":\"request\",\"party\":\"web-site\"}", "contoso.com/access.log ",
     "contoso.com/access.log", " - - [] \"  HTTP/1.1\" 0 0 \"-\" \"-\"\n", ""},
    {"nothing", "{}", "", NULL, NULL, NULL},
};

struct seen {
    const struct log_row *row;
    FILE *files;
    bool found;
};

static void look_at(void *context, const struct log_line *line)
{
    struct seen *const seen = context;

    fprintf(seen->files, "%s ", line->path);
    if (!seen->row->path || strcmp(line->path, seen->row->path) != 0)
        return;
    seen->found = true;
    assert_string_equal(line->text, seen->row->line);
    if (seen->row->head)
        assert_string_equal(line->head, seen->row->head);
}

static void leaves_its_lines(void **state)
{
    const struct log_row *const row = *state;
    CLEANUP(json_release) json_t *entry = json_loads(row->entry, 0, NULL);
    CLEANUP(cleanup_string) char *files = NULL;
    size_t length;
    struct seen seen = {row, text_stream(&files, &length), false};

    assert_non_null(entry);
    server_logs_of(entry, look_at, &seen);
    text_stream_close(seen.files);
    assert_string_equal(files, row->files);
    assert_int_equal(seen.found, row->path != NULL);
}

#define HTTP_PROXY_HEAD                                                                                                \
    "#Software: Microsoft Exchange Server\r\n#Version: 15.01.2507.006\r\n#Log-type: HttpProxy Logs\r\n#Date: "         \
    "2026-01-05T08:00:00.123Z\r\n#Fields: "                                                                            \
    "DateTime,RequestId,MajorVersion,MinorVersion,BuildVersion,RevisionVersion,ClientRequestId,Protocol,UrlHost,"      \
    "UrlStem,ProtocolAction,AuthenticationType,IsAuthenticated,AuthenticatedUser,Organization,AnchorMailbox,"          \
    "UserAgent,ClientIpAddress,ServerHostName,HttpStatus,BackEndStatus,ErrorCode,Method,ProxyAction,TargetServer,"     \
    "TargetServerVersion,RoutingType,RoutingHint,BackEndCookie,ServerLocatorHost,ServerLocatorLatency,RequestBytes,"   \
    "ResponseBytes,TargetOutstandingRequests,AuthModulePerfContext,HttpPipelineLatency,CalculateTargetBackEndLatency," \
    "GlsLatencyBreakup,TotalGlsLatency,AccountForestLatencyBreakup,TotalAccountForestLatency,"                         \
    "ResourceForestLatencyBreakup,TotalResourceForestLatency,ADLatency,SharedCacheLatencyBreakup,"                     \
    "TotalSharedCacheLatency,ActivityContextLifeTime,ModuleToHandlerSwitchingLatency,ClientReqStreamLatency,"          \
    "BackendReqInitLatency,BackendReqStreamLatency,BackendProcessingLatency,BackendRespInitLatency,"                   \
    "BackendRespStreamLatency,ClientRespStreamLatency,KerberosAuthHeaderLatency,HandlerCompletionLatency,"             \
    "RequestHandlerLatency,HandlerToModuleSwitchingLatency,ProxyTime,CoreLatency,RoutingLatency,HttpProxyOverhead,"    \
    "TotalRequestTime,RouteRefresherLatency,UrlQuery,BackEndGenericInfo,GenericInfo,GenericErrors,EdgeTraceId,"        \
    "DatabaseGuid,UserADObjectGuid,PartitionEndpointLookupLatency,RoutingStatus\r\n"

/* The names of columns and the values of a line are as many. */
static void count_columns(void *context, const struct log_line *line)
{
    const char *const fields = strstr(line->head, "#Fields: ");
    size_t names = 1, values = 1;

    (void)context;
    if (!strstr(line->path, "HttpProxy"))
        return;
    for (const char *at = fields; *at; at++)
        names += *at == ',';
    for (const char *at = line->text; *at; at++)
        values += *at == ',';
    assert_int_equal(names, 74);
    assert_int_equal(values, 74);
    assert_string_equal(line->head, HTTP_PROXY_HEAD);
}

static void http_proxy_has_74_columns(void **state)
{
    CLEANUP(json_release)
    json_t *entry = json_loads(
        "{" TIME "," SERVER "," EWS ",\"answered_by\":\"Exchange\",\"status\":500,\"error\":\"x\"}", 0, NULL);

    (void)state;
    server_logs_of(entry, count_columns, NULL);
}

int main(void)
{
    struct CMUnitTest tests[ARRAY_SIZE(rows) + 1];

    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        tests[i] = (struct CMUnitTest){
            .name = rows[i].name, .test_func = leaves_its_lines, .initial_state = (void *)(uintptr_t)&rows[i]};
    tests[ARRAY_SIZE(rows)] = (struct CMUnitTest)cmocka_unit_test(http_proxy_has_74_columns);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
