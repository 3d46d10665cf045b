/* SPDX-License-Identifier: MIT */
/* libcurl, loaded late. */
#ifndef FBLAB_LATE_CURL_H
#define FBLAB_LATE_CURL_H

#include <curl/curl.h>

#endif
