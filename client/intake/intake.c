/* SPDX-License-Identifier: MIT */
/* Recognises an input by its beginning, and hands it to its reader, as it comes or as a whole. */
#include "intake.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"
#include "base/text_lines.h"
#include "format_list.h"
#include "format_reader.h"
#include "intake/common/encoding.h"
#include "intake/common/input_buffer.h"
#include "intake/common/no_text.h"
#include "intake/formats/json_large.h"
#include "intake/formats/json_messages.h"
#include "intake/formats/json_stream.h"
#include "intake/formats/whole_text.h"

#include <stdlib.h>

#define HEAD (64UL * 1024)             /* enough to recognise a kind */
#define LIMIT_TEXT (1UL * 1024 * 1024) /* a longer text is read by paragraphs */
#define LIMIT_DEPTH 8U                 /* containers in containers: a disk image, a zip, a mail, its zip, a gzip... */
#define LIMIT_WHOLE (256UL * 1024 * 1024) /* archives are read as a whole */

#define DECLARE(name) extern const struct format_reader reader_##name;
#define ADDRESS(name) &reader_##name,
READERS(DECLARE)
static const struct format_reader *const readers[] = {READERS(ADDRESS)};

/* Any text that is too large to be read as a whole. */
static const struct log_format paragraphs = {record_paragraph, log_give_text, .named = LOG_UNNAMED};

enum state { STATE_HEAD, STATE_WHOLE, STATE_LOG, STATE_JSON, STATE_TEXT };

struct intake {
    struct input input;
    enum state state;
    const char *no_text; /* why it is none; read all the same, for the words that may be in it; NULL: it is text */
    const struct format_reader *reader; /* of a whole */
    struct input_buffer bytes, text;    /* as they came; decoded */
    size_t head;                        /* of the text, if it is a log without fields */
    bool objects;                       /* a JSON object a line */
    struct decoder *decoder;
    struct log *log;
    struct json_large *json;
    size_t json_lines; /* lines behind which the log begins that follows it */
};

struct literals *intake_literals_new(const char *const *texts, size_t count, struct error *error)
{
    const char **const all = memory_array(count + log_literal_count, sizeof *all);
    struct literals *literals;

    for (size_t i = 0; i < count + log_literal_count; i++)
        all[i] = i < count ? texts[i] : log_literals[i - count];
    literals = literals_new(all, count + log_literal_count, log_literal_count, error);
    free(all);
    return literals;
}

struct intake *intake_new(const struct literals *literals, item_function *take, void *context)
{
    struct intake *const intake = memory_new(sizeof *intake);

    intake->input = (struct input){.literals = literals, .take = take, .context = context, .place = {.line = 1}};
    return intake;
}

void intake_tell(struct intake *intake, told_function *told)
{
    intake->input.told = told;
}

void intake_called(struct intake *intake, const char *name)
{
    intake->input.name = name;
}

void input_tell(const struct input *input, const char *name, const char *why)
{
    if (input->told)
        input->told(input->context, name, why);
}

struct intake *intake_new_entry(const struct input *outer, const char *entry)
{
    struct intake *const intake = intake_new(outer->literals, outer->take, outer->context);

    intake->input.told = outer->told;
    intake->input.depth = outer->depth + 1;
    intake->input.budget = outer->budget;
    intake->input.name = intake->input.place.entry = entry;
    intake->input.place.again = outer->place.again;
    return intake;
}

char *input_entry_name(const struct input *outer, const char *name)
{
    const char *const entry = outer->place.entry ? outer->place.entry : "";

    return text_format("%s%s%s", entry, *entry && *name ? "!" : "", name);
}

bool input_is_shallow(const struct input *input, const char *head, size_t length, struct error *error)
{
    (void)head, (void)length;
    return input->depth < LIMIT_DEPTH ||
           error_set(error, "it lies %u archives or mails deep; unpack the outer ones first", LIMIT_DEPTH);
}

void intake_free(struct intake **intake)
{
    struct intake *const old = *intake;

    if (!old)
        return;
    input_buffer_clear(&old->bytes);
    input_buffer_clear(&old->text);
    decoder_free(&old->decoder);
    log_free(&old->log);
    json_large_free(&old->json);
    free(old);
    *intake = NULL;
}

