/* SPDX-License-Identifier: MIT */
/* Both readers of XML take any repetition in time that grows with its length. */
#include "support/repetitions.h"
#include "xml/reader.h"
#include "xml/xml.h"

static void parse(const char *text, size_t length)
{
    struct error error = {""};
    xmlDoc *document = xml_parse(text, length, "t", &error);

    xml_free(&document);
}

static void read_again(const char *text, size_t length)
{
    struct xml_reader *reader = xml_reader_new();

    xml_reader_read(reader, text, length);
    xml_reader_free(&reader);
}

int main(void)
{
    return repetitions_run("xml_parse", parse) + repetitions_run("xml_reader_read", read_again);
}
