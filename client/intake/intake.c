/* SPDX-License-Identifier: MIT */
#include "intake.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "capture/saz.h"
#include "capture/unpack.h"
#include "intake/common/encoding.h"
#include "intake/common/input_buffer.h"
#include "intake/formats/capture_files.h"
#include "intake/formats/whole_text.h"
#include "intake/logs/log.h"
#include "intake/logs/log_items.h"

#include <string.h>

#define HEAD (64UL * 1024)                /* enough to recognise a kind */
#define LIMIT_TEXT (1UL * 1024 * 1024)    /* a longer text is read by paragraphs */
#define LIMIT_WHOLE (256UL * 1024 * 1024) /* JSON and archives are read as a whole */

enum state { STATE_HEAD, STATE_ARCHIVE, STATE_LOG, STATE_DOCUMENT };

struct intake {
    const struct literals *literals;
    item_function *take;
    void *context;
    struct item place; /* entry */
    enum state state;
    struct input_buffer bytes, text; /* as they came; decoded */
    struct decoder *decoder;
    struct log *log;
};

struct literals *intake_literals_new(const char *const *texts, size_t count, struct error *error)
{
    const char **const all = calloc(count + log_literal_count, sizeof *all);
    struct literals *literals;

    if (!all)
        abort();
    for (size_t i = 0; i < count + log_literal_count; i++)
        all[i] = i < count ? texts[i] : log_literals[i - count];
    literals = literals_new(all, count + log_literal_count, error);
    free(all);
    return literals;
}

struct intake *intake_new(const struct literals *literals, item_function *take, void *context)
{
    struct intake *const intake = calloc(1, sizeof *intake);

    if (!intake)
        abort();
    *intake = (struct intake){.literals = literals, .take = take, .context = context, .place = {.line = 1}};
    return intake;
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
    free(old);
    *intake = NULL;
}

static void begin_log(struct intake *intake, const struct log_format *format)
{
    intake->state = STATE_LOG;
    intake->log = log_new(format, intake->literals, &intake->place, intake->take, intake->context);
}

static void push_log(struct intake *intake)
{
    log_push(intake->log, intake->text.bytes ? intake->text.bytes : "", intake->text.length);
    intake->text.length = 0;
}

static bool refuse(const char *head, size_t length, struct error *error)
{
    if (length >= 8 && memcmp(head, "ElfFile", 8) == 0)
        return error_set(error, "this is a binary event log: export it first (wevtutil qe FILE /lf:true /f:xml)");
    return true;
}

/* The head is there: what kind is it? */
static bool recognise(struct intake *intake, struct error *error)
{
    const char *const head = intake->bytes.bytes ? intake->bytes.bytes : "";
    const size_t length = intake->bytes.length;
    const struct log_format *format;

    if (archive_is(head, length)) {
        intake->state = STATE_ARCHIVE;
        return !intake->place.entry || error_set(error, "it is an archive in an archive; unpack the outer one first");
    }
    if (!refuse(head, length, error))
        return false;
    intake->decoder = decoder_new(encoding_of(head, length));
    decoder_push(intake->decoder, head, length, &intake->text);
    input_buffer_clear(&intake->bytes);
    intake->state = STATE_DOCUMENT;
    format = intake->text.length > 0 ? log_format_of(intake->text.bytes, intake->text.length) : NULL;
    if (format) {
        begin_log(intake, format);
        push_log(intake);
    }
    return true;
}

/* What is too long to be read as a whole is read by paragraphs, unless that would tear it apart. */
static bool keep_small(struct intake *intake, struct error *error)
{
    if (intake->state == STATE_ARCHIVE && intake->bytes.length > LIMIT_WHOLE)
        return error_set(error, "the archive is larger than %lu MB; unpack what is of interest first",
                         LIMIT_WHOLE >> 20);
    if (intake->state != STATE_DOCUMENT || intake->text.length <= LIMIT_TEXT)
        return true;
    if (document_is_json(intake->text.bytes, intake->text.length))
        return intake->text.length <= LIMIT_WHOLE ||
               error_set(error, "the JSON is larger than %lu MB; save less of it", LIMIT_WHOLE >> 20);
    begin_log(intake, log_format_text());
    push_log(intake);
    return true;
}

