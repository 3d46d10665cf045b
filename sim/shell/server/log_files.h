/* SPDX-License-Identifier: MIT */
/* The log files that lie on a server, as its own paths name them. */
#ifndef FBLAB_SHELL_LOG_FILES_H
#define FBLAB_SHELL_LOG_FILES_H

#include "shell/cmdlets/services.h"

#include <stddef.h>

struct log_file {
    char *path;   /* "inetpub/logs/LogFiles/W3SVC1/u_ex260105.log", below the drive or below Exchange's own folder */
    char **lines; /* without their ends */
    size_t count, bytes;
};

struct log_files {
    char *server;
    struct log_file *items;
    size_t count;
};

/* All that lie on the server of the path: `local`, or the one that "\\EX02\C$\..." names. */
void log_files_read(struct log_files *files, const struct shell_services *services, const char *local,
                    const char *path);
void log_files_clear(struct log_files *files);

/* What is left of a path behind server, drive and Exchange's folder, with '/': "inetpub/logs/...". The caller frees it. */
char *log_files_inner(const char *path);
/* As the server would call it: "C:\inetpub\logs\...". The caller frees it. */
char *log_files_name(const char *inner);

#endif