static const char *bytes_of(const struct input_buffer *buffer)
{
    return buffer->bytes ? buffer->bytes : "";
}

static void begin_log(struct intake *intake, const struct log_format *format)
{
    const struct input *const input = &intake->input;

    intake->state = STATE_LOG;
    intake->log = log_new(format, input->literals, &input->place, input->take, input->context);
}

static void push_log(struct intake *intake)
{
    log_push(intake->log, bytes_of(&intake->text), intake->text.length);
    intake->text.length = 0;
}

/* NULL: none of those that read it so. */
static const struct format_reader *reader_of(const struct input_buffer *head, bool decoded)
{
    for (size_t i = 0; head->length > 0 && i < ARRAY_SIZE(readers); i++)
        if (readers[i]->decoded == decoded && readers[i]->recognises(head->bytes, head->length))
            return readers[i];
    return NULL;
}

static void decode(struct intake *intake, const char *head, size_t length)
{
    intake->decoder = decoder_new(encoding_of(head, length));
    decoder_push(intake->decoder, head, length, &intake->text);
}

static bool begin_reader(struct intake *intake, const struct format_reader *reader, struct error *error)
{
    const struct input_buffer *const head = reader->decoded ? &intake->text : &intake->bytes;

    if (reader->accepts && !reader->accepts(&intake->input, bytes_of(head), head->length, error))
        return false;
    if (reader->log.record) {
        intake->head = reader->log.give == log_give_text || reader->log.give == log_give_json ? intake->text.length : 0;
        intake->objects = reader->log.give == log_give_json;
        begin_log(intake, &reader->log);
        push_log(intake);
    } else {
        intake->state = STATE_WHOLE;
        intake->reader = reader;
    }
    return true;
}

/* The head is there: who reads it? */
static bool recognise(struct intake *intake, struct error *error)
{
    const struct format_reader *reader = reader_of(&intake->bytes, false);

    if (!reader) {
        decode(intake, bytes_of(&intake->bytes), intake->bytes.length);
        input_buffer_clear(&intake->bytes);
        reader = reader_of(&intake->text, true);
    }
    intake->state = STATE_TEXT;
    intake->no_text = reader ? NULL : no_text_why(bytes_of(&intake->text), intake->text.length, intake->input.name);
    return !reader || begin_reader(intake, reader, error);
}

static bool refuse_large(const char *what, const char *instead, struct error *error)
{
    return error_set(error, "the %s is larger than %lu MB; %s", what, LIMIT_WHOLE >> 20, instead);
}

static void push_json(struct intake *intake)
{
    const size_t used = json_large_push(intake->json, bytes_of(&intake->text), intake->text.length);

    intake->json_lines += lines_count(bytes_of(&intake->text), used);
    input_buffer_drop(&intake->text, used);
    if (intake->text.length == 0)
        return;
    json_large_end(intake->json);
    begin_log(intake, &paragraphs);
    log_begin_at(intake->log, intake->input.place.line + intake->json_lines);
    push_log(intake);
}

static void begin_json(struct intake *intake)
{
    const struct input *const input = &intake->input;

    intake->state = STATE_JSON;
    intake->json = json_large_new(&input->place, input->take, input->context);
    push_json(intake);
}

/* What is too long to be read as a whole is read by paragraphs, unless that would tear it apart. */
static bool keep_small(struct intake *intake, struct error *error)
{
    if (intake->state == STATE_WHOLE && intake->bytes.length + intake->text.length > LIMIT_WHOLE)
        return refuse_large(intake->reader->name, intake->reader->too_large, error);
    if (intake->state != STATE_TEXT || intake->text.length <= LIMIT_TEXT)
        return true;
    if (document_is_json(intake->text.bytes, intake->text.length) &&
        json_stream_fits(intake->text.bytes, intake->text.length)) {
        begin_json(intake);
    } else {
        begin_log(intake, &paragraphs);
        push_log(intake);
    }
    return true;
}

bool intake_push(struct intake *intake, const char *bytes, size_t length, struct error *error)
{
    if (!intake->decoder) {
        input_buffer_add(&intake->bytes, bytes, length);
        if (intake->state == STATE_HEAD && intake->bytes.length >= HEAD && !recognise(intake, error))
            return false;
    } else {
        decoder_push(intake->decoder, bytes, length, &intake->text);
        if (intake->state == STATE_LOG)
            push_log(intake);
        else if (intake->state == STATE_JSON)
            push_json(intake);
    }
    return keep_small(intake, error);
}

