/* SPDX-License-Identifier: MIT */
/* A time zone in the words of the Availability service. */
#ifndef FBLAB_ZONE_ELEMENTS_H
#define FBLAB_ZONE_ELEMENTS_H

#include "base/time_zone.h"

#include <libxml/tree.h>
#include <stdio.h>

/* Children of a SerializableTimeZone element (t:Bias, t:StandardTime, t:DaylightTime). false: a value is missing or out
 * of range. */
bool time_zone_read(const xmlNode *element, struct time_zone *zone);
void time_zone_write(FILE *output, const struct time_zone *zone);

#endif
