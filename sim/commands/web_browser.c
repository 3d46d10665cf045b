/* SPDX-License-Identifier: MIT */
/* By way of a page that only the user can read: what stands in a command line can be read by everybody on the machine. */
#include "web_browser.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "harness/run/process.h"
#include "terminal/program.h"
#include "terminal/status.h"

#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* The link has no character that HTML would mind: a host, a port, a token. */
static bool write_page(const char *path, const char *link, struct error *error)
{
    CLEANUP(cleanup_string)
    char *page =
        text_format("<!doctype html><meta charset=\"utf-8\"><title>fblab</title>\n<meta http-equiv=\"refresh\" "
                    "content=\"0;url=%s\">\n<a href=\"%s\">The control room</a>\n",
                    link, link);

    return file_write(path, page, strlen(page), 0600, error);
}

/* The shell ends at once, the browser goes on. */
static bool start(const char *browser, const char *path)
{
    static const char script[] = "command -v \"$0\" >/dev/null || exit 127; \"$0\" \"$1\" >/dev/null 2>&1 </dev/null &";
    const char *const arguments[] = {"sh", "-c", script, browser, path, NULL};
    const struct process_plan plan = {
        .arguments = arguments, .input = STDIN_FILENO, .output = STDOUT_FILENO, .errors = STDERR_FILENO};
    struct error error = {""};
    int status = -1;
    const pid_t child = process_start(&plan, &status, &error);

    return child > 0 && waitpid(child, &status, 0) == child && status == 0;
}

struct passing_folder *web_browser_open(const char *link)
{
    const char *const wanted = getenv("BROWSER"), *const browser = wanted && *wanted ? wanted : "xdg-open";
    struct error error = {""};
    CLEANUP(passing_folder_free) struct passing_folder *folder = passing_folder_new("page", &error);
    CLEANUP(cleanup_string) char *path = text_format("%s/open.html", folder ? passing_folder_path(folder) : "");

    if (!folder || !write_page(path, link, &error))
        complain(STATUS_DONE, "no browser was started: %s", error.text);
    else if (!start(browser, path))
        complain(STATUS_DONE, "%s is no program that opens a browser; set BROWSER to one, or open the link yourself",
                 browser);
    else
        return TAKE(folder);
    return NULL;
}
