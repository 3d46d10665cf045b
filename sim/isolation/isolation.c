/* SPDX-License-Identifier: MIT */
/* Writes the machine's files as the lab needs them, and answers names beside them. */
#include "isolation.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"
#include "name_server.h"
#include "trust.h"
#include "view.h"

#include <errno.h>
#include <ftw.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define HOSTS                                                                                                          \
    "# Every other name is answered by the lab, at 127.0.0.1: it may come and go.\n"                                   \
    "127.0.0.1 localhost %s\n::1 localhost\n"
#define RESOLVER "nameserver 127.0.0.1\nsearch .\noptions timeout:2 attempts:2\n"

struct isolation {
    char *folder;
    struct view *view;
    struct name_server *names;
};

/* Where systems keep what they trust. The first is a folder, the others are bundles. */
static const char *const trust_places[] = {
    "/etc/ssl/certs",         "/etc/ssl/cert.pem",
    "/etc/ssl/ca-bundle.pem", "/etc/pki/tls/certs/ca-bundle.crt",
    "/etc/pki/tls/cert.pem",  "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",
};

/* Daemons that would answer names for somebody else. */
static const char *const hidden[] = {"/run/nscd", "/run/systemd/resolve"};

static char *path_in(const struct isolation *isolation, const char *name)
{
    return text_format("%s/%s", isolation->folder, name);
}

/* Puts a file of ours in the place of the machine's, where there is one. */
static bool replace(struct isolation *isolation, const char *name, const char *text, const char *place,
                    struct error *error)
{
    CLEANUP(cleanup_string) char *path = path_in(isolation, name);

    if (!file_write(path, text, strlen(text), 0644, error))
        return false;
    view_add(isolation->view, path, place);
    return true;
}

/* The machine's own, but for names: they come from the hosts file and from DNS. */
static char *name_service(void)
{
    CLEANUP(cleanup_string) char *machine = file_read("/etc/nsswitch.conf", 1 << 20, NULL, NULL);
    char *text = NULL;
    size_t size;
    FILE *output = text_stream(&text, &size);

    for (const char *line = machine; line && *line; line += strcspn(line, "\n"), line += *line == '\n')
        if (!text_starts(line + strspn(line, " \t"), "hosts:"))
            fprintf(output, "%.*s\n", (int)strcspn(line, "\n"), line);
    fputs("hosts: files dns\n", output);
    text_stream_close(output);
    return text;
}

static bool replace_names(struct isolation *isolation, const char *host_name, struct error *error)
{
    CLEANUP(cleanup_string) char *services = name_service();
    CLEANUP(cleanup_string) char *hosts = NULL;
    char own[256] = "";

    gethostname(own, sizeof own - 1); /* some programs look up their own machine */
    hosts = text_format(HOSTS, host_name ? host_name : own);
    return replace(isolation, "hosts", hosts, "/etc/hosts", error) &&
           replace(isolation, "resolv.conf", RESOLVER, "/etc/resolv.conf", error) &&
           replace(isolation, "nsswitch.conf", services, "/etc/nsswitch.conf", error);
}

/* A bundle that lies in the folder has been replaced with it: links lead there. */
static bool replace_trust(struct isolation *isolation, const char *ca_file, struct error *error)
{
    CLEANUP(cleanup_string) char *folder = path_in(isolation, "certs");
    CLEANUP(cleanup_string) char *bundle = path_in(isolation, "certs/" TRUST_BUNDLE);
    bool replaced = false;

    if (!trust_write(folder, ca_file, error))
        return false;
    for (size_t i = 0; i < ARRAY_SIZE(trust_places); i++) {
        struct stat status;
        if (lstat(trust_places[i], &status) != 0 || S_ISLNK(status.st_mode))
            continue;
        replaced = view_add(isolation->view, S_ISDIR(status.st_mode) ? folder : bundle, trust_places[i]) || replaced;
    }
    return replaced || error_set(error,
                                 "the system has no trust store for the lab's authority (%s, ...); install the "
                                 "package ca-certificates, or run without --isolated",
                                 trust_places[0]);
}

static bool hide_daemons(struct isolation *isolation, struct error *error)
{
    CLEANUP(cleanup_string) char *nothing = path_in(isolation, "nothing");

    if (mkdir(nothing, 0755) != 0)
        return error_set(error, "the folder %s cannot be made: %s", nothing, strerror(errno));
    for (size_t i = 0; i < ARRAY_SIZE(hidden); i++)
        view_add(isolation->view, nothing, hidden[i]);
    return true;
}

struct isolation *isolation_start(const struct isolation_plan *plan, struct error *error)
{
    struct isolation *isolation = memory_new(sizeof *isolation);

    isolation->folder = text_format("%s/view", plan->directory);
    isolation->view = view_new();
    view_name(isolation->view, plan->host_name);
    if (mkdir(isolation->folder, 0755) != 0)
        error_set(error, "the folder %s cannot be made: %s", isolation->folder, strerror(errno));
    else if (replace_names(isolation, plan->host_name, error) && replace_trust(isolation, plan->ca_file, error) &&
             hide_daemons(isolation, error))
        isolation->names = name_server_start(plan->ready, plan->context, error);
    if (!isolation->names)
        isolation_stop(&isolation);
    return isolation;
}

static int remove_entry(const char *path, const struct stat *status, int kind, struct FTW *place)
{
    (void)status, (void)kind, (void)place;
    return remove(path);
}

void isolation_stop(struct isolation **isolation)
{
    if (!*isolation)
        return;
    name_server_stop(&(*isolation)->names);
    view_free(&(*isolation)->view);
    nftw((*isolation)->folder, remove_entry, 4, FTW_DEPTH | FTW_PHYS);
    free((*isolation)->folder);
    free(*isolation);
    *isolation = NULL;
}

bool isolation_enter(const struct isolation *isolation)
{
    return view_enter(isolation->view);
}

bool isolation_drops(const char *variable)
{
    static const char *const names[] = {"http_proxy=", "https_proxy=", "ftp_proxy=", "all_proxy="};

    for (size_t i = 0; i < ARRAY_SIZE(names); i++)
        if (text_starts(variable, names[i]))
            return true;
    return false;
}
