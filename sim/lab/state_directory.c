/* SPDX-License-Identifier: MIT */
/* A folder for the files of a lab: its own under TMPDIR, or one that was given. */
#include "internal.h"

#include "base/cleanup.h"
#include "base/text.h"

#include <dirent.h>
#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool make_own(struct lab *lab, struct error *error)
{
    const char *parent = getenv("TMPDIR");

    lab->state_directory = text_format("%s/fblab-XXXXXX", parent && parent[0] ? parent : "/tmp");
    if (!mkdtemp(lab->state_directory)) {
        error_set(error, "a state directory %s cannot be made: %s; set TMPDIR to a folder that is writable",
                  lab->state_directory, strerror(errno));
        free(TAKE(lab->state_directory));
        return false;
    }
    lab->state_is_ours = true;
    return true;
}

bool state_directory_make(struct lab *lab, const char *wanted, struct error *error)
{
    if (!wanted)
        return make_own(lab, error);
    if (mkdir(wanted, 0700) != 0 && errno != EEXIST)
        return error_set(error, "the state directory %s cannot be made: %s", wanted, strerror(errno));
    if (access(wanted, W_OK | X_OK) != 0)
        return error_set(error, "the state directory %s is not writable: %s", wanted, strerror(errno));
    lab->state_directory = text_copy(wanted);
    return true;
}

void state_directory_remove(struct lab *lab)
{
    DIR *directory = lab->state_is_ours ? opendir(lab->state_directory) : NULL;

    if (!directory)
        return;
    for (const struct dirent *entry; (entry = readdir(directory));) {
        CLEANUP(cleanup_string) char *path = text_format("%s/%s", lab->state_directory, entry->d_name);
        if (entry->d_name[0] != '.')
            unlink(path);
    }
    closedir(directory);
    rmdir(lab->state_directory);
}
