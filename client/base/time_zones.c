/* SPDX-License-Identifier: MIT */
/* The zones of Windows, by their ids and display names, with the rules that are in force. The month in which Morocco changes
 * its clock is that of the moon, so it does not here. */
#include "cleanup.h"
#include "date_time.h"
#include "text.h"
#include "time_zone.h"

#define NO_CHANGE .standard = {0}
/* When standard and daylight time begin: month, which Sunday, hour. */
#define CHANGES(standard_month, standard_order, standard_hour, daylight_month, daylight_order, daylight_hour)          \
    .standard = {.month = (standard_month), .order = (standard_order), .seconds = (standard_hour)*HOUR},               \
    .daylight = {.bias = -60, .month = (daylight_month), .order = (daylight_order), .seconds = (daylight_hour)*HOUR}
#define NORTH_AMERICA CHANGES(11, 1, 2, 3, 2, 2)
#define EUROPE(hour) CHANGES(10, 5, (hour) + 1, 3, 5, hour) /* everywhere at 01:00 UTC */
#define AUSTRALIA CHANGES(4, 1, 3, 10, 1, 2)
/* On other days than Sundays, and by other than an hour. */
#define CHANGE_DAYS(minutes, standard_month, standard_day, standard_order, standard_time, daylight_month,              \
                    daylight_day, daylight_order, daylight_time)                                                       \
    .standard = {.month = (standard_month),                                                                            \
                 .weekday = (standard_day),                                                                            \
                 .order = (standard_order),                                                                            \
                 .seconds = (standard_time)},                                                                          \
    .daylight = {.bias = (minutes),                                                                                    \
                 .month = (daylight_month),                                                                            \
                 .weekday = (daylight_day),                                                                            \
                 .order = (daylight_order),                                                                            \
                 .seconds = (daylight_time)}

enum { SUNDAY = 0, FRIDAY = 5, SATURDAY = 6 };

