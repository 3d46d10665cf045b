/* SPDX-License-Identifier: MIT */
/* Control characters are counted; names of files with no mark of their own are a table. */
#include "no_text.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "base/unicode.h"

#include <stdbool.h>

enum { SHORTEST = 8, OFTEN = 16 /* one in so many */, LONGEST_CHARACTER = 4 };

static const struct named_kind {
    const char *ending, *why;
} named_kinds[] = {
    {".etl", "this is a trace of Windows (ETL); convert it first (tracerpt FILE -of CSV, or netsh trace convert FILE)"},
    {".blg", "this is a log of performance counters; convert it first (relog FILE -f csv -o OUT.csv)"},
    {".dmp", "this is a memory dump; save the event or the log of that time instead"},
    {".hdmp", "this is a memory dump; save the event or the log of that time instead"},
    {".cap", "this is a packet capture; what it holds is mostly encrypted: give the logs of the servers, or a HAR of "
             "the client"},
    {".pst", "this is a mailbox of Outlook; open it there and save the messages in question as .msg"},
    {".ost", "this is a mailbox of Outlook; open it there and save the messages in question as .msg"},
    {".edb", "this is a database of Exchange; export what is of interest as text or CSV"},
    {".one", "this is a notebook of OneNote; export the page as .docx or .mht"},
    {".pfx", "this is a certificate with its key: keep it to yourself, and give the output of Get-ExchangeCertificate"},
    {".cer", "this is a certificate; give the output of Get-ExchangeCertificate instead"},
    {".crt", "this is a certificate; give the output of Get-ExchangeCertificate instead"},
};

static bool has_controls(const char *head, size_t length)
{
    size_t controls = 0;

    while (length > 0 && head[length - 1] == '\0') /* room that a log was given and has not used */
        length--;
    for (size_t i = 0; i < length; i++) {
        const unsigned char byte = (unsigned char)head[i];
        controls += byte < 32 && !(byte >= '\a' && byte <= '\r') && byte != 0x1A && byte != 0x1B;
    }
    return length >= SHORTEST && controls * OFTEN > length;
}

/* Of a text that is taken for Windows-1252 a third are letters of other alphabets: it is in another encoding. */
static bool has_strange_letters(const char *head, size_t length)
{
    const size_t valid = unicode_valid_length(head, length);
    size_t strange = 0;

    for (size_t i = 0; i < length; i++)
        strange += (unsigned char)head[i] >= 0x80;
    return length >= SHORTEST && valid + LONGEST_CHARACTER < length && strange * 3 > length;
}

const char *no_text_why(const char *head, size_t length, const char *name)
{
    if (!has_controls(head, length))
        return has_strange_letters(head, length) ? "this is in an encoding that is not known here; save it as UTF-8"
                                                 : NULL;
    for (size_t i = 0; name && i < ARRAY_SIZE(named_kinds); i++)
        if (text_ends(name, named_kinds[i].ending))
            return named_kinds[i].why;
    return "this is neither text nor a format that is known here; save it as text, or say what wrote it";
}
