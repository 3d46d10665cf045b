/* SPDX-License-Identifier: MIT */
/* Paragraphs become lines, and rows of a sheet lines of comma-separated values: a log that was pasted into one is a log. */
#include "office_text.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"
#include "capture/unpack.h"
#include "container.h"
#include "xml/xml.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_DEPTH = 60, MOST_ENTRY = 64 << 20, MOST_CELLS = 16384 };

struct office {
    const struct input *input;
    struct container pictures; /* and what else is in it */
    FILE *output;              /* of the part that is being read, whose bytes are: */
    char *bytes;
    size_t length;
    char **shared; /* texts of a workbook */
    size_t shared_count;
    bool sheets; /* the second time through: strings are known */
};

static void put_text(FILE *output, const xmlNode *node, unsigned depth);

static bool ends_line(const xmlNode *node)
{
    static const char *const names[] = {"p", "h", "br", "cr", "tr", "si", "line-break", "title"};

    for (size_t i = 0; i < ARRAY_SIZE(names); i++)
        if (xml_is(node, NULL, names[i]))
            return true;
    return false;
}

static void put_children(FILE *output, const xmlNode *node, unsigned depth)
{
    for (const xmlNode *child = node->children; child && depth < MOST_DEPTH; child = child->next)
        put_text(output, child, depth + 1);
}

/* Text may be cut into runs anywhere: nothing stands between them. */
static void put_text(FILE *output, const xmlNode *node, unsigned depth)
{
    if (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE) {
        fputs(node->content ? (const char *)node->content : "", output);
        return;
    }
    if (node->type != XML_ELEMENT_NODE || xml_is(node, NULL, "instrText"))
        return;
    if (xml_is(node, NULL, "tab"))
        fputc('\t', output);
    if (xml_is(node, NULL, "s"))
        fputc(' ', output);
    put_children(output, node, depth);
    if (ends_line(node))
        fputc('\n', output);
}

static char *plain(const xmlNode *node)
{
    char *text = NULL;
    size_t length;
    FILE *const output = text_stream(&text, &length);

    put_children(output, node, 0);
    text_stream_close(output);
    return text;
}

/* ---- workbooks ---- */

static void read_strings(struct office *office, const xmlDoc *document)
{
    for (const xmlNode *item = xml_child(xmlDocGetRootElement(document), "si"); item; item = xml_next(item, "si")) {
        office->shared = memory_one_more(office->shared, office->shared_count, sizeof *office->shared);
        office->shared[office->shared_count++] = plain(item);
    }
}

/* What a cell shows; the caller frees it. */
static char *cell_of(const struct office *office, const xmlNode *cell)
{
    xmlChar *const type = xmlGetNoNsProp(cell, BAD_CAST "t");
    const bool shared = text_equal((const char *)type, "s"), inside = text_equal((const char *)type, "inlineStr");
    CLEANUP(cleanup_string) char *value = xml_text_at(cell, "v");
    const size_t index = shared && value ? strtoul(value, NULL, 10) : 0;

    xmlFree(type);
    if (inside)
        return plain(cell);
    if (shared)
        return text_copy(index < office->shared_count ? office->shared[index] : "");
    return text_copy(value ? value : "");
}

static void put_cell(FILE *output, const char *text)
{
    const bool quoted = strpbrk(text, ",\"\n");

    fputs(quoted ? "\"" : "", output);
    for (; *text; text++) {
        fputc(*text, output);
        if (*text == '"')
            fputc('"', output);
    }
    fputs(quoted ? "\"" : "", output);
}

/* Cells that are alone in their row (a line of a log that was pasted) stand as they are. */
static void put_row(const struct office *office, const xmlNode *row, FILE *output)
{
    const xmlNode *cell = xml_child(row, "c");
    const bool alone = cell && !xml_next(cell, "c");
    size_t count = 0;

    for (; cell && count < MOST_CELLS; cell = xml_next(cell, "c"), count++) {
        CLEANUP(cleanup_string) char *text = cell_of(office, cell);
        if (count > 0)
            fputc(',', output);
        if (alone)
            fputs(text, output);
        else
            put_cell(output, text);
    }
    fputc('\n', output);
}

static void put_sheet(const struct office *office, const xmlDoc *document, FILE *output)
{
    const xmlNode *const data = xml_child(xmlDocGetRootElement(document), "sheetData");

    for (const xmlNode *row = xml_child(data, "row"); row; row = xml_next(row, "row"))
        put_row(office, row, output);
}

/* ---- parts ---- */

enum part_kind { PART_OTHER, PART_TEXT, PART_STRINGS, PART_SHEET, PART_MEDIA };

