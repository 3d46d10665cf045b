/* SPDX-License-Identifier: MIT */
/* Each check tries the thing itself: a port is listened on, a namespace entered, a folder written to. */
#include "doctor_checks.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "harness/run/child.h"
#include "isolation/namespaces.h"
#include "kept_keys/kept_keys.h"
#include "late/libraries.h"
#include "passing_folder/passing_folder.h"
#include "scenario/scenario.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { FILES_OF_A_LAB = 256 };

static bool has_client(const struct doctor_check *check, struct error *error)
{
    CLEANUP(cleanup_string) char *path = child_sibling("fbcheck");

    (void)check;
    return access(path, X_OK) == 0 ||
           error_set(error, "%s cannot be run: %s; replay and the examples take it from beside fblab", path,
                     strerror(errno));
}

static bool has_libraries(const struct doctor_check *check, struct error *error)
{
    (void)check;
    for (size_t i = 0; i < late_name_count; i++)
        if (!late_library_loads(&late_names[i], error))
            return false;
    return true;
}

static bool has_catalogue(const struct doctor_check *check, struct error *error)
{
    CLEANUP(library_free) struct library *library = library_load(NULL, error);

    (void)check;
    return library;
}

static bool listens(int listener, struct sockaddr_in *address)
{
    socklen_t length = sizeof *address;

    return bind(listener, (struct sockaddr *)address, length) == 0 && listen(listener, 1) == 0 &&
           getsockname(listener, (struct sockaddr *)address, &length) == 0;
}

static bool has_ports(const struct doctor_check *check, struct error *error)
{
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    const int listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const int client = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const bool fine = listener >= 0 && client >= 0 && listens(listener, &address) &&
                      connect(client, (struct sockaddr *)&address, sizeof address) == 0;
    const int problem = errno;

    (void)check;
    if (listener >= 0)
        close(listener);
    if (client >= 0)
        close(client);
    return fine || error_set(error, "no port of 127.0.0.1 can be listened on and reached: %s; a lab lives there",
                             strerror(problem));
}

static bool has_files(const struct doctor_check *check, struct error *error)
{
    struct rlimit limit = {0};

    (void)check;
    getrlimit(RLIMIT_NOFILE, &limit);
    return limit.rlim_cur >= FILES_OF_A_LAB ||
           error_set(error, "only %lu files may be open at once, and a lab under load takes more: ulimit -n 1024",
                     (unsigned long)limit.rlim_cur);
}

static bool has_temporary_folder(const struct doctor_check *check, struct error *error)
{
    CLEANUP(passing_folder_free) struct passing_folder *folder = passing_folder_new("doctor-", error);

    (void)check;
    return folder;
}

static bool has_keys(const struct doctor_check *check, struct error *error)
{
    CLEANUP(kept_keys_free) struct kept_keys *keys = kept_keys_open(error);

    (void)check;
    return keys;
}

/* In a process of its own, which is in the namespaces afterwards. */
static bool has_namespaces(const struct doctor_check *check, struct error *error)
{
    int ends[2], status = 0;
    pid_t child;
    ssize_t got;

    (void)check;
    if (pipe(ends) != 0 || (child = fork()) < 0)
        return error_set(error, "no process can be started: %s", strerror(errno));
    if (child == 0) {
        struct error problem = {""};
        const bool fine = namespaces_enter(&problem) && namespaces_new_network(&problem);
        _exit(fine || write(ends[1], problem.text, strlen(problem.text)) < 0 ? 0 : 1);
    }
    close(ends[1]);
    got = read(ends[0], error->text, sizeof error->text - 1);
    error->text[got > 0 ? got : 0] = '\0';
    close(ends[0]);
    waitpid(child, &status, 0);
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

/* No clock is earlier than the files that came with the program. */
static bool has_clock(const struct doctor_check *check, struct error *error)
{
    CLEANUP(cleanup_string) char *path = text_format("%s/scenario.rng", library_folder());
    struct stat file = {0};
    char now[32], then[32];

    (void)check;
    if (stat(path, &file) != 0 || time(NULL) >= file.st_mtime)
        return true;
    return error_set(error,
                     "the clock says %s, but %s is of %s; tokens and certificates of a lab look expired to who has the "
                     "right time: set the clock",
                     clock_iso(time(NULL), now), path, clock_iso(file.st_mtime, then));
}

static bool has_program(const struct doctor_check *check, struct error *error)
{
    CLEANUP(cleanup_string) char *path = text_copy(getenv("PATH"));
    char *rest = path;

    for (const char *folder; rest && (folder = strsep(&rest, ":"));) {
        CLEANUP(cleanup_string) char *file = text_format("%s/%s", folder, check->program);
        struct stat found;

        if (access(file, X_OK) == 0 && stat(file, &found) == 0 && S_ISREG(found.st_mode))
            return true;
    }
    return error_set(error, "%s is not on the PATH: %s", check->program, check->use);
}

#define PROGRAM(program, use)                                                                                          \
    {                                                                                                                  \
        program, false, program " is there", has_program, program, use                                                 \
    }

const struct doctor_check doctor_checks[] = {
    {"client", true, "fbcheck is beside fblab", has_client, NULL, NULL},
    {"libraries", true, "every library that is loaded when it is needed can be", has_libraries, NULL, NULL},
    {"catalogue", true, "every scenario can be read", has_catalogue, NULL, NULL},
    {"ports", true, "ports of 127.0.0.1 can be listened on and reached", has_ports, NULL, NULL},
    {"temporary folder", true, "folders can be made below TMPDIR", has_temporary_folder, NULL, NULL},
    {"keys", true, "the folder of kept keys is ours alone", has_keys, NULL, NULL},
    {"open files", false, "enough files may be open", has_files, NULL, NULL},
    {"clock", false, "the clock is later than the catalogue", has_clock, NULL, NULL},
    {"namespaces", false, "namespaces can be had: --isolated works", has_namespaces, NULL, NULL},
    PROGRAM("pwsh", "Microsoft's PowerShell cannot be used against a lab; fblab shell needs none"),
    PROGRAM("chromium", "the tests that look at pages in a browser are skipped; any browser shows the pages"),
    PROGRAM("tshark", "the packets of fblab evidence cannot be read here; Wireshark anywhere else can"),
};
const size_t doctor_check_count = ARRAY_SIZE(doctor_checks);