bool intake_push(struct intake *intake, const char *bytes, size_t length, struct error *error)
{
    if (intake->state == STATE_HEAD || intake->state == STATE_ARCHIVE) {
        input_buffer_add(&intake->bytes, bytes, length);
        if (intake->state == STATE_HEAD && intake->bytes.length >= HEAD && !recognise(intake, error))
            return false;
    } else {
        decoder_push(intake->decoder, bytes, length, &intake->text);
        if (intake->state == STATE_LOG)
            push_log(intake);
    }
    return keep_small(intake, error);
}

/* The entry of an archive that is being read. */
struct entry {
    struct intake *outer, *inner;
    struct error *error;
    bool fine;
};

static bool entry_piece(void *context, const char *name, const char *bytes, size_t length)
{
    struct entry *const entry = context;
    struct error error = {""};
    bool fine;

    if (!entry->inner) {
        entry->inner = intake_new(entry->outer->literals, entry->outer->take, entry->outer->context);
        entry->inner->place.entry = strcmp(name, "data") == 0 ? "" : name; /* gzip has one entry without a name */
    }
    fine = length > 0 ? intake_push(entry->inner, bytes, length, &error) : intake_end(entry->inner, &error);
    if (!fine && entry->fine && error.text[0]) {
        error_set(entry->error, "%s: %s", name, error.text);
        entry->fine = false;
    }
    if (length == 0)
        intake_free(&entry->inner);
    return fine;
}

static bool read_archive(struct intake *intake, struct error *error)
{
    const char *const bytes = intake->bytes.bytes;
    const size_t length = intake->bytes.length;
    struct entry entry = {intake, NULL, error, true};
    const struct archive_reader reader = {entry_piece, &entry};
    bool fine;

    if (saz_is(bytes, length))
        return saz_give(bytes, length, intake->take, intake->context, error);
    fine = archive_each(bytes, length, &reader, error);
    intake_free(&entry.inner);
    return fine && entry.fine;
}

/* JSON that is none is a text, and may be too long to be read as a whole. */
static void give_document(struct intake *intake)
{
    size_t repaired_length = 0;
    const char *const text = intake->text.bytes ? intake->text.bytes : "";
    CLEANUP(cleanup_string) char *repaired = encoding_repair(text, intake->text.length, &repaired_length);
    const char *const whole = repaired ? repaired : text;
    const size_t length = repaired ? repaired_length : intake->text.length;

    if (length <= LIMIT_TEXT) {
        document_give(whole, length, &intake->place, intake->take, intake->context);
    } else if (!document_give_json(whole, length, &intake->place, intake->take, intake->context)) {
        begin_log(intake, log_format_text());
        push_log(intake);
        log_flush(intake->log);
    }
}

bool intake_end(struct intake *intake, struct error *error)
{
    if (intake->state == STATE_HEAD && !recognise(intake, error))
        return false;
    switch (intake->state) {
    case STATE_ARCHIVE: return read_archive(intake, error);
    case STATE_LOG: log_flush(intake->log); return true;
    case STATE_DOCUMENT: give_document(intake); return true;
    case STATE_HEAD: break;
    }
    return true;
}

void intake_follow(struct intake *intake, const char *head, size_t length, size_t line)
{
    const struct log_format *format;

    intake->decoder = decoder_new(encoding_of(head, length));
    decoder_push(intake->decoder, head, length, &intake->text);
    format = intake->text.length > 0 ? log_format_of(intake->text.bytes, intake->text.length) : NULL;
    begin_log(intake, format ? format : log_format_text());
    log_learn(intake->log, intake->text.bytes ? intake->text.bytes : "", intake->text.length);
    log_begin_at(intake->log, line);
    intake->text.length = 0;
}

void intake_flush(struct intake *intake)
{
    if (intake->state == STATE_LOG)
        log_flush(intake->log);
}
