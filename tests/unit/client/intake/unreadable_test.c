/* SPDX-License-Identifier: MIT */
/* Kinds of files that cannot be read, each known by its bytes, and what is said of it. */
#include "base/cleanup.h"
#include "intake/format_reader.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

extern const struct format_reader reader_unreadable;

#define BYTES(text) (text), sizeof(text) - 1

static const struct row {
    size_t at;
    const char *bytes;
    size_t length;
    const char *says;
} rows[] = {
    {0, BYTES("\x89PNG\r\n\x1A\n"), "this is a PNG picture; copy the words out of it, or have the error sent as text"},
    {0, BYTES("\xFF\xD8\xFF"), "this is a JPEG picture; copy the words out of it, or have the error sent as text"},
    {0, BYTES("GIF87a"), "this is a GIF picture; copy the words out of it, or have the error sent as text"},
    {0, BYTES("GIF89a"), "this is a GIF picture; copy the words out of it, or have the error sent as text"},
    {0, BYTES("II*\0"), "this is a TIFF picture; copy the words out of it, or have the error sent as text"},
    {0, BYTES("MM\0*"), "this is a TIFF picture; copy the words out of it, or have the error sent as text"},
    {8, BYTES("WEBP"), "this is a WebP picture; copy the words out of it, or have the error sent as text"},
    {4, BYTES("ftypheic"), "this is a HEIC picture; copy the words out of it, or have the error sent as text"},
    {4, BYTES("ftypmif1"), "this is a HEIF picture; copy the words out of it, or have the error sent as text"},
    {4, BYTES("ftypavif"), "this is an AVIF picture; copy the words out of it, or have the error sent as text"},
    {4, BYTES("jP  \r\n\x87\n"),
     "this is a JPEG 2000 picture; copy the words out of it, or have the error sent as text"},
    {0, BYTES("\0\0\1\0"), "this is an icon, a picture; copy the words out of it, or have the error sent as text"},
    {0, BYTES("\xD7\xCD\xC6\x9A"), "this is a WMF picture; copy the words out of it, or have the error sent as text"},
    {40, BYTES(" EMF"), "this is an EMF picture; copy the words out of it, or have the error sent as text"},
    {0, BYTES("8BPS"), "this is a Photoshop picture; copy the words out of it, or have the error sent as text"},
    {4, BYTES("ftyp"), "this is a video recording; write down the error that it shows"},
    {0, BYTES("\x1A\x45\xDF\xA3"), "this is a video recording; write down the error that it shows"},
    {0, BYTES("\x30\x26\xB2\x75\x8E\x66\xCF\x11"), "this is a video recording; write down the error that it shows"},
    {8, BYTES("AVI "), "this is a video recording; write down the error that it shows"},
    {8, BYTES("WAVE"), "this is a sound recording; write down the error that it shows"},
    {0, BYTES("ID3"), "this is a sound recording; write down the error that it shows"},
    {0, BYTES("OggS"), "this is a sound recording; write down the error that it shows"},
    {0, BYTES("fLaC"), "this is a sound recording; write down the error that it shows"},
    {0, BYTES("MDMP"), "this is a dump of a process; save the event or the log of that time instead"},
    {0, BYTES("PAGEDUMP"), "this is a dump of a Windows machine; save the event or the log of that time instead"},
    {0, BYTES("PAGEDU64"), "this is a dump of a Windows machine; save the event or the log of that time instead"},
    {0, BYTES("\xD4\xC3\xB2\xA1"),
     "this is a packet capture; what it holds is mostly encrypted: give the logs of the servers, or a HAR of the "
     "client"},
    {0, BYTES("\xA1\xB2\xC3\xD4"),
     "this is a packet capture; what it holds is mostly encrypted: give the logs of the servers, or a HAR of the "
     "client"},
    {0, BYTES("\x4D\x3C\xB2\xA1"),
     "this is a packet capture; what it holds is mostly encrypted: give the logs of the servers, or a HAR of the "
     "client"},
    {0, BYTES("\xA1\xB2\x3C\x4D"),
     "this is a packet capture; what it holds is mostly encrypted: give the logs of the servers, or a HAR of the "
     "client"},
    {0, BYTES("\x0A\x0D\x0D\x0A"),
     "this is a packet capture (pcapng); what it holds is mostly encrypted: give the logs of the servers, or a HAR of "
     "the client"},
    {0, BYTES("GMBU"),
     "this is a packet capture of Network Monitor; what it holds is mostly encrypted: give the logs of the servers, or "
     "a HAR of the client"},
    {0, BYTES("RTSS"),
     "this is a packet capture of Network Monitor; what it holds is mostly encrypted: give the logs of the servers, or "
     "a HAR of the client"},
    {0, BYTES("snoop\0\0\0"),
     "this is a packet capture (snoop); what it holds is mostly encrypted: give the logs of the servers, or a HAR of "
     "the client"},
    {4, BYTES("LfLe"), "this is an old event log (.evt); open it in Event Viewer and save it as .evtx or CSV"},
    {0, BYTES("!BDN"),
     "this is a mailbox of Outlook (.pst, .ost); open it in Outlook and save the messages in question as .msg"},
    {0, BYTES("\xE4\x52\x5C\x7B\x8C\xD8\xA7\x4D"), "this is a notebook of OneNote; export the page as .docx or .mht"},
    {4, BYTES("\xEF\xCD\xAB\x89"),
     "this is a database of Exchange or Windows (ESE); export what is of interest as text or CSV"},
    {0, BYTES("SQLite format 3\0"), "this is a database (SQLite); export what is of interest as text or CSV"},
    {4, BYTES("Standard ACE DB"), "this is a database of Access; export what is of interest as text or CSV"},
    {4, BYTES("Standard Jet DB"), "this is a database of Access; export what is of interest as text or CSV"},
    {0, BYTES("regf"), "this is a hive of the registry; export the keys of interest (reg export)"},
    {0, BYTES("PAR1"), "this is a table (Parquet); export what is of interest as text or CSV"},
    {0, BYTES("Obj\x01"), "this is a table (Avro); export what is of interest as text or CSV"},
    {7, BYTES("**ACE**"), "this is an ACE archive; unpack it, or pack it again as zip, first"},
    {0, BYTES("\x60\xEA"), "this is an ARJ archive; unpack it, or pack it again as zip, first"},
    {20, BYTES("\xDC\xA7\xC4\xFD"), "this is a ZOO archive; unpack it, or pack it again as zip, first"},
    {0, BYTES("SIT!"), "this is a StuffIt archive; unpack it, or pack it again as zip, first"},
    {0, BYTES("StuffIt"), "this is a StuffIt archive; unpack it, or pack it again as zip, first"},
    {0, BYTES("LRZI"), "this is compressed by lrzip; unpack it first"},
    {0, BYTES("\x89LZO\0\r\n\x1A\n"), "this is compressed by lzop; unpack it first"},
    {0, BYTES("SZDD\x88\xF0\x27\x33"), "this is compressed by COMPRESS.EXE; unpack it (expand) first"},
    {0, BYTES("MSWIM\0\0\0"), "this is an image of a disk (WIM); take the files of interest out of it"},
    {0, BYTES("vhdxfile"), "this is an image of a disk (VHDX); take the files of interest out of it"},
    {0, BYTES("conectix"), "this is an image of a disk (VHD); take the files of interest out of it"},
    {0, BYTES("KDMV"), "this is an image of a disk (VMDK); take the files of interest out of it"},
    {0, BYTES("QFI\xFB"), "this is an image of a disk (QCOW); take the files of interest out of it"},
    {0, BYTES("Salted__"), "this is encrypted (OpenSSL); decrypt it first"},
    {0, BYTES("-----BEGIN PGP MESSAGE"), "this is encrypted (PGP); decrypt it first"},
    {0, BYTES("age-encryption.org/"), "this is encrypted (age); decrypt it first"},
    {0, BYTES("\xCA\xFE\xBA\xBE"), "this is a program, with no archive in it"},
};

/* "": it is not known. */
static void assert_said(const char *head, size_t length, const char *says, bool wanted)
{
    struct error error = {""};

    if (reader_unreadable.recognises(head, length))
        assert_false(reader_unreadable.accepts(NULL, head, length, &error));
    assert_int_equal(strcmp(error.text, says) == 0, wanted);
}

static void is_known_and_refused(void **state)
{
    const struct row *const row = *state;
    char head[64];

    memset(head, 'x', sizeof head);
    memcpy(head + row->at, row->bytes, row->length);
    assert_said(head, sizeof head, row->says, true);
    assert_said(head, row->at + row->length, row->says, true);
    assert_said(head, row->at + row->length - 1, row->says, false);
    head[row->at + row->length - 1] ^= 0x20;
    assert_said(head, sizeof head, row->says, false);
}

int main(void)
{
    struct CMUnitTest tests[ARRAY_SIZE(rows)];

    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        tests[i] = (struct CMUnitTest){
            .name = rows[i].says, .test_func = is_known_and_refused, .initial_state = (void *)(uintptr_t)&rows[i]};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
