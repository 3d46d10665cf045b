/* SPDX-License-Identifier: MIT */
/* Which sanitizer this is compiled for: gcc says so by macros of its own, clang when it is asked. */
#ifndef FBLAB_SANITIZER_H
#define FBLAB_SANITIZER_H

#ifdef __has_feature
#define SANITIZER_IS(feature) __has_feature(feature)
#else
#define SANITIZER_IS(feature) 0
#endif

#if defined __SANITIZE_ADDRESS__ || SANITIZER_IS(address_sanitizer)
#define SANITIZED_ADDRESSES 1
#else
#define SANITIZED_ADDRESSES 0
#endif

#if defined __SANITIZE_THREAD__ || SANITIZER_IS(thread_sanitizer)
#define SANITIZED_THREADS 1
#else
#define SANITIZED_THREADS 0
#endif

#endif
