/* SPDX-License-Identifier: MIT */
/* SuggestionsResponse: meeting times of every half hour, rated by how many of the attendees are free. */
#include "suggestions.h"

#include "base/date_time.h"
#include "exchange/common/ews_elements.h"

enum { STEP = 30 * MINUTE, SLOTS = 50 /* of a day that has 25 hours */ };
enum quality { QUALITY_EXCELLENT, QUALITY_GOOD, QUALITY_FAIR, QUALITY_POOR };

static const char *const quality_names[] = {
    [QUALITY_EXCELLENT] = "Excellent",
    [QUALITY_GOOD] = "Good",
    [QUALITY_FAIR] = "Fair",
    [QUALITY_POOR] = "Poor",
};

struct suggestion {
    struct window time;
    bool work;
    enum quality quality;
};

/* Everything that stays the same during one request. */
struct suggestion_search {
    const struct availability_request *request;
    const struct availability_result *results;
    struct working_hours hours; /* of the first attendee who has any */
};

/* The worst that an attendee has at that time. */
static enum busy_type conflict(const struct availability_result *result, const struct window *time)
{
    enum busy_type worst = BUSY_FREE;

    for (size_t i = 0; i < result->calendar.count; i++) {
        const struct calendar_event *event = &result->calendar.events[i];
        if (event->time.start < time->end && event->time.end > time->start && event->type > worst)
            worst = event->type;
    }
    return worst;
}

/* Nobody in the way: excellent; someone who is needed: poor; else by the share of those who are. */
static enum quality rate(const struct suggestion_search *search, const struct window *time)
{
    const struct availability_request *request = search->request;
    size_t conflicts = 0, required = 0;

    for (size_t i = 0; i < request->attendee_count; i++) {
        const bool busy = !request->attendees[i].ignored && conflict(&search->results[i], time) >= BUSY_BUSY;
        conflicts += busy;
        required += busy && request->attendees[i].required;
    }
    if (conflicts == 0)
        return QUALITY_EXCELLENT;
    if (conflicts * 100 <= request->attendee_count * (size_t)request->suggestions.good_threshold)
        return QUALITY_GOOD;
    return required ? QUALITY_POOR : QUALITY_FAIR;
}

static bool is_work(const struct suggestion_search *search, const struct window *time)
{
    const struct working_hours *hours = &search->hours;
    const int64_t start = time_zone_to_local(&hours->zone, time->start);
    const int64_t end = start + (time->end - time->start), midnight = day_start(start);

    return (hours->days & 1u << weekday_of(start)) && start - midnight >= (int64_t)hours->start * MINUTE &&
           end - midnight <= (int64_t)hours->end * MINUTE;
}

static void write_conflicts(FILE *output, const struct suggestion_search *search, const struct window *time)
{
    fputs("<t:AttendeeConflictDataArray>", output);
    for (size_t i = 0; i < search->request->attendee_count; i++) {
        if (search->results[i].ok)
            fprintf(output,
                    "<t:IndividualAttendeeConflictData><t:BusyType>%s</t:BusyType></t:IndividualAttendeeConflictData>",
                    busy_type_name(conflict(&search->results[i], time)));
        else
            fputs("<t:UnknownAttendeeConflictData/>", output);
    }
    fputs("</t:AttendeeConflictDataArray>", output);
}

static void write_suggestion(FILE *output, const struct suggestion_search *search, const struct suggestion *suggestion)
{
    char start[32];

    fprintf(output,
            "<t:Suggestion><t:MeetingTime>%s</t:MeetingTime><t:IsWorkTime>%s</t:IsWorkTime>"
            "<t:SuggestionQuality>%s</t:SuggestionQuality>",
            date_time_format(time_zone_to_local(&search->request->zone, suggestion->time.start), start),
            suggestion->work ? "true" : "false", quality_names[suggestion->quality]);
    write_conflicts(output, search, &suggestion->time);
    fputs("</t:Suggestion>", output);
}

