/* SPDX-License-Identifier: MIT */
/* Makes the folders of a log, and writes its lines. */
#include "log_folder.h"

#include "base/cleanup.h"
#include "base/file_open.h"
#include "base/json_text.h"
#include "base/text.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>

/* Those above the file. */
static bool make_folders(const char *path, struct error *error)
{
    CLEANUP(cleanup_string) char *folder = text_copy(path);

    for (char *slash = strchr(folder + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        if (mkdir(folder, 0755) != 0 && errno != EEXIST)
            return error_set(error, "%s cannot be made: %s", folder, strerror(errno));
        *slash = '/';
    }
    return true;
}

/* Who answers may be no lab at all, and names where it wants to write. */
static bool stays_below(const char *name)
{
    for (const char *part = name; part; part = strchr(part, '/')) {
        part += part > name;
        const size_t length = strcspn(part, "/");
        if (length == 0 || (length <= 2 && strspn(part, ".") >= length))
            return false;
    }
    return true;
}

bool log_folder_add(const char *folder, const json_t *file, bool fresh, struct error *error)
{
    const char *const name = json_member_text(file, "path");
    CLEANUP(cleanup_string) char *path = text_format("%s/%s", folder, name);
    CLEANUP(cleanup_file) FILE *output = NULL;
    size_t index;
    const json_t *line;

    if (!stays_below(name))
        return error_set(error, "the lab has a log of the name \"%s\", which is none of this folder", name);
    if (!make_folders(path, error))
        return false;
    if (!(output = file_open_stream_to_write(path, fresh ? O_TRUNC : O_APPEND, 0644)))
        return error_set(error, "%s cannot be written: %s", path, strerror(errno));
    fputs(fresh ? json_member_text(file, "head") : "", output);
    json_array_foreach(json_object_get(file, "lines"), index, line) fputs(json_string_value(line), output);
    return fflush(output) == 0 || error_set(error, "%s cannot be written: %s", path, strerror(errno));
}