static const struct time_zone zones[] = {
    {"Dateline Standard Time", "(UTC-12:00) International Date Line West", 720, NO_CHANGE},
    {"UTC-11", "(UTC-11:00) Coordinated Universal Time-11", 660, NO_CHANGE},
    {"Hawaiian Standard Time", "(UTC-10:00) Hawaii", 600, NO_CHANGE},
    {"Aleutian Standard Time", "(UTC-10:00) Aleutian Islands", 600, NORTH_AMERICA},
    {"Marquesas Standard Time", "(UTC-09:30) Marquesas Islands", 570, NO_CHANGE},
    {"Alaskan Standard Time", "(UTC-09:00) Alaska", 540, NORTH_AMERICA},
    {"UTC-09", "(UTC-09:00) Coordinated Universal Time-09", 540, NO_CHANGE},
    {"Pacific Standard Time", "(UTC-08:00) Pacific Time (US & Canada)", 480, NORTH_AMERICA},
    {"Pacific Standard Time (Mexico)", "(UTC-08:00) Baja California", 480, NORTH_AMERICA},
    {"UTC-08", "(UTC-08:00) Coordinated Universal Time-08", 480, NO_CHANGE},
    {"US Mountain Standard Time", "(UTC-07:00) Arizona", 420, NO_CHANGE},
    {"Mountain Standard Time", "(UTC-07:00) Mountain Time (US & Canada)", 420, NORTH_AMERICA},
    {"Mountain Standard Time (Mexico)", "(UTC-07:00) La Paz, Mazatlan", 420, NO_CHANGE},
    {"Yukon Standard Time", "(UTC-07:00) Yukon", 420, NO_CHANGE},
    {"Central America Standard Time", "(UTC-06:00) Central America", 360, NO_CHANGE},
    {"Central Standard Time", "(UTC-06:00) Central Time (US & Canada)", 360, NORTH_AMERICA},
    {"Canada Central Standard Time", "(UTC-06:00) Saskatchewan", 360, NO_CHANGE},
    {"Central Standard Time (Mexico)", "(UTC-06:00) Guadalajara, Mexico City, Monterrey", 360, NO_CHANGE},
    {"Easter Island Standard Time", "(UTC-06:00) Easter Island", 360,
     CHANGE_DAYS(-60, 4, SATURDAY, 1, 22 * HOUR, 9, SATURDAY, 1, 22 * HOUR)},
    {"SA Pacific Standard Time", "(UTC-05:00) Bogota, Lima, Quito, Rio Branco", 300, NO_CHANGE},
    {"Eastern Standard Time", "(UTC-05:00) Eastern Time (US & Canada)", 300, NORTH_AMERICA},
    {"Eastern Standard Time (Mexico)", "(UTC-05:00) Chetumal", 300, NO_CHANGE},
    {"Haiti Standard Time", "(UTC-05:00) Haiti", 300, NORTH_AMERICA},
    {"Cuba Standard Time", "(UTC-05:00) Havana", 300, CHANGES(11, 1, 1, 3, 2, 0)},
    {"US Eastern Standard Time", "(UTC-05:00) Indiana (East)", 300, NORTH_AMERICA},
    {"Turks And Caicos Standard Time", "(UTC-05:00) Turks and Caicos", 300, NORTH_AMERICA},
    {"Atlantic Standard Time", "(UTC-04:00) Atlantic Time (Canada)", 240, NORTH_AMERICA},
    {"SA Western Standard Time", "(UTC-04:00) Georgetown, La Paz, Manaus, San Juan", 240, NO_CHANGE},
    {"Venezuela Standard Time", "(UTC-04:00) Caracas", 240, NO_CHANGE},
    {"Central Brazilian Standard Time", "(UTC-04:00) Cuiaba", 240, NO_CHANGE},
    {"Pacific SA Standard Time", "(UTC-04:00) Santiago", 240, CHANGES(4, 1, 0, 9, 1, 0)},
    {"Newfoundland Standard Time", "(UTC-03:30) Newfoundland", 210, NORTH_AMERICA},
    {"E. South America Standard Time", "(UTC-03:00) Brasilia", 180, NO_CHANGE},
    {"Argentina Standard Time", "(UTC-03:00) City of Buenos Aires", 180, NO_CHANGE},
    {"Tocantins Standard Time", "(UTC-03:00) Araguaina", 180, NO_CHANGE},
    {"Paraguay Standard Time", "(UTC-03:00) Asuncion", 180, NO_CHANGE},
    {"SA Eastern Standard Time", "(UTC-03:00) Cayenne, Fortaleza", 180, NO_CHANGE},
    {"Montevideo Standard Time", "(UTC-03:00) Montevideo", 180, NO_CHANGE},
    {"Magallanes Standard Time", "(UTC-03:00) Punta Arenas", 180, NO_CHANGE},
    {"Saint Pierre Standard Time", "(UTC-03:00) Saint Pierre and Miquelon", 180, NORTH_AMERICA},
    {"Bahia Standard Time", "(UTC-03:00) Salvador", 180, NO_CHANGE},
    {"UTC-02", "(UTC-02:00) Coordinated Universal Time-02", 120, NO_CHANGE},
    {"Greenland Standard Time", "(UTC-02:00) Greenland", 120,
     CHANGE_DAYS(-60, 10, SUNDAY, 5, 0, 3, SATURDAY, 5, 23 * HOUR)},
    {"Azores Standard Time", "(UTC-01:00) Azores", 60, EUROPE(0)},
    {"Cape Verde Standard Time", "(UTC-01:00) Cabo Verde Is.", 60, NO_CHANGE},
    {"UTC", "(UTC) Coordinated Universal Time", 0, NO_CHANGE},
    {"GMT Standard Time", "(UTC+00:00) Dublin, Edinburgh, Lisbon, London", 0, EUROPE(1)},
    {"Greenwich Standard Time", "(UTC+00:00) Monrovia, Reykjavik", 0, NO_CHANGE},
    {"Sao Tome Standard Time", "(UTC+00:00) Sao Tome", 0, NO_CHANGE},
    {"W. Europe Standard Time", "(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna", -60, EUROPE(2)},
    {"Central Europe Standard Time", "(UTC+01:00) Belgrade, Bratislava, Budapest, Ljubljana, Prague", -60, EUROPE(2)},
    {"Romance Standard Time", "(UTC+01:00) Brussels, Copenhagen, Madrid, Paris", -60, EUROPE(2)},
    {"Central European Standard Time", "(UTC+01:00) Sarajevo, Skopje, Warsaw, Zagreb", -60, EUROPE(2)},
    {"W. Central Africa Standard Time", "(UTC+01:00) West Central Africa", -60, NO_CHANGE},
    {"Morocco Standard Time", "(UTC+01:00) Casablanca", -60, NO_CHANGE},
    {"GTB Standard Time", "(UTC+02:00) Athens, Bucharest", -120, EUROPE(3)},
    {"FLE Standard Time", "(UTC+02:00) Helsinki, Kyiv, Riga, Sofia, Tallinn, Vilnius", -120, EUROPE(3)},
    {"South Africa Standard Time", "(UTC+02:00) Harare, Pretoria", -120, NO_CHANGE},
    {"Kaliningrad Standard Time", "(UTC+02:00) Kaliningrad", -120, NO_CHANGE},
    {"E. Europe Standard Time", "(UTC+02:00) Chisinau", -120, EUROPE(2)},
    {"Middle East Standard Time", "(UTC+02:00) Beirut", -120, CHANGES(10, 5, 0, 3, 5, 0)},
    {"Egypt Standard Time", "(UTC+02:00) Cairo", -120, CHANGE_DAYS(-60, 10, FRIDAY, 5, 0, 4, FRIDAY, 5, 0)},
    {"West Bank Standard Time", "(UTC+02:00) Gaza, Hebron", -120,
     CHANGE_DAYS(-60, 10, SATURDAY, 4, 2 * HOUR, 3, SATURDAY, 5, 2 * HOUR)},
    {"Israel Standard Time", "(UTC+02:00) Jerusalem", -120,
     CHANGE_DAYS(-60, 10, SUNDAY, 5, 2 * HOUR, 3, FRIDAY, 5, 2 * HOUR)},
    {"South Sudan Standard Time", "(UTC+02:00) Juba", -120, NO_CHANGE},
    {"Sudan Standard Time", "(UTC+02:00) Khartoum", -120, NO_CHANGE},
    {"Libya Standard Time", "(UTC+02:00) Tripoli", -120, NO_CHANGE},
    {"Namibia Standard Time", "(UTC+02:00) Windhoek", -120, NO_CHANGE},
    {"Turkey Standard Time", "(UTC+03:00) Istanbul", -180, NO_CHANGE},
    {"Arab Standard Time", "(UTC+03:00) Kuwait, Riyadh", -180, NO_CHANGE},
    {"Arabic Standard Time", "(UTC+03:00) Baghdad", -180, NO_CHANGE},
    {"Russian Standard Time", "(UTC+03:00) Moscow, St. Petersburg", -180, NO_CHANGE},
    {"E. Africa Standard Time", "(UTC+03:00) Nairobi", -180, NO_CHANGE},
    {"Jordan Standard Time", "(UTC+03:00) Amman", -180, NO_CHANGE},
    {"Syria Standard Time", "(UTC+03:00) Damascus", -180, NO_CHANGE},
    {"Belarus Standard Time", "(UTC+03:00) Minsk", -180, NO_CHANGE},
    {"Volgograd Standard Time", "(UTC+03:00) Volgograd", -180, NO_CHANGE},
    {"Iran Standard Time", "(UTC+03:30) Tehran", -210, NO_CHANGE},
    {"Arabian Standard Time", "(UTC+04:00) Abu Dhabi, Muscat", -240, NO_CHANGE},
    {"Astrakhan Standard Time", "(UTC+04:00) Astrakhan, Ulyanovsk", -240, NO_CHANGE},
    {"Azerbaijan Standard Time", "(UTC+04:00) Baku", -240, NO_CHANGE},
    {"Russia Time Zone 3", "(UTC+04:00) Izhevsk, Samara", -240, NO_CHANGE},
    {"Mauritius Standard Time", "(UTC+04:00) Port Louis", -240, NO_CHANGE},
    {"Saratov Standard Time", "(UTC+04:00) Saratov", -240, NO_CHANGE},
    {"Georgian Standard Time", "(UTC+04:00) Tbilisi", -240, NO_CHANGE},
    {"Caucasus Standard Time", "(UTC+04:00) Yerevan", -240, NO_CHANGE},
    {"Afghanistan Standard Time", "(UTC+04:30) Kabul", -270, NO_CHANGE},
    {"West Asia Standard Time", "(UTC+05:00) Ashgabat, Tashkent", -300, NO_CHANGE},
    {"Pakistan Standard Time", "(UTC+05:00) Islamabad, Karachi", -300, NO_CHANGE},
    {"Ekaterinburg Standard Time", "(UTC+05:00) Ekaterinburg", -300, NO_CHANGE},
    {"Qyzylorda Standard Time", "(UTC+05:00) Qyzylorda", -300, NO_CHANGE},
    {"India Standard Time", "(UTC+05:30) Chennai, Kolkata, Mumbai, New Delhi", -330, NO_CHANGE},
    {"Sri Lanka Standard Time", "(UTC+05:30) Sri Jayawardenepura", -330, NO_CHANGE},
    {"Nepal Standard Time", "(UTC+05:45) Kathmandu", -345, NO_CHANGE},
    {"Bangladesh Standard Time", "(UTC+06:00) Dhaka", -360, NO_CHANGE},
    {"Central Asia Standard Time", "(UTC+06:00) Bishkek", -360, NO_CHANGE},
    {"Omsk Standard Time", "(UTC+06:00) Omsk", -360, NO_CHANGE},
    {"Myanmar Standard Time", "(UTC+06:30) Yangon (Rangoon)", -390, NO_CHANGE},
    {"SE Asia Standard Time", "(UTC+07:00) Bangkok, Hanoi, Jakarta", -420, NO_CHANGE},
    {"Altai Standard Time", "(UTC+07:00) Barnaul, Gorno-Altaysk", -420, NO_CHANGE},
    {"W. Mongolia Standard Time", "(UTC+07:00) Hovd", -420, NO_CHANGE},
    {"North Asia Standard Time", "(UTC+07:00) Krasnoyarsk", -420, NO_CHANGE},
    {"N. Central Asia Standard Time", "(UTC+07:00) Novosibirsk", -420, NO_CHANGE},
    {"Tomsk Standard Time", "(UTC+07:00) Tomsk", -420, NO_CHANGE},
    {"China Standard Time", "(UTC+08:00) Beijing, Chongqing, Hong Kong, Urumqi", -480, NO_CHANGE},
    {"Singapore Standard Time", "(UTC+08:00) Kuala Lumpur, Singapore", -480, NO_CHANGE},
    {"W. Australia Standard Time", "(UTC+08:00) Perth", -480, NO_CHANGE},
    {"Taipei Standard Time", "(UTC+08:00) Taipei", -480, NO_CHANGE},
    {"North Asia East Standard Time", "(UTC+08:00) Irkutsk", -480, NO_CHANGE},
    {"Ulaanbaatar Standard Time", "(UTC+08:00) Ulaanbaatar", -480, NO_CHANGE},
    {"Aus Central W. Standard Time", "(UTC+08:45) Eucla", -525, NO_CHANGE},
    {"Tokyo Standard Time", "(UTC+09:00) Osaka, Sapporo, Tokyo", -540, NO_CHANGE},
    {"Korea Standard Time", "(UTC+09:00) Seoul", -540, NO_CHANGE},
    {"Transbaikal Standard Time", "(UTC+09:00) Chita", -540, NO_CHANGE},
    {"North Korea Standard Time", "(UTC+09:00) Pyongyang", -540, NO_CHANGE},
    {"Yakutsk Standard Time", "(UTC+09:00) Yakutsk", -540, NO_CHANGE},
    {"Cen. Australia Standard Time", "(UTC+09:30) Adelaide", -570, AUSTRALIA},
    {"AUS Central Standard Time", "(UTC+09:30) Darwin", -570, NO_CHANGE},
    {"E. Australia Standard Time", "(UTC+10:00) Brisbane", -600, NO_CHANGE},
    {"AUS Eastern Standard Time", "(UTC+10:00) Canberra, Melbourne, Sydney", -600, AUSTRALIA},
    {"Tasmania Standard Time", "(UTC+10:00) Hobart", -600, AUSTRALIA},
    {"West Pacific Standard Time", "(UTC+10:00) Guam, Port Moresby", -600, NO_CHANGE},
    {"Vladivostok Standard Time", "(UTC+10:00) Vladivostok", -600, NO_CHANGE},
    {"Lord Howe Standard Time", "(UTC+10:30) Lord Howe Island", -630,
     CHANGE_DAYS(-30, 4, SUNDAY, 1, 2 * HOUR, 10, SUNDAY, 1, 2 * HOUR)},
    {"Central Pacific Standard Time", "(UTC+11:00) Solomon Is., New Caledonia", -660, NO_CHANGE},
    {"Bougainville Standard Time", "(UTC+11:00) Bougainville Island", -660, NO_CHANGE},
    {"Russia Time Zone 10", "(UTC+11:00) Chokurdakh", -660, NO_CHANGE},
    {"Magadan Standard Time", "(UTC+11:00) Magadan", -660, NO_CHANGE},
    {"Norfolk Standard Time", "(UTC+11:00) Norfolk Island", -660, AUSTRALIA},
    {"Sakhalin Standard Time", "(UTC+11:00) Sakhalin", -660, NO_CHANGE},
    {"New Zealand Standard Time", "(UTC+12:00) Auckland, Wellington", -720, CHANGES(4, 1, 3, 9, 5, 2)},
    {"UTC+12", "(UTC+12:00) Coordinated Universal Time+12", -720, NO_CHANGE},
    {"Russia Time Zone 11", "(UTC+12:00) Anadyr, Petropavlovsk-Kamchatsky", -720, NO_CHANGE},
    {"Fiji Standard Time", "(UTC+12:00) Fiji", -720, NO_CHANGE},
    {"Chatham Islands Standard Time", "(UTC+12:45) Chatham Islands", -765,
     CHANGE_DAYS(-60, 4, SUNDAY, 1, 3 * HOUR + 45 * MINUTE, 9, SUNDAY, 5, 2 * HOUR + 45 * MINUTE)},
    {"Tonga Standard Time", "(UTC+13:00) Nuku'alofa", -780, NO_CHANGE},
    {"Samoa Standard Time", "(UTC+13:00) Samoa", -780, NO_CHANGE},
    {"UTC+13", "(UTC+13:00) Coordinated Universal Time+13", -780, NO_CHANGE},
    {"Line Islands Standard Time", "(UTC+14:00) Kiritimati Island", -840, NO_CHANGE},
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