/* Every half hour of a day at which the meeting fits. */
static size_t rate_day(const struct suggestion_search *search, const struct window *day, struct suggestion slots[SLOTS])
{
    const int64_t duration = (int64_t)search->request->suggestions.duration * MINUTE;
    size_t count = 0;

    for (int64_t start = day->start; start + duration <= day->end && count < SLOTS; start += STEP) {
        struct suggestion *slot = &slots[count++];
        slot->time = (struct window){start, start + duration};
        slot->work = is_work(search, &slot->time);
        slot->quality = rate(search, &slot->time);
    }
    return count;
}

/* The suggestions of a day, best first; at most as many as were asked for. */
static size_t collect(const struct suggestion_search *search, const struct window *day, struct suggestion best[SLOTS])
{
    const struct suggestion_options *wanted = &search->request->suggestions;
    int left[] = {wanted->results_outside_work, wanted->results_by_day}; /* by is_work() */
    struct suggestion slots[SLOTS];
    const size_t found = rate_day(search, day, slots);
    size_t count = 0;

    for (int quality = QUALITY_EXCELLENT; quality <= wanted->minimum_quality; quality++)
        for (size_t i = 0; i < found; i++)
            if ((int)slots[i].quality == quality && left[slots[i].work] > 0) {
                left[slots[i].work]--;
                best[count++] = slots[i];
            }
    return count;
}

static void write_day(FILE *output, const struct suggestion_search *search, int64_t midnight, const struct window *day)
{
    struct suggestion best[SLOTS];
    const size_t count = collect(search, day, best);
    char date[32];

    fprintf(output, "<t:SuggestionDayResult><t:Date>%s</t:Date><t:DayQuality>%s</t:DayQuality><t:SuggestionArray>",
            date_time_format(midnight, date), quality_names[count ? best[0].quality : QUALITY_POOR]);
    for (size_t i = 0; i < count; i++)
        write_suggestion(output, search, &best[i]);
    fputs("</t:SuggestionArray></t:SuggestionDayResult>", output);
}

static void write_days(FILE *output, const struct suggestion_search *search)
{
    const struct time_zone *zone = &search->request->zone;
    const struct window *window = &search->request->suggestions.window;

    fputs("<m:SuggestionDayResultArray>", output);
    for (int64_t midnight = day_start(time_zone_to_local(zone, window->start));
         time_zone_to_utc(zone, midnight) < window->end; midnight += DAY) {
        struct window day = {time_zone_to_utc(zone, midnight), time_zone_to_utc(zone, midnight + DAY)};
        day.start = day.start < window->start ? window->start : day.start;
        day.end = day.end > window->end ? window->end : day.end;
        write_day(output, search, midnight, &day);
    }
    fputs("</m:SuggestionDayResultArray>", output);
}

static const struct working_hours *hours_of(const struct suggestion_search *search)
{
    for (size_t i = 0; i < search->request->attendee_count; i++)
        if (search->results[i].ok && search->results[i].calendar.hours.known)
            return &search->results[i].calendar.hours;
    return NULL;
}

/* Somebody whose working day ends before it begins, or who has no time zone for it, spoils it for all. */
static bool hours_valid(const struct suggestion_search *search)
{
    for (size_t i = 0; i < search->request->attendee_count; i++)
        if (search->results[i].ok && !working_hours_possible(&search->results[i].calendar.hours))
            return false;
    return true;
}

void suggestions_write(FILE *output, const struct availability_request *request,
                       const struct availability_result *results)
{
    struct suggestion_search search = {
        .request = request, .results = results, .hours = {.known = true, .days = 0x3E, .start = 480, .end = 1020}};
    const struct working_hours *hours = hours_of(&search);
    const bool valid = hours_valid(&search);

    if (hours)
        search.hours = *hours;
    fputs("<m:SuggestionsResponse>", output);
    if (valid)
        ews_message_begin(output, "ResponseMessage", "Success", "NoError", NULL);
    else
        ews_message_begin(
            output, "ResponseMessage", "Error", "ErrorMeetingSuggestionGenerationFailed",
            "Microsoft.Exchange.InfoWorker.Common.InvalidParameterException: Work hours start time must be "
            "less than or equal to end time. at Microsoft.Exchange.InfoWorker.Common.MeetingSuggestions."
            "AttendeeWorkHours.Validate(TimeSpan startTime, TimeSpan endTime)");
    fputs("</m:ResponseMessage>", output);
    if (valid)
        write_days(output, &search);
    fputs("</m:SuggestionsResponse>", output);
}
