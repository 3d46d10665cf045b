/* SPDX-License-Identifier: MIT */
/* What mitmproxy saved. */
#include "format_reader.h"

#include "capture/flows.h"
#include "intake/formats/capture_files.h"

static bool read_flows(const struct input *input, const char *bytes, size_t length, struct error *error)
{
    return flows_give(bytes, length, &input->place, input->take, input->context, error);
}

const struct format_reader reader_flows = {
    .name = "flows", .recognises = flows_are, .read = read_flows, .too_large = "save fewer flows"};
