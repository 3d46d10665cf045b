/* SPDX-License-Identifier: MIT */
/* Reads options and writes errors of callers that were compiled with another version. */
#include "sized.h"

#include <string.h>

/* No version will need more; what is larger was never set. */
enum { LARGEST = 64 * 1024 };

/* Bytes behind what we know: zeros are defaults. */
static bool is_unset(const unsigned char *bytes, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (bytes[i])
            return false;
    return true;
}

static bool check_size(const struct fblab_lab_options *given, struct error *error)
{
    if (given->size < sizeof given->size || given->size > LARGEST || given->size % sizeof given->size != 0)
        return error_set(error,
                         "the size of struct fblab_lab_options is given as %zu; begin it with FBLAB_LAB_OPTIONS_INIT",
                         given->size);
    if (given->size > sizeof *given &&
        !is_unset((const unsigned char *)given + sizeof *given, given->size - sizeof *given))
        return error_set(error,
                         "an option is set that fblab " FBLAB_VERSION " does not know: struct fblab_lab_options has "
                         "%zu bytes, %zu are known",
                         given->size, sizeof *given);
    return true;
}

bool sized_options_read(const struct fblab_lab_options *given, struct lab_options *options, struct error *error)
{
    struct fblab_lab_options known = FBLAB_LAB_OPTIONS_INIT;

    if (given && !check_size(given, error))
        return false;
    if (given)
        memcpy(&known, given, given->size < sizeof known ? given->size : sizeof known);
    *options = (struct lab_options){.scenarios = known.scenarios,
                                    .state_directory = known.state_directory,
                                    .listen_address = known.listen_address,
                                    .port_base = known.port_base,
                                    .published = known.published,
                                    .seed = known.seed,
                                    .journal_bytes = known.journal_bytes,
                                    .armed = known.armed};
    return true;
}

void sized_error_write(struct fblab_error *error, const char *text)
{
    const size_t head = offsetof(struct fblab_error, text);

    if (error && error->size > head && error->size <= LARGEST)
        snprintf(error->text, error->size - head, "%s", text);
}
