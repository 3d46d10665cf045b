/* SPDX-License-Identifier: MIT */
/* The zones this server knows, with the rules that are in force; ids and display names are those of Windows. */
#include "time_zone.h"

#include "cleanup.h"
#include "date_time.h"
#include "text.h"

#define NO_CHANGE .standard = {0}
/* When standard and daylight time begin: month, which Sunday, hour. */
#define CHANGES(standard_month, standard_order, standard_hour, daylight_month, daylight_order, daylight_hour)          \
    .standard = {.month = standard_month, .order = standard_order, .seconds = (standard_hour)*HOUR},                   \
    .daylight = {.bias = -60, .month = daylight_month, .order = daylight_order, .seconds = (daylight_hour)*HOUR}
#define NORTH_AMERICA CHANGES(11, 1, 2, 3, 2, 2)
#define EUROPE(hour) CHANGES(10, 5, (hour) + 1, 3, 5, hour) /* everywhere at 01:00 UTC */
#define AUSTRALIA CHANGES(4, 1, 3, 10, 1, 2)

static const struct time_zone zones[] = {
    {"Dateline Standard Time", "(UTC-12:00) International Date Line West", 720, NO_CHANGE},
    {"UTC-11", "(UTC-11:00) Coordinated Universal Time-11", 660, NO_CHANGE},
    {"Hawaiian Standard Time", "(UTC-10:00) Hawaii", 600, NO_CHANGE},
    {"Alaskan Standard Time", "(UTC-09:00) Alaska", 540, NORTH_AMERICA},
    {"Pacific Standard Time", "(UTC-08:00) Pacific Time (US & Canada)", 480, NORTH_AMERICA},
    {"US Mountain Standard Time", "(UTC-07:00) Arizona", 420, NO_CHANGE},
    {"Mountain Standard Time", "(UTC-07:00) Mountain Time (US & Canada)", 420, NORTH_AMERICA},
    {"Central America Standard Time", "(UTC-06:00) Central America", 360, NO_CHANGE},
    {"Central Standard Time", "(UTC-06:00) Central Time (US & Canada)", 360, NORTH_AMERICA},
    {"Canada Central Standard Time", "(UTC-06:00) Saskatchewan", 360, NO_CHANGE},
    {"SA Pacific Standard Time", "(UTC-05:00) Bogota, Lima, Quito, Rio Branco", 300, NO_CHANGE},
    {"Eastern Standard Time", "(UTC-05:00) Eastern Time (US & Canada)", 300, NORTH_AMERICA},
    {"Atlantic Standard Time", "(UTC-04:00) Atlantic Time (Canada)", 240, NORTH_AMERICA},
    {"SA Western Standard Time", "(UTC-04:00) Georgetown, La Paz, Manaus, San Juan", 240, NO_CHANGE},
    {"Newfoundland Standard Time", "(UTC-03:30) Newfoundland", 210, NORTH_AMERICA},
    {"E. South America Standard Time", "(UTC-03:00) Brasilia", 180, NO_CHANGE},
    {"Argentina Standard Time", "(UTC-03:00) City of Buenos Aires", 180, NO_CHANGE},
    {"UTC-02", "(UTC-02:00) Coordinated Universal Time-02", 120, NO_CHANGE},
    {"Azores Standard Time", "(UTC-01:00) Azores", 60, EUROPE(0)},
    {"Cape Verde Standard Time", "(UTC-01:00) Cabo Verde Is.", 60, NO_CHANGE},
    {"UTC", "(UTC) Coordinated Universal Time", 0, NO_CHANGE},
    {"GMT Standard Time", "(UTC+00:00) Dublin, Edinburgh, Lisbon, London", 0, EUROPE(1)},
    {"Greenwich Standard Time", "(UTC+00:00) Monrovia, Reykjavik", 0, NO_CHANGE},
    {"W. Europe Standard Time", "(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna", -60, EUROPE(2)},
    {"Central Europe Standard Time", "(UTC+01:00) Belgrade, Bratislava, Budapest, Ljubljana, Prague", -60, EUROPE(2)},
    {"Romance Standard Time", "(UTC+01:00) Brussels, Copenhagen, Madrid, Paris", -60, EUROPE(2)},
    {"Central European Standard Time", "(UTC+01:00) Sarajevo, Skopje, Warsaw, Zagreb", -60, EUROPE(2)},
    {"W. Central Africa Standard Time", "(UTC+01:00) West Central Africa", -60, NO_CHANGE},
    {"GTB Standard Time", "(UTC+02:00) Athens, Bucharest", -120, EUROPE(3)},
    {"FLE Standard Time", "(UTC+02:00) Helsinki, Kyiv, Riga, Sofia, Tallinn, Vilnius", -120, EUROPE(3)},
    {"South Africa Standard Time", "(UTC+02:00) Harare, Pretoria", -120, NO_CHANGE},
    {"Kaliningrad Standard Time", "(UTC+02:00) Kaliningrad", -120, NO_CHANGE},
    {"Turkey Standard Time", "(UTC+03:00) Istanbul", -180, NO_CHANGE},
    {"Arab Standard Time", "(UTC+03:00) Kuwait, Riyadh", -180, NO_CHANGE},
    {"Arabic Standard Time", "(UTC+03:00) Baghdad", -180, NO_CHANGE},
    {"Russian Standard Time", "(UTC+03:00) Moscow, St. Petersburg", -180, NO_CHANGE},
    {"E. Africa Standard Time", "(UTC+03:00) Nairobi", -180, NO_CHANGE},
    {"Iran Standard Time", "(UTC+03:30) Tehran", -210, NO_CHANGE},
    {"Arabian Standard Time", "(UTC+04:00) Abu Dhabi, Muscat", -240, NO_CHANGE},
    {"Afghanistan Standard Time", "(UTC+04:30) Kabul", -270, NO_CHANGE},
    {"West Asia Standard Time", "(UTC+05:00) Ashgabat, Tashkent", -300, NO_CHANGE},
    {"Pakistan Standard Time", "(UTC+05:00) Islamabad, Karachi", -300, NO_CHANGE},
    {"India Standard Time", "(UTC+05:30) Chennai, Kolkata, Mumbai, New Delhi", -330, NO_CHANGE},
    {"Nepal Standard Time", "(UTC+05:45) Kathmandu", -345, NO_CHANGE},
    {"Bangladesh Standard Time", "(UTC+06:00) Dhaka", -360, NO_CHANGE},
    {"Myanmar Standard Time", "(UTC+06:30) Yangon (Rangoon)", -390, NO_CHANGE},
    {"SE Asia Standard Time", "(UTC+07:00) Bangkok, Hanoi, Jakarta", -420, NO_CHANGE},
    {"China Standard Time", "(UTC+08:00) Beijing, Chongqing, Hong Kong, Urumqi", -480, NO_CHANGE},
    {"Singapore Standard Time", "(UTC+08:00) Kuala Lumpur, Singapore", -480, NO_CHANGE},
    {"W. Australia Standard Time", "(UTC+08:00) Perth", -480, NO_CHANGE},
    {"Taipei Standard Time", "(UTC+08:00) Taipei", -480, NO_CHANGE},
    {"Tokyo Standard Time", "(UTC+09:00) Osaka, Sapporo, Tokyo", -540, NO_CHANGE},
    {"Korea Standard Time", "(UTC+09:00) Seoul", -540, NO_CHANGE},
    {"Cen. Australia Standard Time", "(UTC+09:30) Adelaide", -570, AUSTRALIA},
    {"AUS Central Standard Time", "(UTC+09:30) Darwin", -570, NO_CHANGE},
    {"E. Australia Standard Time", "(UTC+10:00) Brisbane", -600, NO_CHANGE},
    {"AUS Eastern Standard Time", "(UTC+10:00) Canberra, Melbourne, Sydney", -600, AUSTRALIA},
    {"Tasmania Standard Time", "(UTC+10:00) Hobart", -600, AUSTRALIA},
    {"West Pacific Standard Time", "(UTC+10:00) Guam, Port Moresby", -600, NO_CHANGE},
    {"Central Pacific Standard Time", "(UTC+11:00) Solomon Is., New Caledonia", -660, NO_CHANGE},
    {"New Zealand Standard Time", "(UTC+12:00) Auckland, Wellington", -720, CHANGES(4, 1, 3, 9, 5, 2)},
    {"UTC+12", "(UTC+12:00) Coordinated Universal Time+12", -720, NO_CHANGE},
    {"Tonga Standard Time", "(UTC+13:00) Nuku'alofa", -780, NO_CHANGE},
    {"Samoa Standard Time", "(UTC+13:00) Samoa", -780, NO_CHANGE},
};

const struct time_zone *time_zone_find(const char *id)
{
    for (size_t i = 0; i < ARRAY_SIZE(zones); i++)
        if (text_equal(zones[i].id, id))
            return &zones[i];
    return NULL;
}

size_t time_zone_count(void)
{
    return ARRAY_SIZE(zones);
}

const struct time_zone *time_zone_at(size_t index)
{
    return &zones[index];
}
