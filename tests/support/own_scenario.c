/* SPDX-License-Identifier: MIT */
/* Writes a scenario into a new folder and removes both. */
#include "own_scenario.h"

#include "base/cleanup.h"
#include "base/text.h"

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#define BEGINNING                                                                                                      \
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"                                                                     \
    "<scenario id=\"xOwn\" xmlns=\"urn:fblab:scenario\">\n"                                                            \
    "  <documented><title>Ours</title><direction>cloud-to-on-premises</direction><error>Something.</error>\n"          \
    "  <event>As captured.</event>\n"                                                                                  \
    "  <cause id='c'><says>Not known.</says><remedy>Not known.</remedy></cause></documented>\n  <signs/>\n"

void own_scenario_make(struct own_scenario *own, const char *play)
{
    CLEANUP(cleanup_string) char *text = text_format("%s%s</scenario>\n", BEGINNING, play);

    snprintf(own->folder, sizeof own->folder, "/tmp/fblab-own-XXXXXX");
    assert_non_null(mkdtemp(own->folder));
    own_scenario_add(own, "xOwn.xml", text, strlen(text));
}

void own_scenario_add(struct own_scenario *own, const char *name, const char *bytes, size_t length)
{
    CLEANUP(cleanup_string) char *path = text_format("%s/%s", own->folder, name);

    assert_true(file_write(path, bytes, length, 0600, NULL));
}

void own_scenario_remove(struct own_scenario *own)
{
    DIR *directory = opendir(own->folder);

    for (const struct dirent *entry; directory && (entry = readdir(directory));) {
        CLEANUP(cleanup_string) char *path = text_format("%s/%s", own->folder, entry->d_name);
        if (entry->d_name[0] != '.')
            unlink(path);
    }
    if (directory)
        closedir(directory);
    rmdir(own->folder);
}
