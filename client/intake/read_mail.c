/* SPDX-License-Identifier: MIT */
/* Mails and mailboxes: what is written in them is read where it stands, and what is attached through the same door as a file. */
#include "format_reader.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"
#include "base/text_lines.h"
#include "container.h"
#include "intake/common/encoding.h"
#include "intake/formats/messages.h"
#include "intake/mail/mime_head.h"
#include "intake/mail/mime_parts.h"
#include "intake/mail/quoted_printable.h"
#include "intake/mail/uuencode.h"

#include <stdlib.h>
#include <string.h>

struct mail {
    const struct input *input;
    const char *text;
    FILE *shown; /* the mail without what is attached, its lines where they were */
    size_t at;   /* so much of it */
};

/* Signatures say nothing; what is encrypted says nothing to us. */
static const struct sealed {
    const char *type, *why; /* why NULL: nothing is missed */
} sealed[] = {
    {"application/pkcs7-signature", NULL},
    {"application/x-pkcs7-signature", NULL},
    {"application/pgp-signature", NULL},
    {"application/pgp-encrypted", NULL},
    {"application/pkcs7-mime",
     "signed or encrypted as one block (S/MIME); open it in the mail program and save it as text"},
    {"application/x-pkcs7-mime",
     "signed or encrypted as one block (S/MIME); open it in the mail program and save it as text"},
    {"message/external-body", "not in the mail, which only says where it is; fetch it and give it by itself"},
};

static const struct sealed *sealed_of(const char *type)
{
    for (size_t i = 0; i < ARRAY_SIZE(sealed); i++)
        if (text_equal(type, sealed[i].type))
            return &sealed[i];
    return NULL;
}

static void show_nothing(struct mail *mail, size_t end)
{
    for (size_t lines = lines_count(mail->text + mail->at, end - mail->at); lines > 0; lines--)
        fputc('\n', mail->shown);
    mail->at = end;
}

/* Behind the header that begins at `at`, with the lines that it goes on in. */
static size_t field_end(const char *text, size_t end, size_t at)
{
    do
        at = line_next(text, end, at);
    while (at < end && (text[at] == ' ' || text[at] == '\t'));
    return at;
}

/* In the words that were meant, in as many lines. */
static void show_words(struct mail *mail, size_t end)
{
    const size_t lines = lines_count(mail->text + mail->at, end - mail->at);
    CLEANUP(cleanup_string) char *field = text_copy_part(mail->text + mail->at, end - mail->at);
    CLEANUP(cleanup_string) char *words = NULL;
    size_t kept = 0;

    for (size_t i = 0; field[i]; i++)
        if (field[i] != '\r' && field[i] != '\n')
            field[kept++] = field[i];
    field[kept] = '\0';
    words = mime_words(field);
    for (size_t i = 0; words[i]; i++)
        fputc(words[i] == '\n' ? ' ' : words[i], mail->shown);
    for (size_t i = 0; i < lines; i++)
        fputc('\n', mail->shown);
}

/* Headers say how bodies are written; here they no longer are. */
static void show_head(struct mail *mail, size_t end)
{
    static const char coding[] = "Content-Transfer-Encoding:";

    for (size_t next; mail->at < end; mail->at = next) {
        const struct line line = line_at(mail->text, end, mail->at);
        next = field_end(mail->text, end, mail->at);
        if (memmem(mail->text + mail->at, next - mail->at, "=?", 2))
            show_words(mail, next);
        else if (line.length < strlen(coding) || strncasecmp(line.text, coding, strlen(coding)) != 0)
            fwrite(mail->text + mail->at, 1, next - mail->at, mail->shown);
        else
            show_nothing(mail, next);
    }
}

static void give_file(const struct mail *mail, const char *name, const char *bytes, size_t length, bool again)
{
    struct input outer = *mail->input;

    outer.place.again = again;
    container_give(&outer, name, bytes, length);
}

/* "u_ex.log", or where it begins. The caller frees it. */
static char *name_of(const struct mail *mail, const struct mime_part *part)
{
    if (part->name && *part->name)
        return text_copy(part->name);
    return text_format("part at line %zu", 1 + lines_count(mail->text, part->body));
}

static void give_part(struct mail *mail, const struct mime_part *part)
{
    CLEANUP(cleanup_string) char *name = name_of(mail, part);
    const struct sealed *const closed = sealed_of(part->type);
    size_t length = 0;
    CLEANUP(cleanup_string) char *bytes = closed ? NULL : mime_part_decode(mail->text, part, &length);

    if (bytes) {
        give_file(mail, name, bytes, length, part->other_form);
    } else if (closed && closed->why) {
        CLEANUP(cleanup_string) char *entry = input_entry_name(mail->input, name);
        input_tell(mail->input, entry, closed->why);
    }
    show_nothing(mail, part->end);
}

/* Files in the text itself. */
static void show_with_files(struct mail *mail, const char *text, size_t length)
{
    size_t at = 0;

    for (struct uuencoded file; (file = uuencoded_find(text, length, at)).name; uuencoded_clear(&file)) {
        fwrite(text + at, 1, file.start - at, mail->shown);
        for (size_t lines = lines_count(text + file.start, file.end - file.start); lines > 0; lines--)
            fputc('\n', mail->shown);
        give_file(mail, file.name, file.bytes, file.length, false);
        at = file.end;
    }
    fwrite(text + at, 1, length - at, mail->shown);
}

static void show_part(struct mail *mail, const struct mime_part *part)
{
    const char *const body = mail->text + part->body;
    size_t length = part->end - part->body;
    CLEANUP(cleanup_string)
    char *plain =
        text_equal(part->coding, "quoted-printable") ? quoted_printable_in_place(body, length, &length) : NULL;
    CLEANUP(cleanup_string) char *converted = encoding_convert(part->charset, plain ? plain : body, length, &length);

    show_with_files(mail, converted ? converted : plain ? plain : body, length);
    mail->at = part->end;
}

static void take_part(void *context, const struct mime_part *part)
{
    struct mail *const mail = context;

    show_head(mail, part->body);
    if (part->attached || text_equal(part->coding, "base64"))
        give_part(mail, part);
    else
        show_part(mail, part);
}

static bool read_mail(const struct input *input, const char *bytes, size_t length, struct error *error)
{
    char *text = NULL;
    size_t size = 0;
    struct mail mail = {input, bytes, text_stream(&text, &size), 0};

    (void)error;
    mime_parts_each(bytes, length, take_part, &mail);
    show_head(&mail, length);
    text_stream_close(mail.shown);
    input_give_text(input, text, size);
    free(text);
    return true;
}

/* Anywhere in its beginning: a note may stand before it. Bodies of HTTP messages may be in parts, too. */
static bool is_mail(const char *head, size_t length)
{
    if (messages_begin(head, length))
        return false;
    for (size_t at = 0; at < length; at = line_next(head, length, at))
        if (strchr("CFMRSDTX", head[at]) && head[at] && mime_head_begins(head + at, length - at))
            return true;
    return false;
}

const struct format_reader reader_mail = {.name = "mail",
                                          .decoded = true,
                                          .recognises = is_mail,
                                          .accepts = input_is_shallow,
                                          .read = read_mail,
                                          .too_large = "save what is attached, and give that"};
