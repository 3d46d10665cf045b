/* SPDX-License-Identifier: MIT */
/* PDF: its text, where the program pdftotext is installed, which runs in a child with limits. */
#include "format_reader.h"

#include "intake/foreign/confined.h"

#include <string.h>

/* Some bytes may stand before it. */
static bool is_pdf(const char *head, size_t length)
{
    return memmem(head, length < 1024 ? length : 1024, "%PDF-", 5);
}

static bool read_pdf(const struct input *input, const char *bytes, size_t length, struct error *error)
{
    static const char *const program[] = {"pdftotext", "-q", "-enc", "UTF-8", "-", "-", NULL};

    switch (confined_run(program, input, bytes, length, error)) {
    case CONFINED_DONE: return true;
    case CONFINED_NOTHING:
        return error_set(error, "there is no text in the PDF, only pictures of it; copy the words out of it");
    case CONFINED_NOT_INSTALLED:
        return error_set(error,
                         "this is a PDF, and the program pdftotext is not installed (package poppler-utils); install "
                         "it, or save the PDF as text");
    case CONFINED_FAILED: return error_set(error, "the PDF is damaged, or protected by a password; save it as text");
    case CONFINED_UNABLE: break;
    }
    return false;
}

const struct format_reader reader_pdf = {
    .name = "PDF", .recognises = is_pdf, .read = read_pdf, .too_large = "save the pages in question as text"};
