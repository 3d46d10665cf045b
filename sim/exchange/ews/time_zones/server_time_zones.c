/* SPDX-License-Identifier: MIT */
/* GetServerTimeZones: the table of zones in the form of EWS, periods and the transitions between them. */
#include "server_time_zones.h"

#include "base/cleanup.h"
#include "base/date_time.h"
#include "base/text.h"
#include "base/time_zone.h"
#include "exchange/common/ews_elements.h"
#include "exchange/common/soap.h"
#include "xml/xml.h"

#include <stdlib.h>

static bool wanted(const xmlNode *ids, const struct time_zone *zone)
{
    for (const xmlNode *id = xml_child(ids, "Id"); id; id = xml_next(id, "Id")) {
        CLEANUP(cleanup_string) char *text = xml_text(id);
        if (text_equal(text, zone->id))
            return true;
    }
    return !ids;
}

/* "PT5H", "-PT5H30M", "PT0S" */
static const char *duration(int minutes, char buffer[32])
{
    const int hours = abs(minutes) / 60, rest = abs(minutes) % 60;
    char part[16] = "";

    if (rest)
        snprintf(part, sizeof part, "%dM", rest);
    if (minutes == 0)
        snprintf(buffer, 32, "PT0S");
    else if (hours)
        snprintf(buffer, 32, "%sPT%dH%s", minutes < 0 ? "-" : "", hours, part);
    else
        snprintf(buffer, 32, "%sPT%s", minutes < 0 ? "-" : "", part);
    return buffer;
}

/* Ids are of use within one definition only, so they need not tell the years. */
static void put_period_id(FILE *output, const struct time_zone *zone, const char *period)
{
    fputs("trule:Microsoft/Registry/", output);
    xml_put(output, zone->id);
    fprintf(output, "/1-%s", period);
}

static void write_period(FILE *output, const struct time_zone *zone, const char *period, int minutes)
{
    char bias[32];

    fprintf(output, "<t:Period Bias=\"%s\" Name=\"%s\" Id=\"", duration(minutes, bias), period);
    put_period_id(output, zone, period);
    fputs("\"/>", output);
}

static void write_target(FILE *output, const struct time_zone *zone, const char *period)
{
    fputs("<t:To Kind=\"Period\">", output);
    put_period_id(output, zone, period);
    fputs("</t:To>", output);
}

static void write_change(FILE *output, const struct time_zone *zone, const char *period,
                         const struct zone_change *change)
{
    char offset[32];

    fputs("<t:RecurringDayTransition>", output);
    write_target(output, zone, period);
    fprintf(output,
            "<t:TimeOffset>%s</t:TimeOffset><t:Month>%d</t:Month><t:DayOfWeek>%s</t:DayOfWeek>"
            "<t:Occurrence>%d</t:Occurrence></t:RecurringDayTransition>",
            duration(change->seconds / MINUTE, offset), change->month, weekday_name(change->weekday),
            change->order == 5 ? -1 : change->order);
}

static void write_rules(FILE *output, const struct time_zone *zone)
{
    const bool changes = time_zone_changes(zone);

    fputs("<t:Periods>", output);
    write_period(output, zone, "Standard", zone->bias + zone->standard.bias);
    if (changes)
        write_period(output, zone, "Daylight", zone->bias + zone->daylight.bias);
    fputs("</t:Periods><t:TransitionsGroups><t:TransitionsGroup Id=\"0\">", output);
    if (changes) {
        write_change(output, zone, "Daylight", &zone->daylight);
        write_change(output, zone, "Standard", &zone->standard);
    } else {
        fputs("<t:Transition>", output);
        write_target(output, zone, "Standard");
        fputs("</t:Transition>", output);
    }
    fputs("</t:TransitionsGroup></t:TransitionsGroups><t:Transitions><t:Transition><t:To Kind=\"Group\">0</t:To>"
          "</t:Transition></t:Transitions>",
          output);
}

static void write_zone(FILE *output, const struct time_zone *zone, bool full)
{
    fputs("<t:TimeZoneDefinition Name=\"", output);
    xml_put(output, zone->name);
    fputs("\" Id=\"", output);
    xml_put(output, zone->id);
    fputs("\">", output);
    if (full)
        write_rules(output, zone);
    fputs("</t:TimeZoneDefinition>", output);
}

void server_time_zones_answer(const struct exchange_call *call, const struct caller *caller, const xmlNode *element,
                              struct answer *answer)
{
    CLEANUP(cleanup_string) char *full = ews_attribute(element, "ReturnFullTimeZoneData");
    const xmlNode *ids = xml_child(element, "Ids");
    struct soap_reply reply;

    (void)caller;
    soap_begin(&reply, call);
    fputs("<m:GetServerTimeZonesResponse><m:ResponseMessages>", reply.output);
    ews_message_begin(reply.output, "GetServerTimeZonesResponseMessage", "Success", "NoError", NULL);
    fputs("<m:TimeZoneDefinitions>", reply.output);
    for (size_t i = 0; i < time_zone_count(); i++)
        if (wanted(ids, time_zone_at(i)))
            write_zone(reply.output, time_zone_at(i), text_equal(full, "true") || text_equal(full, "1"));
    fputs("</m:TimeZoneDefinitions></m:GetServerTimeZonesResponseMessage></m:ResponseMessages>"
          "</m:GetServerTimeZonesResponse>",
          reply.output);
    soap_end(&reply);
    soap_reply_send(&reply, answer, 200);
}
