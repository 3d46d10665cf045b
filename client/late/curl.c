/* SPDX-License-Identifier: MIT */
/* What we call of libcurl. */
#include "curl.h"

#include "late_library.h"

#include <stdarg.h>

#define CURL_FUNCTION(TYPE, NAME, PARAMETERS, NAMES) LATE(LATE_CURL, TYPE, NAME, PARAMETERS, NAMES)

/* The macros of that name check types and call the function. */
#undef curl_easy_setopt
#undef curl_easy_getinfo

CURL_FUNCTION(CURL *, curl_easy_init, (void), ())
CURL_FUNCTION(CURLcode, curl_easy_perform, (CURL * easy), (easy))
CURL_FUNCTION(void, curl_easy_reset, (CURL * easy), (easy))
CURL_FUNCTION(void, curl_easy_cleanup, (CURL * easy), (easy))
CURL_FUNCTION(char *, curl_easy_escape, (CURL * easy, const char *text, int length), (easy, text, length))
CURL_FUNCTION(const char *, curl_easy_strerror, (CURLcode code), (code))
CURL_FUNCTION(void, curl_free, (void *memory), (memory))
CURL_FUNCTION(struct curl_slist *, curl_slist_append, (struct curl_slist * list, const char *text), (list, text))
CURL_FUNCTION(void, curl_slist_free_all, (struct curl_slist * list), (list))
CURL_FUNCTION(CURLM *, curl_multi_init, (void), ())
CURL_FUNCTION(CURLMcode, curl_multi_add_handle, (CURLM * multi, CURL *easy), (multi, easy))
CURL_FUNCTION(CURLMcode, curl_multi_remove_handle, (CURLM * multi, CURL *easy), (multi, easy))
CURL_FUNCTION(CURLMcode, curl_multi_perform, (CURLM * multi, int *running), (multi, running))
CURL_FUNCTION(CURLMcode, curl_multi_poll,
              (CURLM * multi, struct curl_waitfd others[], unsigned other_count, int timeout, int *ready),
              (multi, others, other_count, timeout, ready))
CURL_FUNCTION(CURLMsg *, curl_multi_info_read, (CURLM * multi, int *left), (multi, left))
CURL_FUNCTION(CURLMcode, curl_multi_cleanup, (CURLM * multi), (multi))
CURL_FUNCTION(CURLU *, curl_url, (void), ())
CURL_FUNCTION(CURLUcode, curl_url_set, (CURLU * url, CURLUPart part, const char *text, unsigned flags),
              (url, part, text, flags))
CURL_FUNCTION(CURLUcode, curl_url_get, (CURLU * url, CURLUPart part, char **text, unsigned flags),
              (url, part, text, flags))
CURL_FUNCTION(void, curl_url_cleanup, (CURLU * url), (url))

typedef CURLcode set_function(CURL *easy, CURLoption option, ...);
typedef CURLcode get_function(CURL *easy, CURLINFO info, ...);

/* The number of an option says of which type its value is: curl.h, CURLOPTTYPE_*. */
CURLcode curl_easy_setopt(CURL *easy, CURLoption option, ...)
{
    static void *_Atomic found;
    set_function *const set = (set_function *)late_function(LATE_CURL, "curl_easy_setopt", &found);
    CURLcode code;
    va_list values;

    va_start(values, option);
    if (option >= CURLOPTTYPE_OFF_T && option < CURLOPTTYPE_BLOB)
        code = set(easy, option, va_arg(values, curl_off_t)); /* NOLINT(bugprone-branch-clone): a long only here */
    else if (option >= CURLOPTTYPE_OBJECTPOINT)
        code = set(easy, option, va_arg(values, void *));
    else
        code = set(easy, option, va_arg(values, long));
    va_end(values);
    return code;
}

/* All that is asked for comes back through a pointer. */
CURLcode curl_easy_getinfo(CURL *easy, CURLINFO info, ...)
{
    static void *_Atomic found;
    get_function *const get = (get_function *)late_function(LATE_CURL, "curl_easy_getinfo", &found);
    CURLcode code;
    va_list values;

    va_start(values, info);
    code = get(easy, info, va_arg(values, void *));
    va_end(values);
    return code;
}
