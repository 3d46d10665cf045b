/* SPDX-License-Identifier: MIT */
/* The parts of a pack: the asker's side of the wire, logs, settings, and what each file is. */
#include "evidence_pack.h"

#include "base/base64.h"
#include "base/cleanup.h"
#include "base/json_text.h"
#include "base/memory.h"
#include "base/text.h"
#include "capture/pack.h"
#include "exports.h"
#include "fblab_commands/lab_door.h"
#include "lab_question.h"
#include "log_pages.h"
#include "terminal/status.h"

#include <stdio.h>
#include <string.h>

static const char read_me[] =
    "Evidence of a look-up of free/busy times\r\n\r\n"
    "asker/      What the side that asked has: FreeBusyResponse.txt is what its user was told; look-up.har has the "
    "requests\r\n"
    "            and answers (any browser's developer tools open it); look-up.pcapng the same as packets (Wireshark "
    "opens it\r\n"
    "            decrypted, the secrets of TLS are inside; the packets are rebuilt from the bytes that were sent and "
    "received).\r\n"
    "logs/       A folder for each server and device, with the path that the file has there. Clocks are in UTC.\r\n"
    "  W3SVC1    IIS, the site at port 443: what came to the web server. No line: it did not come so far.\r\n"
    "  W3SVC2    IIS, the back end's site at port 444: what the front end passed on.\r\n"
    "  HTTPERR   http.sys: what was refused before IIS saw it.\r\n"
    "  HttpProxy Exchange's front end: HttpStatus is its answer, BackEndStatus what it was told, GenericErrors why.\r\n"
    "  Logging/Ews, Logging/Autodiscover   Exchange's back end: ErrorCode, GenericErrors.\r\n"
    "  winevt    Event logs, as XML and as text. Events of MSExchange Availability are written by the server that "
    "asks.\r\n"
    "  TMG01, PROXY01, FW01   Devices in front of Exchange; the form of TMG's and the firewall's lines is an "
    "imitation.\r\n"
    "  DNS01, DNS-EXO   The DNS servers of either side: the answers that they gave, NXDOMAIN for a name they do not "
    "know.\r\n"
    "  DROPPED.txt   If it is there: how much older is missing.\r\n"
    "  EntraID, FederationGateway   Sign-ins; those of Exchange Online and of the gateway only Microsoft could read in "
    "reality.\r\n"
    "settings/   What Get- cmdlets print on the premises and in Exchange Online, as text and as CliXml "
    "(Import-Clixml).\r\n\r\n"
    "Events can be made an .evtx file again by JPCERT/CC's xml2evtx.\r\n";

/* context: {"path": ["text", ...]}, which grow page by page. */
static void keep(void *context, const json_t *file)
{
    json_t *const files = context;
    const char *const path = json_member_text(file, "path");
    json_t *parts = json_object_get(files, path);

    if (!parts) {
        parts = json_array();
        json_object_set_new(files, path, parts);
        json_array_append(parts, json_object_get(file, "head"));
    }
    json_array_extend(parts, json_object_get(file, "lines"));
}

static bool add_log(struct pack *pack, const char *path, const json_t *parts, struct error *error)
{
    CLEANUP(cleanup_string) char *name = text_format("logs/%s", path);
    CLEANUP(cleanup_string) char *text = NULL;
    size_t length, index;
    FILE *output = text_stream(&text, &length);
    const json_t *part;

    json_array_foreach(parts, index, part) fputs(json_string_value(part), output);
    text_stream_close(output);
    return pack_add(pack, name, text, length, error);
}

/* What is missing is said where it would be looked for. */
static bool add_dropped(struct pack *pack, json_int_t dropped, struct error *error)
{
    CLEANUP(cleanup_string)
    char *text = text_format("%" JSON_INTEGER_FORMAT " older entries are not in these logs: what was written is kept "
                             "within a bound, and the newest stay.\r\n",
                             dropped);

    return dropped == 0 || pack_add(pack, "logs/DROPPED.txt", text, strlen(text), error);
}

static bool add_logs(struct pack *pack, const char *lab, int *status, struct error *error)
{
    CLEANUP(json_release) json_t *files = json_object();
    struct log_reading reading = {0};
    const char *path;
    json_t *parts;

    if (!log_pages_read("evidence", lab, &reading, keep, files, status) || !add_dropped(pack, reading.dropped, error))
        return false;
    json_object_foreach(files, path, parts)
    {
        if (!add_log(pack, path, parts, error))
            return false;
    }
    return true;
}

static bool add_asker(struct pack *pack, const json_t *evidence, struct error *error)
{
    const char *const block = json_member_text(evidence, "block"), *const packed = json_member_text(evidence, "pcapng");
    CLEANUP(cleanup_string) char *har = json_dumps(json_object_get(evidence, "har"), JSON_INDENT(1));
    size_t length = 0;
    CLEANUP(cleanup_string) char *packets = base64_decode(packed, strlen(packed), BASE64_STRICT, &length);

    return pack_add(pack, "README.txt", read_me, strlen(read_me), error) &&
           (!*block || pack_add(pack, "asker/FreeBusyResponse.txt", block, strlen(block), error)) &&
           pack_add(pack, "asker/look-up.har", har, strlen(har), error) &&
           pack_add(pack, "asker/look-up.pcapng", packets ? packets : "", length, error);
}

static bool add_settings(struct pack *pack, const char *lab, int *status, struct error *error)
{
    CLEANUP(json_release) json_t *cmdlets = lab_question("evidence", lab, "/cmdlets", NULL, status);
    CLEANUP(lab_door_close) struct lab_door *door = cmdlets ? lab_door_open(lab, error) : NULL;

    return door && exports_add(pack, door, cmdlets, error);
}

/* The sentence of a failure that has none yet. */
static int report(int status, const struct error *error)
{
    return *error->text ? complain(STATUS_UNUSABLE, "%s", error->text) : status;
}

int evidence_pack_write(const char *lab, const char *output)
{
    CLEANUP(pack_free) struct pack *pack = pack_new();
    struct error error = {""};
    int status = STATUS_UNUSABLE;

    if (!pack_may_replace(output, &error))
        return complain(STATUS_UNUSABLE, "%s", error.text);
    CLEANUP(json_release) json_t *evidence = lab_question("evidence", lab, "/evidence", NULL, &status);
    if (evidence && add_asker(pack, evidence, &error) && add_logs(pack, lab, &status, &error) &&
        add_settings(pack, lab, &status, &error) && pack_write(pack, output, &error))
        return STATUS_DONE;
    return report(status, &error);
}
