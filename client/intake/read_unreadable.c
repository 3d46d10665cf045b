/* SPDX-License-Identifier: MIT */
/* What is recognised and not read: each by name, with what to do instead. */
#include "format_reader.h"

#include "base/cleanup.h"

#include <string.h>

#define PICTURE " picture; copy the words out of it, or have the error sent as text"
#define NETWORK "; what it holds is mostly encrypted: give the logs of the servers, or a HAR of the client"
#define DUMP "; save the event or the log of that time instead"
#define SOUND " recording; write down the error that it shows"
#define DATABASE "; export what is of interest as text or CSV"
#define MAILBOX "; open it in Outlook and save the messages in question as .msg"

#define MAGIC(bytes) (bytes), sizeof(bytes) - 1

static const struct unreadable {
    size_t at;
    const char *magic;
    size_t length;
    const char *why;
} kinds[] = {
    {0, MAGIC("\x89PNG\r\n\x1A\n"), "this is a PNG" PICTURE},
    {0, MAGIC("\xFF\xD8\xFF"), "this is a JPEG" PICTURE},
    {0, MAGIC("GIF87a"), "this is a GIF" PICTURE},
    {0, MAGIC("GIF89a"), "this is a GIF" PICTURE},
    {0, MAGIC("II*\0"), "this is a TIFF" PICTURE},
    {0, MAGIC("MM\0*"), "this is a TIFF" PICTURE},
    {8, MAGIC("WEBP"), "this is a WebP" PICTURE},
    {4, MAGIC("ftypheic"), "this is a HEIC" PICTURE},
    {4, MAGIC("ftypmif1"), "this is a HEIF" PICTURE},
    {4, MAGIC("ftypavif"), "this is an AVIF" PICTURE},
    {4, MAGIC("jP  \r\n\x87\n"), "this is a JPEG 2000" PICTURE},
    {0, MAGIC("\0\0\1\0"), "this is an icon, a" PICTURE},
    {0, MAGIC("\xD7\xCD\xC6\x9A"), "this is a WMF" PICTURE},
    {40, MAGIC(" EMF"), "this is an EMF" PICTURE},
    {0, MAGIC("8BPS"), "this is a Photoshop" PICTURE},
    {4, MAGIC("ftyp"), "this is a video" SOUND},
    {0, MAGIC("\x1A\x45\xDF\xA3"), "this is a video" SOUND},
    {0, MAGIC("\x30\x26\xB2\x75\x8E\x66\xCF\x11"), "this is a video" SOUND},
    {8, MAGIC("AVI "), "this is a video" SOUND},
    {8, MAGIC("WAVE"), "this is a sound" SOUND},
    {0, MAGIC("ID3"), "this is a sound" SOUND},
    {0, MAGIC("OggS"), "this is a sound" SOUND},
    {0, MAGIC("fLaC"), "this is a sound" SOUND},
    {0, MAGIC("MDMP"), "this is a dump of a process" DUMP},
    {0, MAGIC("PAGEDUMP"), "this is a dump of a Windows machine" DUMP},
    {0, MAGIC("PAGEDU64"), "this is a dump of a Windows machine" DUMP},
    {0, MAGIC("\xD4\xC3\xB2\xA1"), "this is a packet capture" NETWORK},
    {0, MAGIC("\xA1\xB2\xC3\xD4"), "this is a packet capture" NETWORK},
    {0, MAGIC("\x4D\x3C\xB2\xA1"), "this is a packet capture" NETWORK},
    {0, MAGIC("\xA1\xB2\x3C\x4D"), "this is a packet capture" NETWORK},
    {0, MAGIC("\x0A\x0D\x0D\x0A"), "this is a packet capture (pcapng)" NETWORK},
    {0, MAGIC("GMBU"), "this is a packet capture of Network Monitor" NETWORK},
    {0, MAGIC("RTSS"), "this is a packet capture of Network Monitor" NETWORK},
    {0, MAGIC("snoop\0\0\0"), "this is a packet capture (snoop)" NETWORK},
    {4, MAGIC("LfLe"), "this is an old event log (.evt); open it in Event Viewer and save it as .evtx or CSV"},
    {0, MAGIC("!BDN"), "this is a mailbox of Outlook (.pst, .ost)" MAILBOX},
    {0, MAGIC("\xE4\x52\x5C\x7B\x8C\xD8\xA7\x4D"), "this is a notebook of OneNote; export the page as .docx or .mht"},
    {4, MAGIC("\xEF\xCD\xAB\x89"), "this is a database of Exchange or Windows (ESE)" DATABASE},
    {0, MAGIC("SQLite format 3\0"), "this is a database (SQLite)" DATABASE},
    {4, MAGIC("Standard ACE DB"), "this is a database of Access" DATABASE},
    {4, MAGIC("Standard Jet DB"), "this is a database of Access" DATABASE},
    {0, MAGIC("regf"), "this is a hive of the registry; export the keys of interest (reg export)"},
    {0, MAGIC("PAR1"), "this is a table (Parquet)" DATABASE},
    {0, MAGIC("Obj\x01"), "this is a table (Avro)" DATABASE},
    {7, MAGIC("**ACE**"), "this is an ACE archive; unpack it, or pack it again as zip, first"},
    {0, MAGIC("\x60\xEA"), "this is an ARJ archive; unpack it, or pack it again as zip, first"},
    {20, MAGIC("\xDC\xA7\xC4\xFD"), "this is a ZOO archive; unpack it, or pack it again as zip, first"},
    {0, MAGIC("SIT!"), "this is a StuffIt archive; unpack it, or pack it again as zip, first"},
    {0, MAGIC("StuffIt"), "this is a StuffIt archive; unpack it, or pack it again as zip, first"},
    {0, MAGIC("LRZI"), "this is compressed by lrzip; unpack it first"},
    {0, MAGIC("\x89LZO\0\r\n\x1A\n"), "this is compressed by lzop; unpack it first"},
    {0, MAGIC("SZDD\x88\xF0\x27\x33"), "this is compressed by COMPRESS.EXE; unpack it (expand) first"},
    {0, MAGIC("MSWIM\0\0\0"), "this is an image of a disk (WIM); take the files of interest out of it"},
    {0, MAGIC("vhdxfile"), "this is an image of a disk (VHDX); take the files of interest out of it"},
    {0, MAGIC("conectix"), "this is an image of a disk (VHD); take the files of interest out of it"},
    {0, MAGIC("KDMV"), "this is an image of a disk (VMDK); take the files of interest out of it"},
    {0, MAGIC("QFI\xFB"), "this is an image of a disk (QCOW); take the files of interest out of it"},
    {0, MAGIC("Salted__"), "this is encrypted (OpenSSL); decrypt it first"},
    {0, MAGIC("-----BEGIN PGP MESSAGE"), "this is encrypted (PGP); decrypt it first"},
    {0, MAGIC("age-encryption.org/"), "this is encrypted (age); decrypt it first"},
    {0, MAGIC("\xCA\xFE\xBA\xBE"), "this is a program, with no archive in it"},
};

static const struct unreadable *kind_of(const char *head, size_t length)
{
    for (size_t i = 0; i < ARRAY_SIZE(kinds); i++)
        if (length >= kinds[i].at + kinds[i].length && memcmp(head + kinds[i].at, kinds[i].magic, kinds[i].length) == 0)
            return &kinds[i];
    return NULL;
}

static bool is_known(const char *head, size_t length)
{
    return kind_of(head, length);
}

static bool refuse(const struct input *input, const char *head, size_t length, struct error *error)
{
    (void)input;
    return error_set(error, "%s", kind_of(head, length)->why);
}

const struct format_reader reader_unreadable = {.name = "unreadable", .recognises = is_known, .accepts = refuse};