/* Which parts hold what; the first row that the name begins with. */
static const struct part_row {
    const char *begins, *ends;
    enum part_kind kind;
} part_rows[] = {
    {"word/media/", "", PART_MEDIA},        {"xl/media/", "", PART_MEDIA},
    {"ppt/media/", "", PART_MEDIA},         {"Pictures/", "", PART_MEDIA},
    {"word/embeddings/", "", PART_MEDIA},   {"xl/embeddings/", "", PART_MEDIA},
    {"ppt/embeddings/", "", PART_MEDIA},    {"word/document", ".xml", PART_TEXT},
    {"word/header", ".xml", PART_TEXT},     {"word/footer", ".xml", PART_TEXT},
    {"word/comments", ".xml", PART_TEXT},   {"word/footnotes", ".xml", PART_TEXT},
    {"ppt/slides/", ".xml", PART_TEXT},     {"ppt/notesSlides/", ".xml", PART_TEXT},
    {"xl/comments", ".xml", PART_TEXT},     {"xl/sharedStrings", ".xml", PART_STRINGS},
    {"xl/worksheets/", ".xml", PART_SHEET}, {"content.xml", "", PART_TEXT},
};

static enum part_kind kind_of(const char *name)
{
    for (size_t i = 0; i < ARRAY_SIZE(part_rows); i++)
        if (text_starts(name, part_rows[i].begins) && text_ends(name, part_rows[i].ends))
            return part_rows[i].kind;
    return PART_OTHER;
}

/* A part as text, as an entry of its own. */
static void give_part(struct office *office, const char *name, enum part_kind kind)
{
    struct error error;
    CLEANUP(xml_free) xmlDoc *document = xml_parse(office->bytes, office->length, name, &error);
    char *text = NULL;
    size_t length;
    FILE *output;

    if (!document) {
        container_refuse(&office->pictures, name, error.text);
        return;
    }
    if (kind == PART_STRINGS) {
        read_strings(office, document);
        return;
    }
    output = text_stream(&text, &length);
    if (kind == PART_SHEET)
        put_sheet(office, document, output);
    else
        put_text(output, xmlDocGetRootElement(document), 0);
    text_stream_close(output);
    container_give(office->input, name, text, length);
    free(text);
}

static void forget(struct office *office)
{
    cleanup_file(&office->output);
    free(TAKE(office->bytes));
    office->length = 0;
}

/* Strings come before the sheets that use them: the archive is read twice. */
static bool is_wanted(const struct office *office, enum part_kind kind)
{
    return office->sheets ? kind == PART_SHEET : kind == PART_TEXT || kind == PART_STRINGS || kind == PART_MEDIA;
}

static bool take_piece(void *context, const char *name, const char *bytes, size_t length)
{
    struct office *const office = context;
    const enum part_kind kind = kind_of(name);

    if (!is_wanted(office, kind))
        return false;
    if (kind == PART_MEDIA)
        return container_piece(&office->pictures, name, bytes, length);
    if (length > 0) {
        if (!office->output)
            office->output = text_stream(&office->bytes, &office->length);
        fwrite(bytes, 1, length, office->output);
        return ftell(office->output) < MOST_ENTRY;
    }
    cleanup_file(&office->output);
    if (office->length > 0)
        give_part(office, name, kind);
    forget(office);
    return true;
}

static void take_refused(void *context, const char *name, const char *why)
{
    struct office *const office = context;

    if (is_wanted(office, kind_of(name)))
        container_refuse(&office->pictures, name, why);
}

static void office_clear(struct office *office)
{
    forget(office);
    container_clear(&office->pictures);
    for (size_t i = 0; i < office->shared_count; i++)
        free(office->shared[i]);
    free(office->shared);
}

bool office_read(const struct input *input, const char *bytes, size_t length, struct error *error)
{
    CLEANUP(office_clear) struct office office = {.input = input, .pictures = {.outer = input}};
    const struct archive_reader reader = {take_piece, &office, take_refused, input->budget};
    bool done = archive_each(bytes, length, &reader, error);

    forget(&office);
    office.sheets = true;
    return done && archive_each(bytes, length, &reader, error);
}

static bool find_mark(void *context, const char *name, const char *bytes, size_t length)
{
    (void)bytes, (void)length;
    *(bool *)context = *(bool *)context || text_equal(name, "word/document.xml") ||
                       text_equal(name, "xl/workbook.xml") || text_equal(name, "ppt/presentation.xml") ||
                       text_equal(name, "content.xml");
    return false;
}

bool office_is(const char *bytes, size_t length)
{
    bool found = false;
    const struct archive_reader reader = {.piece = find_mark, .context = &found};

    if (length > 2 && memcmp(bytes, "PK", 2) == 0)
        archive_each(bytes, length, &reader, NULL);
    return found;
}