static bool read_whole(const struct intake *intake, struct error *error)
{
    const struct format_reader *const reader = intake->reader;
    const struct input_buffer *const whole = reader->decoded ? &intake->text : &intake->bytes;

    return reader->read(&intake->input, bytes_of(whole), whole->length, error);
}

/* Lines of logs in a text are read as such, and are not text. The caller frees the result; NULL: there are none. */
static char *blank_requests(const struct input *input, item_function *take, const char *text, size_t length)
{
    struct held *held = held_new(take, input->context);
    bool unclear = false;
    const struct log_source source = {
        .place = &input->place, .take = take, .context = input->context, .held = held, .unclear = &unclear};
    char *const rest = log_blank_requests(&source, text, length, input->place.line);

    held_give(held);
    log_tell_unclear(&source);
    held_free(&held);
    return rest;
}

static void give_small(const struct input *input, const char *text, size_t length)
{
    CLEANUP(cleanup_string)
    char *rest = document_is_json(text, length) ? NULL : blank_requests(input, input->take, text, length);

    document_give(rest ? rest : text, length, &input->place, input->take, input->context);
}

static void give_paragraphs(const struct input *input, const char *text, size_t length)
{
    CLEANUP(log_free)
    struct log *log = log_new(&paragraphs, input->literals, &input->place, input->take, input->context);

    log_push(log, text, length);
    log_flush(log);
}

/* JSON that is none is a text, and may be too long to be read as a whole. */
void input_give_text(const struct input *input, const char *text, size_t length)
{
    size_t whole_length = length;
    CLEANUP(cleanup_string) char *repaired = encoding_repair(text, length, &whole_length);
    const char *const whole = repaired ? repaired : text;

    if (whole_length <= LIMIT_TEXT)
        give_small(input, whole, whole_length);
    else if (!document_give_json(whole, whole_length, &input->place, input->take, input->context))
        give_paragraphs(input, text, length);
}

static void ignore(void *context, const struct item *item)
{
    (void)context;
    (void)item;
}

/* Somebody pasted what a program wrote line by line, with a time before each: a message may go on over several records. */
static void give_rest(const struct intake *intake)
{
    const struct input *const input = &intake->input;
    struct item item = input->place;
    size_t length = intake->head;
    CLEANUP(cleanup_string)
    char *joined = intake->objects ? json_messages_join(bytes_of(&intake->text), length, &length) : NULL;
    const char *const text = joined ? joined : bytes_of(&intake->text);
    CLEANUP(cleanup_string) char *rest = blank_requests(input, ignore, text, length);

    item.text = rest ? rest : text;
    item.length = length;
    item.again = item.pasted = item.rest = true;
    if (item.length > 0)
        input->take(input->context, &item);
}

static bool end(struct intake *intake, bool brief, struct error *error)
{
    switch (intake->state) {
    case STATE_WHOLE: return read_whole(intake, error);
    case STATE_LOG:
        log_flush(intake->log);
        if (brief)
            give_rest(intake);
        return true;
    case STATE_JSON: json_large_end(intake->json); return true;
    case STATE_TEXT: input_give_text(&intake->input, bytes_of(&intake->text), intake->text.length); return true;
    case STATE_HEAD: break;
    }
    return true;
}

bool intake_end(struct intake *intake, struct error *error)
{
    const bool brief = intake->state == STATE_HEAD;

    if (brief && !recognise(intake, error))
        return false;
    if (!end(intake, brief, error))
        return false;
    return !intake->no_text || error_set(error, "%s", intake->no_text);
}

void intake_follow(struct intake *intake, const char *head, size_t length, size_t line)
{
    const struct format_reader *reader;

    decode(intake, head, length);
    reader = reader_of(&intake->text, true);
    begin_log(intake, reader && reader->log.record ? &reader->log : &paragraphs);
    log_learn(intake->log, bytes_of(&intake->text), intake->text.length);
    log_begin_at(intake->log, line);
    intake->text.length = 0;
}

void intake_flush(struct intake *intake)
{
    if (intake->state == STATE_LOG)
        log_flush(intake->log);
}
